import type { Evidence, ManagedSession } from "../core/model/session.ts";

const SOURCES: Record<Evidence["source"], string> = {
  runner: "Reported by its runner",
  agent_registry: "Said by the agent's own state file",
  title: "Seen in its title",
  screen: "Seen on its screen",
  pattern: "A pattern matched its output",
  tty: "Its program reads from the terminal",
  silence: "It has been silent",
  iterm: "Said by iTerm2",
  request: "It was asked for",
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
