import type { OsaScript } from "./osascript.ts";
import * as z from "zod/mini";
import { appleEventFault } from "./faults.ts";
import { Fault } from "../model/fault.ts";
import { jxaScript } from "./jxa-script.ts";
import type { Terminal } from "../model/ports.ts";
import { snapshotScript, type SnapshotRequest } from "./snapshot-script.ts";

const Session = z.object({
  id: z.string().check(z.minLength(1)),
  tty: z.nullable(z.string()),
  name: z.nullable(z.string()),
  is_processing: z.boolean(),
  is_at_shell_prompt: z.boolean(),
  size: z.optional(z.object({ columns: z.number(), rows: z.number() })),
});

const Window = z.object({
  id: z.number(),
  tabs: z.array(z.object({ index: z.number(), title: z.string(), sessions: z.array(Session) })),
  readable: z.boolean(),
});

const Answer = z.discriminatedUnion("state", [
  z.object({
    state: z.literal("running"),
    windows: z.array(Window),
    buffers: z.array(z.object({ id: z.string(), text: z.string(), length: z.number() })),
  }),
  z.object({ state: z.literal("not_running") }),
  z.object({ state: z.literal("condition"), condition: z.enum(["not_installed", "no_terminology"]) }),
  z.object({ state: z.literal("error"), number: z.number(), text: z.string() }),
]);

function parseAnswer(stdout: string): z.infer<typeof Answer> {
  try {
    return Answer.parse(JSON.parse(stdout));
  } catch (cause) {
    throw new Fault("failed", "iTerm2's answer could not be read.", {
      raw: stdout,
      cause,
      advice: "Try again; if it fails again, report it with the copied details.",
    });
  }
}

/**
 * How long a snapshot may take, ms. While the user may be asked for consent, minutes: the sheet goes away with the event
 * that brought it up. In the background a hanging iTerm2 must not hold the tick.
 */
const TIME = { asking: 180_000, background: 15_000 };

/** The snapshot by osascript: one for each call. Rejects with a `Fault` only. */
export function createSnapshot(osascript: OsaScript): Terminal["snapshot"] {
  const script = jxaScript(snapshotScript, {});
  return async ({ buffers, sizes = false, may_ask, signal }) => {
    const timeout_ms = may_ask ? TIME.asking : TIME.background;
    const request: SnapshotRequest = { buffers, buffer_time_ms: TIME.background / 2, sizes };
    const answer = parseAnswer(await osascript(script, JSON.stringify(request), { timeout_ms, signal }));
    switch (answer.state) {
      case "running":
        return { terminal: { state: "running", windows: answer.windows }, buffers: answer.buffers };
      case "not_running":
        return { terminal: { state: "not_running" }, buffers: [] };
      case "condition":
        throw appleEventFault(answer.condition);
      case "error":
        // It was running a moment ago: quitting now is the same as not running.
        if (answer.number === -600) return { terminal: { state: "not_running" }, buffers: [] };
        throw appleEventFault(answer.number, { raw: answer.text });
    }
  };
}
