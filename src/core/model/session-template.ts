import * as z from "zod/mini";
import { AgentKind } from "./agent-kind.ts";
import { filledText, nullByDefault } from "./fields.ts";
import { SignalName } from "./message.ts";

export const Layout = z.enum(["tab", "pane_horizontal", "pane_vertical"]);
export type Layout = z.infer<typeof Layout>;

/** The field's restart policies (process-compose, docker, systemd). */
export const RestartPolicy = z.enum(["no", "on_failure", "always", "unless_stopped"]);
export type RestartPolicy = z.infer<typeof RestartPolicy>;

/** How long a readiness probe may take, s, where its `timeout_seconds` is left out. */
export const PROBE_TIMEOUT_SECONDS = 5;
const timeout_seconds = z.optional(z.number().check(z.positive(), z.maximum(600)));

/** How a session shows that it is ready. Without one, it is ready as soon as its command has started. */
export const Readiness = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("ready_log_line"), pattern: filledText }),
  z.looseObject({ type: z.literal("http_get"), url: filledText, timeout_seconds }),
  z.looseObject({ type: z.literal("exec"), command: filledText, timeout_seconds }),
  z.looseObject({ type: z.enum(["started", "shell_prompt"]) }),
]);
export type Readiness = z.infer<typeof Readiness>;

/** Whether this way to be ready is asked from outside, whatever the session itself shows. */
export function isProbe(type: string | undefined): boolean {
  return type === "http_get" || type === "exec";
}

export const SessionTemplate = z.looseObject({
  id: filledText,
  name: filledText,
  /** Run by the user's login shell; may hold `{variables}`. Empty: an interactive shell. */
  command: z.string(),
  /** Run in the session's own shell before its command, and before the shell that is left (`source .venv/bin/activate`). */
  setup: nullByDefault(z.string()),
  layout: z._default(Layout, "tab"),
  parent_template_id: nullByDefault(z.string()),
  auto_start: z._default(z.boolean(), false),
  restart_on_exit: z._default(z.boolean(), false),
  working_directory: nullByDefault(z.string()),
  monitor_output: z._default(z.boolean(), true),
  success_pattern: nullByDefault(z.string()),
  error_pattern: nullByDefault(z.string()),
  /** The start-up sequence waits for this session to be ready before it goes on. */
  wait_for_ready: z._default(z.boolean(), false),

  ready_when: nullByDefault(Readiness),
  ready_timeout_seconds: z._default(z.number().check(z.positive()), 60),
  /** `null`: `always` if `restart_on_exit`, else `no`. */
  restart_policy: nullByDefault(RestartPolicy),
  success_exit_codes: z._default(z.array(z.int().check(z.minimum(0), z.maximum(255))), [0]),
  /**
   * Stopping takes the command, the keys and the signal, of those that are given, each when the one before failed or has
   * had `stop_timeout_seconds`; then it kills. See `LONGEST_STOP_COMMAND` for the command.
   */
  stop_command: nullByDefault(z.string()),
  stop_keys: nullByDefault(z.string()),
  stop_signal: z._default(SignalName, "SIGTERM"),
  stop_timeout_seconds: z._default(z.number().check(z.minimum(0)), 10),
  /** Names of output parsers, built-in or of the project; empty: chosen by the command. */
  output_parsers: z._default(z.array(z.string()), []),
  agent: nullByDefault(AgentKind),
  /** iTerm2 profile; `null`: the default one. */
  profile: nullByDefault(z.string()),
  /** `null`: as the project says. */
  notify: nullByDefault(z.boolean()),
});
export type SessionTemplate = z.infer<typeof SessionTemplate>;

/** A stop command is ended after this many seconds at most, for the tick that waits for it holds the lock. */
export const LONGEST_STOP_COMMAND = 300;

/** The policy in force: the named one, or what `restart_on_exit` means in the field's terms. */
export function restartPolicy(template: Pick<SessionTemplate, "restart_policy" | "restart_on_exit">): RestartPolicy {
  return template.restart_policy ?? (template.restart_on_exit ? "always" : "no");
}
