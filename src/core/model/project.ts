import * as z from "zod/mini";
import { filledText, nullByDefault } from "./fields.ts";
import { TaskDependency } from "./dependency.ts";
import { OutputParser } from "./parser.ts";
import { SessionTemplate } from "./session-template.ts";
import { Trigger } from "./trigger.ts";

export const ProjectConfig = z.looseObject({
  environment_variables: z._default(z.record(z.string(), z.string()), {}),
  close_sessions_on_project_close: z._default(z.boolean(), true),
  confirm_before_close: z._default(z.boolean(), true),
  tab_prefix: z._default(z.string(), ""),
  /** Template ids in the order they start. */
  startup_sequence: z._default(z.array(z.string()), []),
  /** Template ids; walked in reverse on close. */
  shutdown_sequence: z._default(z.array(z.string()), []),

  dependencies: z._default(z.array(TaskDependency), []),
  triggers: z._default(z.array(Trigger), []),
  output_parsers: z._default(z.array(OutputParser), []),
  /** File of `NAME=value` lines, relative to the project's folder. */
  env_file: nullByDefault(z.string()),
  window: z._default(z.enum(["current", "new"]), "current"),
  notify: z._default(z.boolean(), true),
});
export type ProjectConfig = z.infer<typeof ProjectConfig>;

export const Project = z.looseObject({
  id: filledText,
  name: filledText,
  /** The working directory; `~` is the user's home. */
  path: filledText,
  /** ISO 8601. */
  created_at: z.string(),
  updated_at: z.string(),
  session_templates: z._default(z.array(SessionTemplate), []),
  config: z._default(ProjectConfig, () => ProjectConfig.parse({})),
});
export type Project = z.infer<typeof Project>;
