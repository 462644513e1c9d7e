import * as z from "zod/mini";
import { nullByDefault } from "./fields.ts";
import { Event } from "./event.ts";
import { QueuedMessage } from "./message.ts";
import { ManagedSession } from "./session.ts";
import { WindowState } from "./window.ts";

/** What the last tick knew. Everything that `decide` must remember is here, so that any command can go on from it. */
export const RuntimeState = z.object({
  version: z.literal(1),
  /** By our session id: `<project_id>/<template_id>`, so that one template has one session. */
  sessions: z.record(z.string(), ManagedSession),
  messages: z.array(QueuedMessage),
  windows: z.array(WindowState),
  /** `unknown`: iTerm2 did not answer; what is in `windows` and `sessions` is from before. */
  connection: z.enum(["connected", "not_running", "unknown"]),
  /** Decided but not yet published; emptied by the tick that publishes. */
  outbox: z.array(Event),
  /** Projects whose `project_opened` was published and `project_closed` was not. */
  open_projects: z.array(z.string()),
  /** Our id of the session that was brought to the front last. */
  selected_session_id: nullByDefault(z.string()),
  ticked_at: z.number(),
  /** When triggers that start each other in a circle fired lately, ms since the epoch; by project and place in its list. */
  trigger_firings: z.optional(z.record(z.string(), z.array(z.number()))),
});
export type RuntimeState = z.infer<typeof RuntimeState>;

export const NOTHING_KNOWN: RuntimeState = {
  version: 1,
  sessions: {},
  messages: [],
  windows: [],
  connection: "unknown",
  outbox: [],
  open_projects: [],
  selected_session_id: null,
  ticked_at: 0,
};

/** Our id of the session that a template of a project has. Ids are escaped, so the pair can be read back. */
export function sessionIdOf(projectId: string, templateId: string): string {
  return `${encodeURIComponent(projectId)}/${encodeURIComponent(templateId)}`;
}
