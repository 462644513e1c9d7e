import type { Evidence, ManagedSession } from "../core/model/session.ts";

const SOURCES: Record<Evidence["source"], string> = {
  runner: "its runner reported it",
  agent_registry: "the agent's own state file says so",
  title: "its terminal title says so",
  screen: "its screen shows it",
  pattern: "a pattern matched its output",
  tty: "its program reads from the terminal",
  silence: "it has been silent",
  iterm: "iTerm2 says so",
  request: "it was asked for",
};

/** Why a session's state is what it is, in a few words for a menu or a row. */
export function why(session: ManagedSession): string {
  const { phase, evidence } = session;
  if (phase.name === "pending" || phase.name === "skipped") return phase.reason;
  return evidence.detail || SOURCES[evidence.source];
}

/** The kind of evidence, in words. */
export function sourceInWords(source: Evidence["source"]): string {
  return SOURCES[source];
}
