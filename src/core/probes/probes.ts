import { endedWell, type Probes, type RunProgram } from "../model/ports.ts";

/** A local server that needs longer than this (ms) to say 200 is not ready. */
const HTTP_LIMIT = 1_000;

/** Readiness probes that really ask: HTTP GET on this machine, or a shell command in the project's folder. */
export function createProbes(run: RunProgram): Probes {
  return {
    async http(url) {
      try {
        const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(HTTP_LIMIT) });
        await response.body?.cancel();
        return response.status === 200;
      } catch {
        return false;
      }
    },

    // A command that hangs is killed with all that it started: each tick asks again.
    async exec(command, { cwd, env, shell, timeout_ms }) {
      const args = ["-c", command];
      const options = { cwd, environment: env, bare: true, timeout_ms, whole_group: true, ignore_output: true };
      return endedWell(await run({ program: shell, args, ...options }));
    },
  };
}
