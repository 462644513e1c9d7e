import * as z from "zod";

const QUIET_HOURS = /^(([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d)?$/;

const fields = {
  default_shell: z.string().min(1),
  confirm_on_quit: z.boolean(),
  notifications: z.boolean(),
  /** Local times `HH:MM-HH:MM` without notifications; empty: none. */
  quiet_hours: z.string().regex(QUIET_HOURS, "write it as 22:00-07:00"),
  instant_updates: z.boolean(),
  history_max_runs: z.number().int().positive(),
  history_max_days: z.number().positive(),
};

/** Settings that the JSON file has, and those that only Raycast preferences have; `store/settings` decides between the two. */
export const Settings = z.looseObject({
  default_shell: fields.default_shell.default("/bin/zsh"),
  confirm_on_quit: fields.confirm_on_quit.default(true),
  notifications: fields.notifications.default(true),
  quiet_hours: fields.quiet_hours.default(""),
  instant_updates: fields.instant_updates.default(false),
  history_max_runs: fields.history_max_runs.default(5000),
  history_max_days: fields.history_max_days.default(90),
});
export type Settings = z.infer<typeof Settings>;

/** Settings as one source gives them: only those that it has, nothing filled in. */
export const GivenSettings = z.looseObject(fields).partial();
export type GivenSettings = z.infer<typeof GivenSettings>;
