import * as z from "zod/mini";

/** `generation` goes up whenever it is to start afresh: a session that serves a lower one is stopped and started again. */
export const DesiredSession = z.object({
  want: z.enum(["running", "stopped"]),
  generation: z.int(),
  /** Asked for by a restart: what the generation before started elsewhere is stopped first. */
  stop_first: z.optional(z.boolean()),
});
export type DesiredSession = z.infer<typeof DesiredSession>;

export const DesiredProject = z.object({
  /** `left`: closed with `close_sessions_on_project_close: false`; its sessions live on until each is stopped by itself. */
  want: z.enum(["open", "closed", "left"]),
  /** ms since the epoch. */
  changed_at: z.number(),
  /** Bring the project to the front once it is up. */
  front: z.boolean(),
  window: z.enum(["current", "new"]),
  /** Answers to `{ask:Question}`, by question. */
  answers: z.record(z.string(), z.string()),
  sessions: z.record(z.string(), DesiredSession),
});
export type DesiredProject = z.infer<typeof DesiredProject>;

/** What should be true. Commands edit only this; `decide` and `act` bring the world to it. */
export const DesiredState = z.object({
  version: z.literal(1),
  projects: z.record(z.string(), DesiredProject),
  active_project_id: z.nullable(z.string()),
  /** No notification before this, ms since the epoch; left out: they are not paused. */
  notifications_paused_until: z.optional(z.number()),
});
export type DesiredState = z.infer<typeof DesiredState>;

export const NOTHING_DESIRED: DesiredState = { version: 1, projects: {}, active_project_id: null };
