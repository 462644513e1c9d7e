import { Fault } from "../model/fault.ts";
import { endedWell, type ProgramEnd, type RunProgram, type StopCommand } from "../model/ports.ts";

function problemOf(end: ProgramEnd): Fault {
  if (end.ended === "not_started") {
    return new Fault("failed", "The stop command could not be started.", { cause: end.cause });
  }
  if (end.ended === "timed_out") {
    return new Fault("timed_out", "The stop command did not end in time.", { mayHaveHappened: true });
  }
  const how = end.ended === "exited" ? `ended with status ${end.code}` : "was ended by another program";
  return new Fault("failed", `The stop command ${how}.`, { mayHaveHappened: true });
}

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
  if (!endedWell(end)) throw problemOf(end);
}
