import * as z from "zod";
import { TaskDependency } from "./dependency.ts";
import { OutputParser } from "./parser.ts";
import { SessionTemplate } from "./template.ts";
import { Trigger } from "./trigger.ts";

export const ProjectConfig = z.looseObject({
  environment_variables: z.record(z.string(), z.string()).default({}),
  close_sessions_on_project_close: z.boolean().default(true),
  confirm_before_close: z.boolean().default(true),
  tab_prefix: z.string().default(""),
  /** Template ids in the order they start. */
  startup_sequence: z.array(z.string()).default([]),
  /** Template ids; walked in reverse on close. */
  shutdown_sequence: z.array(z.string()).default([]),

  dependencies: z.array(TaskDependency).default([]),
  triggers: z.array(Trigger).default([]),
  output_parsers: z.array(OutputParser).default([]),
  /** File of `NAME=value` lines, relative to the project's folder. */
  env_file: z.string().nullable().default(null),
  window: z.enum(["current", "new"]).default("current"),
  notify: z.boolean().default(true),
});
export type ProjectConfig = z.infer<typeof ProjectConfig>;

export const Project = z.looseObject({
  id: z.string().min(1),
  name: z.string().min(1),
  /** The working directory; `~` is the user's home. */
  path: z.string().min(1),
  /** ISO 8601. */
  created_at: z.string(),
  updated_at: z.string(),
  session_templates: z.array(SessionTemplate).default([]),
  config: ProjectConfig.default(() => ProjectConfig.parse({})),
});
export type Project = z.infer<typeof Project>;
