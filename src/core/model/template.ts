import * as z from "zod";
import { SignalName } from "./message.ts";

export const Layout = z.enum(["tab", "pane_horizontal", "pane_vertical"]);
export type Layout = z.infer<typeof Layout>;

/** The field's restart policies (process-compose, docker, systemd). */
export const RestartPolicy = z.enum(["no", "on_failure", "always", "unless_stopped"]);
export type RestartPolicy = z.infer<typeof RestartPolicy>;

/** How a session shows that it is ready. Without one, it is ready as soon as its command has started. */
export const Readiness = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("started") }),
  z.looseObject({ type: z.literal("ready_log_line"), pattern: z.string().min(1) }),
  z.looseObject({ type: z.literal("http_get"), url: z.string().min(1) }),
  z.looseObject({ type: z.literal("exec"), command: z.string().min(1) }),
  z.looseObject({ type: z.literal("shell_prompt") }),
]);
export type Readiness = z.infer<typeof Readiness>;

/** Programs whose screens, titles and state files are understood; see `decide/attention`. */
export const AgentKind = z.enum([
  "claude",
  "codex",
  "gemini",
  "github-copilot",
  "cursor",
  "opencode",
  "aider",
  "cline",
  "kimi",
  "mcode",
]);
export type AgentKind = z.infer<typeof AgentKind>;

export const SessionTemplate = z.looseObject({
  id: z.string().min(1),
  name: z.string().min(1),
  /** Run by the user's login shell; may hold `{variables}`. Empty: an interactive shell. */
  command: z.string(),
  layout: Layout.default("tab"),
  parent_template_id: z.string().nullable().default(null),
  auto_start: z.boolean().default(false),
  restart_on_exit: z.boolean().default(false),
  working_directory: z.string().nullable().default(null),
  monitor_output: z.boolean().default(true),
  success_pattern: z.string().nullable().default(null),
  error_pattern: z.string().nullable().default(null),
  /** The start-up sequence waits for this session to be ready before it goes on. */
  wait_for_ready: z.boolean().default(false),

  ready_when: Readiness.nullable().default(null),
  ready_timeout_seconds: z.number().positive().default(60),
  /** `null`: `always` if `restart_on_exit`, else `no`. */
  restart_policy: RestartPolicy.nullable().default(null),
  success_exit_codes: z.array(z.number().int().min(0).max(255)).default([0]),
  /** Stopping tries the command, else the keys, else the signal; then waits; then kills. */
  stop_command: z.string().nullable().default(null),
  stop_keys: z.string().nullable().default(null),
  stop_signal: SignalName.default("SIGTERM"),
  stop_timeout_seconds: z.number().min(0).default(10),
  /** Names of output parsers, ready-made or of the project; empty: chosen by the command. */
  output_parsers: z.array(z.string()).default([]),
  agent: AgentKind.nullable().default(null),
  /** iTerm2 profile; `null`: the default one. */
  profile: z.string().nullable().default(null),
  /** `null`: as the project says. */
  notify: z.boolean().nullable().default(null),
});
export type SessionTemplate = z.infer<typeof SessionTemplate>;

/** The policy in force: the named one, or what `restart_on_exit` means in the field's terms. */
export function restartPolicy(template: Pick<SessionTemplate, "restart_policy" | "restart_on_exit">): RestartPolicy {
  return template.restart_policy ?? (template.restart_on_exit ? "always" : "no");
}
