import { answerOf, type OsaScript } from "../../src/core/iterm2/osascript.ts";
import type { ScriptRunner } from "../mac/osascript/index.ts";

/** osascript without a process, with the time limit and the faults of the real one. */
export function osascriptInThread(scripts: ScriptRunner): OsaScript {
  return async (script, argument, { timeout_ms, signal }) => {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), timeout_ms);
    const end = signal === undefined ? limit.signal : AbortSignal.any([limit.signal, signal]);
    try {
      const { stdout, stderr, status } = await scripts.run(["-l", "JavaScript", "-", argument], script, {
        signal: end,
      });
      const text = { stdout, stderr };
      if (status !== null) return answerOf({ ended: "exited", code: status, ...text });
      return answerOf({ ended: signal?.aborted ? "aborted" : "timed_out", ...text });
    } finally {
      clearTimeout(timer);
    }
  };
}
