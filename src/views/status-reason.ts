import type { Evidence, ManagedSession } from "../core/model/session.ts";
import { capitalized } from "./format.ts";

/** The kinds of evidence, in words. */
export const EVIDENCE_SOURCES: Record<Evidence["source"], string> = {
  runner: "Reported by its runner",
  program_status: "Reported by the program itself",
  agent_hook: "Reported by the agent's hook",
  agent_registry: "Reported by the agent's state file",
  title: "Seen in its title",
  screen: "Seen on its screen",
  pattern: "A pattern matched its output",
  tty: "Its program is reading from the terminal",
  silence: "It has been silent",
  iterm: "Reported by iTerm2",
  request: "As requested",
};

/** What rules mean whose evidence has no words of its own, or only a command's. */
const RULES: Record<string, string> = {
  started: "Its command is running",
  awaiting_started: "Its command has not started yet",
  awaiting_ready_log_line: "Not ready: waiting for the expected line of output",
  awaiting_http_get: "Not ready: waiting for its URL to answer",
  awaiting_exec: "Not ready: waiting for its check to succeed",
  awaiting_shell_prompt: "Not ready: waiting for its shell prompt",
  "shell-in-front": "Its shell is waiting for a command",
  "at-shell-prompt": "Its shell is waiting for a command",
  "output-now": "It is printing output",
};

/** Evidence whose detail is a program's own words. */
const QUOTES: ReadonlySet<Evidence["source"]> = new Set<Evidence["source"]>(["screen", "title", "pattern"]);

/** Of a session that has been edited while it runs. */
export const OUTDATED = "Its settings have changed since it started: restart it to apply them";

/** Why a session's state is what it is, in a few words for a menu or a row. */
export function statusReason(session: ManagedSession): string {
  const { phase, evidence } = session;
  if (phase.name === "pending" || phase.name === "skipped") return capitalized(phase.reason);
  const { source, rule, detail } = evidence;
  const known = RULES[rule];
  if (known && source === "runner" && detail) return `${known} (${detail})`;
  return known ?? ((QUOTES.has(source) ? detail : capitalized(detail)) || EVIDENCE_SOURCES[source]);
}
