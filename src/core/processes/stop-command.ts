import { Fault } from "../model/fault.ts";
import { endedWell, type ProgramEnd, type RunProgram, type StopCommand } from "../model/ports.ts";
import { LONGEST_STOP_COMMAND } from "../model/session-template.ts";

/** What a shell means by these, where a script of its own rarely does (POSIX, Shell Command Language 2.8.2). */
const WITH_STATUS: Readonly<Record<number, string>> = {
  126: "cannot be executed (status 126)",
  127: "was not found (status 127)",
};

function problemOf(end: ProgramEnd, { timeout_ms }: StopCommand): Fault {
  if (end.ended === "not_started") {
    const advice = "See whether the session's folder and the shell in the settings are there.";
    return new Fault("failed", "The stop command could not be started.", { cause: end.cause, advice });
  }
  if (end.ended === "timed_out") {
    const within = `within ${timeout_ms / 1000} s and was ended`;
    const advice = `Give the session a longer stop timeout; a stop command may take ${LONGEST_STOP_COMMAND} s at most.`;
    return new Fault("timed_out", `The stop command did not end ${within}.`, { mayHaveHappened: true, advice });
  }
  const how =
    end.ended === "exited" ? (WITH_STATUS[end.code] ?? `ended with status ${end.code}`) : "was ended by a signal";
  return new Fault("failed", `The stop command ${how}.`, { mayHaveHappened: true, advice: "Try it in a terminal." });
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
  if (!endedWell(end)) throw problemOf(end, stop);
}
