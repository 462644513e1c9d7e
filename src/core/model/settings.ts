import * as z from "zod";

/** Settings that the JSON file has, and those that only Raycast preferences have; `store/settings` decides between the two. */
export const Settings = z.looseObject({
  default_shell: z.string().min(1).default("/bin/zsh"),
  confirm_on_quit: z.boolean().default(true),
  notifications: z.boolean().default(true),
  /** Local times `HH:MM-HH:MM` without notifications; empty: none. */
  quiet_hours: z.string().default(""),
  instant_updates: z.boolean().default(false),
  history_max_runs: z.number().int().positive().default(5000),
  history_max_days: z.number().positive().default(90),
});
export type Settings = z.infer<typeof Settings>;
