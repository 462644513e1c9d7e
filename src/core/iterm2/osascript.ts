import { appleEventFault, numberInStderr } from "./faults.ts";
import { Fault } from "../model/fault.ts";
import type { ProgramEnd, RunProgram } from "../model/ports.ts";

/**
 * Runs a JXA script text with one string as its argument and gives what it printed. Killed after `timeout_ms`.
 * Rejects with a `Fault` only; its `raw` is what the script wrote to stderr.
 */
export type OsaScript = (
  script: string,
  argument: string,
  options: { timeout_ms: number; signal?: AbortSignal },
) => Promise<string>;

/** What an osascript that has ended says: what it printed, or a `Fault` is thrown. */
export function answerOf(end: ProgramEnd): string {
  const raw = end.stderr;
  switch (end.ended) {
    case "exited":
      if (end.code === 0) return end.stdout.replace(/\n$/, "");
      throw appleEventFault(numberInStderr(raw) ?? -2700, { raw });
    case "timed_out":
      throw appleEventFault(-1712, { raw });
    case "aborted":
      throw new Fault("cancelled", "It was cancelled.", { raw, mayHaveHappened: true });
    case "signalled":
    case "too_much_output":
      throw new Fault("failed", "The script that controls iTerm2 was ended from outside.", {
        raw,
        mayHaveHappened: true,
        advice: "Look at iTerm2 before trying again: what was under way may have been done.",
      });
    case "not_started":
      throw new Fault("failed", "osascript could not be started.", {
        cause: end.cause,
        advice: "It is a part of macOS, at /usr/bin/osascript. Restart Raycast.",
      });
  }
}

/**
 * osascript as a program: the script goes in by stdin and the request by argv, so no user text is ever source. One that
 * hangs is killed for certain; an event under way cannot be taken back.
 */
export function createOsascript(run: RunProgram, program = "/usr/bin/osascript"): OsaScript {
  return async (script, argument, limits) => {
    if (limits.signal?.aborted) throw appleEventFault(-128);
    return answerOf(await run({ program, args: ["-l", "JavaScript", "-", argument], stdin: script, ...limits }));
  };
}
