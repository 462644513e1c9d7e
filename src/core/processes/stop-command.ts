import { endedWell, type RunProgram, type StopCommand } from "../model/ports.ts";
import { programFault } from "./program-fault.ts";

/**
 * Runs a session's stop command by the user's login shell, in the session's folder with its variables. Resolves when it
 * has ended with 0; rejects with `failed`, or `timed_out` after killing it and what it started.
 */
export async function runStopCommand(run: RunProgram, stop: StopCommand): Promise<void> {
  const end = await run({
    program: stop.shell,
    args: ["-l", "-c", stop.command],
    cwd: stop.working_directory,
    environment: stop.environment,
    timeout_ms: stop.timeout_ms,
    whole_group: true,
    ignore_output: true,
  });
  if (!endedWell(end)) throw programFault("The stop command", end);
}
