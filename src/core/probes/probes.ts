import type { Probes, RunProgram } from "../model/ports.ts";
import { execProbe } from "./exec-probe.ts";
import { httpProbe } from "./http-probe.ts";

/** Readiness probes that really ask. */
export function createProbes(run: RunProgram): Probes {
  return { http: httpProbe, exec: (command, options) => execProbe(run, command, options) };
}
