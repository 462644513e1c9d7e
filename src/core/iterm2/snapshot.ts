import * as z from "zod/mini";
import { jxaScript } from "./jxa-script.ts";
import type { OsaScript } from "./osascript.ts";
import { SeenWindow } from "../model/observation.ts";
import type { Terminal } from "../model/ports.ts";
import { readAnswer } from "./script-answer.ts";
import { snapshotScript, type SnapshotAnswer, type SnapshotRequest } from "./snapshot-script.ts";

const Answer: z.ZodMiniType<SnapshotAnswer> = z.discriminatedUnion("state", [
  z.object({
    state: z.literal("running"),
    windows: z.array(SeenWindow),
    buffers: z.array(z.object({ id: z.string(), text: z.string(), length: z.number() })),
  }),
  z.object({ state: z.literal("not_running") }),
]);

const UNREADABLE = { advice: "Try again; if it fails again, report it with the copied details." };

/**
 * How long a snapshot may take, ms. While the user may be asked for consent, minutes: the sheet goes away with the event
 * that brought it up. In the background a hanging iTerm2 must not hold the tick: Raycast begins the next run after 10 s.
 */
const TIME = { asking: 180_000, background: 6_000 };

/** The snapshot by osascript: one for each call. Rejects with a `Fault` only. */
export function createSnapshot(osascript: OsaScript): Terminal["snapshot"] {
  const script = jxaScript(snapshotScript, {});
  return async ({ buffers, sizes = false, may_ask, signal }) => {
    const timeout_ms = may_ask ? TIME.asking : TIME.background;
    const request: SnapshotRequest = { buffers, buffer_time_ms: TIME.background / 2, sizes };
    const stdout = await osascript(script, JSON.stringify(request), { timeout_ms, signal });
    const answer = readAnswer(Answer, stdout, UNREADABLE);
    if (answer.state === "not_running") return { terminal: answer, buffers: [] };
    return { terminal: { state: "running", windows: answer.windows }, buffers: answer.buffers };
  };
}
