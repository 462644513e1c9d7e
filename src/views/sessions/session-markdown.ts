import type { ManagedSession } from "../../core/model/session.ts";
import { codeBlock, exactSpan, plainText } from "../format.ts";
import { appearanceOf } from "../session-appearance.ts";
import { evidenceSource, statusReason } from "../status-reason.ts";

/** A session's screen with why it is shown as it is. */
export function screenMarkdown(session: ManagedSession, lines: readonly string[]): string {
  const screen = lines.join("\n").replace(/\s+$/, "");
  const since = new Date(session.status_since).toLocaleTimeString(undefined, { timeStyle: "short" });
  return [
    `**${appearanceOf(session).title}** since ${since} · ${plainText(statusReason(session))}`,
    screen ? codeBlock(screen) : "*Its screen is empty.*",
  ].join("\n\n");
}

/** Each error with the lines around it, the latest first. */
export function errorsMarkdown(session: ManagedSession): string {
  if (session.errors.length === 0) return `# ${plainText(session.name)}\n\nNo error was seen in its output.`;
  const parts = [...session.errors].reverse().map((error) => {
    const time = new Date(error.timestamp).toLocaleString();
    return `## ${plainText(error.message)}\n\n${time}\n\n${codeBlock(error.output_context.join("\n"))}`;
  });
  return [`# Errors of ${plainText(session.name)}`, ...parts].join("\n\n");
}

/** What is known about a session's state and how. */
export function whyMarkdown(session: ManagedSession): string {
  const { evidence } = session;
  const rows: [string, string][] = [
    ["Since", new Date(session.status_since).toLocaleString()],
    ["Because", evidenceSource(evidence.source)],
    ["Seen", evidence.detail],
    ["Seen at", `${new Date(evidence.at).toLocaleTimeString()} (${exactSpan(Date.now() - evidence.at)} ago)`],
    ["Restarts", session.restarts > 0 ? String(session.restarts) : ""],
    ["Waited for you", session.waited_ms > 0 ? exactSpan(session.waited_ms) : ""],
    ["Patterns stopped for being slow", session.slow_patterns.join(", ")],
    ["Rule", evidence.rule],
  ];
  const facts = rows
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `- **${name}** ${plainText(value.replace(/\s+/g, " "))}`);
  return [`# Why “${appearanceOf(session).title}”?`, plainText(statusReason(session)), facts.join("\n")].join("\n\n");
}
