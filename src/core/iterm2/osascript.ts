import { spawn } from "node:child_process";
import { appleEventFault, numberInStderr } from "./faults.ts";
import { Fault } from "../model/fault.ts";
import type { OsaScript } from "../model/ports.ts";

/** stderr beyond this is dropped, UTF-16 units: it is only for progress lines and the last error. */
const STDERR_LIMIT = 1024 * 1024;

/** Why an osascript was killed: by us, or (`others`) by whatever else ends processes. */
type Killer = "timed_out" | "cancelled" | "others";

function killed(by: Killer, raw: string): Fault {
  const detail = { mayHaveHappened: true, raw };
  switch (by) {
    case "cancelled":
      return new Fault("cancelled", "It was cancelled.", detail);
    case "timed_out":
      return new Fault("timed_out", "iTerm2 did not answer in time.", {
        ...detail,
        advice: "See whether iTerm2 shows a dialog or hangs. What was under way may have been done.",
      });
    case "others":
      return new Fault("failed", "The script that controls iTerm2 was ended from outside.", {
        ...detail,
        advice: "Look at iTerm2 before trying again: what was under way may have been done.",
      });
  }
}

/**
 * What an osascript that has ended says: what it printed, or a `Fault` is thrown. `code` is null if it was killed; then
 * `by` tells who did it.
 */
export function answerOf(end: { stdout: string; stderr: string; code: number | null; by: Killer }): string {
  if (end.code === null) throw killed(end.by, end.stderr);
  if (end.code === 0) return end.stdout.replace(/\n$/, "");
  throw appleEventFault(numberInStderr(end.stderr) ?? -2700, { raw: end.stderr });
}

/**
 * osascript by plain spawn: the script goes in by stdin and the request by argv, so no user text is ever source, and a
 * script that hangs is killed for certain (SIGKILL; an event under way cannot be taken back).
 */
export function createOsascript(options: { program?: string } = {}): OsaScript {
  const program = options.program ?? "osascript";
  return (script, argument, { timeout_ms, signal }) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(new Fault("cancelled", "It was cancelled."));
      const child = spawn(program, ["-l", "JavaScript", "-", argument], { stdio: ["pipe", "pipe", "pipe"] });
      let stdout = "";
      let stderr = "";
      let killer: "timed_out" | "cancelled" | null = null;
      const end = (why: "timed_out" | "cancelled") => {
        killer ??= why;
        child.kill("SIGKILL");
      };
      const timer = setTimeout(() => end("timed_out"), timeout_ms);
      const abort = () => end("cancelled");
      signal?.addEventListener("abort", abort, { once: true });
      const settle = (outcome: () => void) => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", abort);
        outcome();
      };

      child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        if (stderr.length < STDERR_LIMIT) stderr += text;
      });
      // A script that ends without reading its input breaks the pipe; its exit says why.
      child.stdin.on("error", () => undefined);
      child.stdin.end(script);
      child.on("error", (cause) =>
        settle(() => reject(new Fault("failed", "osascript could not be started.", { cause, advice: NO_OSASCRIPT }))),
      );
      child.on("close", (code) =>
        settle(() => {
          try {
            resolve(answerOf({ stdout, stderr, code: killer === null ? code : null, by: killer ?? "others" }));
          } catch (fault) {
            reject(fault as Fault);
          }
        }),
      );
    });
}

const NO_OSASCRIPT = "It is a part of macOS, at /usr/bin/osascript. Restart Raycast.";
