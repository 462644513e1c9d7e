import * as z from "zod/mini";
import { EndCause, Evidence, SessionStatus } from "./session.ts";
import { QuitAction } from "./quit.ts";

const session = { project_id: z.string(), session_id: z.string(), template_id: z.string() };
const tab = { window_id: z.number(), tab_id: z.string(), project_id: z.nullable(z.string()) };

/** How many lines of each kind of output there were. What they say stays in the session's own output history. */
export const LineCounts = z.object({ output: z.number(), error: z.number(), prompt: z.number() });
export type LineCounts = z.infer<typeof LineCounts>;
const NO_LINES = { output: 0, error: 0, prompt: 0 };

/** `id` is the same however often the same thing is decided, so that nothing is published or stored twice. */
function event<T extends string, D extends Record<string, z.ZodMiniType>>(type: T, data: D) {
  return z.object({ id: z.string(), type: z.literal(type), data: z.object(data), timestamp: z.string() });
}

export const Event = z.discriminatedUnion("type", [
  event("session_started", session),
  // Earlier builds stored the lines themselves.
  event("session_output", { ...session, lines: z._default(LineCounts, NO_LINES) }),
  event("session_status_changed", {
    ...session,
    from: z.nullable(SessionStatus),
    to: SessionStatus,
    evidence: Evidence,
  }),
  event("session_ended", {
    ...session,
    cause: EndCause,
    exit_code: z.nullable(z.int()),
    exit_signal: z.nullable(z.string()),
    started_at: z.nullable(z.string()),
    status: SessionStatus,
    waited_ms: z.number(),
  }),
  event("project_opened", { project_id: z.string() }),
  event("project_closed", { project_id: z.string(), left_running: z.array(z.string()) }),
  event("tab_created", { ...tab, session_ids: z.array(z.string()) }),
  event("tab_closed", tab),
  event("window_tabs_changed", {
    window_id: z.number(),
    managed_tab_ids: z.array(z.string()),
    external_tab_ids: z.array(z.string()),
  }),
  event("app_quit_requested", { action: QuitAction }),
]);
export type Event = z.infer<typeof Event>;
export type EventType = Event["type"];
export type EventOf<T extends EventType> = Extract<Event, { type: T }>;
