import { spawn } from "node:child_process";
import { Fault } from "../model/fault.ts";

export interface StopCommand {
  command: string;
  working_directory: string;
  environment: Record<string, string>;
  shell: string;
  timeout_ms: number;
}

/**
 * Runs a session's stop command by the user's login shell, in the session's folder with its variables. Resolves when it
 * has ended with 0; rejects with `failed`, or `timed_out` after killing it and what it started.
 */
export function runStopCommand(stop: StopCommand): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(stop.shell, ["-l", "-c", stop.command], {
      cwd: stop.working_directory,
      env: { ...process.env, ...stop.environment },
      stdio: "ignore",
      detached: true,
    });
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    }, stop.timeout_ms);
    child.on("error", (cause) => {
      clearTimeout(timer);
      reject(new Fault("failed", "The stop command could not be started.", { cause }));
    });
    child.on("exit", (code) => {
      clearTimeout(timer);
      if (code === 0) return resolve();
      if (late)
        return reject(new Fault("timed_out", "The stop command did not end in time.", { mayHaveHappened: true }));
      reject(new Fault("failed", `The stop command ended with status ${code}.`, { mayHaveHappened: true }));
    });
  });
}
