import * as z from "zod/mini";
import { filledText } from "./fields.ts";

const QUIET_HOURS = /^(([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d)?$/;

const fields = {
  default_shell: filledText,
  confirm_on_quit: z.boolean(),
  notifications: z.boolean(),
  /** Local times `HH:MM-HH:MM` without notifications; empty: none. */
  quiet_hours: z.string().check(z.regex(QUIET_HOURS, "write it as 22:00-07:00")),
  instant_updates: z.boolean(),
  agent_hooks: z.boolean(),
  /** What sessions put out is kept in files, so that nothing of it is missed. */
  keep_logs: z.boolean(),
  history_max_runs: z.int().check(z.positive()),
  history_max_days: z.number().check(z.positive()),
};

/** Settings that the JSON file has, and those that only Raycast preferences have; `store/settings` decides between the two. */
export const Settings = z.looseObject({
  default_shell: z._default(fields.default_shell, "/bin/zsh"),
  confirm_on_quit: z._default(fields.confirm_on_quit, true),
  notifications: z._default(fields.notifications, true),
  quiet_hours: z._default(fields.quiet_hours, ""),
  instant_updates: z._default(fields.instant_updates, false),
  agent_hooks: z._default(fields.agent_hooks, false),
  keep_logs: z._default(fields.keep_logs, false),
  history_max_runs: z._default(fields.history_max_runs, 5000),
  history_max_days: z._default(fields.history_max_days, 90),
});
export type Settings = z.infer<typeof Settings>;

/** Settings as one source gives them: only those that it has, nothing filled in. */
export const GivenSettings = z.partial(z.looseObject(fields));
export type GivenSettings = z.infer<typeof GivenSettings>;
