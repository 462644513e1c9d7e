import type { ManagedSession } from "../../core/model/session.ts";
import { codeBlock, exactSpan, plainText } from "../wording.ts";
import { lookOf } from "../status-look.ts";
import { sourceInWords, why } from "../why.ts";

/** A session's screen with why it is shown as it is. */
export function screenMarkdown(session: ManagedSession, lines: readonly string[]): string {
  const screen = lines.join("\n").replace(/\s+$/, "");
  return [plainText(why(session)), screen ? codeBlock(screen) : "*Nothing on its screen yet.*"].join("\n\n");
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
  const { evidence, phase } = session;
  const rows: [string, string][] = [
    ["Status", `${lookOf(session).title} (${session.status})`],
    ["Since", new Date(session.status_since).toLocaleString()],
    ["Because", sourceInWords(evidence.source)],
    ["Rule", evidence.rule],
    ["Seen", evidence.detail],
    ["Seen at", `${new Date(evidence.at).toLocaleTimeString()} (${exactSpan(Date.now() - evidence.at)} ago)`],
    ["Phase", phase.name],
    ["Restarts", String(session.restarts)],
    ["Waited for you", exactSpan(session.waited_ms)],
    ["Patterns cut off for being slow", session.slow_patterns.join(", ")],
  ];
  const shown = rows.filter(([, value]) => value !== "");
  const [first = "", ...rest] = shown.map(([name, value]) => `| ${name} | ${cell(value)} |`);
  return [`# Why “${lookOf(session).title}”?`, plainText(why(session)), [first, "|---|---|", ...rest].join("\n")].join(
    "\n\n",
  );
}

function cell(text: string): string {
  return plainText(text.replace(/\s+/g, " "));
}
