import { existsSync } from "node:fs";
import type { RunProgram } from "../model/ports.ts";

/** lsof that hangs (a dead network disk) must not hang a tick, ms. */
const LIMIT = 5000;

/** macOS has it outside of the PATH that programs with windows get. */
const PROGRAM = ["/usr/sbin/lsof", "/usr/bin/lsof"].find((path) => existsSync(path)) ?? "lsof";

/** What lsof prints; it ends with an error as soon as one of the processes is gone, and has told of the others. */
export async function lsof(run: RunProgram, args: readonly string[]): Promise<string> {
  return (await run({ program: PROGRAM, args, timeout_ms: LIMIT })).stdout;
}
