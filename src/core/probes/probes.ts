import { spawn } from "node:child_process";
import type { Probes } from "../model/ports.ts";

/** A local server that needs longer than this (ms) to say 200 is not ready. */
const HTTP_LIMIT = 1_000;

/** Readiness probes that really ask: HTTP GET on this machine, or a shell command in the project's folder. */
export function createProbes(): Probes {
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

    exec(command, { cwd, env, shell, timeout_ms }) {
      return new Promise((resolve) => {
        const child = spawn(shell, ["-c", command], { cwd, env, stdio: "ignore", timeout: timeout_ms });
        child.once("error", () => resolve(false));
        child.once("exit", (code) => resolve(code === 0));
      });
    },
  };
}
