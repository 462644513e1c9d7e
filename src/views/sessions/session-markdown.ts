import { choiceTitle, type Question } from "../../core/model/question.ts";
import type { ManagedSession } from "../../core/model/session.ts";
import { isLogged, questionOf } from "../../core/model/session-state.ts";
import { codeBlock, exactSpan, paragraphs, plainText } from "../format.ts";
import { appearanceOf } from "../session-appearance.ts";
import { EVIDENCE_SOURCES, OUTDATED, statusReason } from "../status-reason.ts";

/** A session's screen with why it is shown as it is. */
export function screenMarkdown(session: ManagedSession, lines: readonly string[]): string {
  const screen = lines.join("\n").replace(/\s+$/, "");
  const since = new Date(session.status_since).toLocaleTimeString(undefined, { timeStyle: "short" });
  const question = questionOf(session);
  const status = `**${appearanceOf(session).title}** since ${since}`;
  return paragraphs(
    question ? status : `${status} · ${plainText(statusReason(session))}`,
    question ? questionMarkdown(question) : "",
    ...(session.outdated ? [`${OUTDATED}.`] : []),
    screen ? codeBlock(screen) : "*Its screen is empty.*",
  );
}

/** What is asked, what it is about, and its answers. */
function questionMarkdown({ asks, subject, choices }: Question): string {
  const answers = choices.map((choice) => {
    const box = choice.ticked === undefined ? "" : choice.ticked ? "☑ " : "☐ ";
    const title = `- ${box}${plainText(choiceTitle(choice))}`;
    return choice.description ? `${title}: *${plainText(choice.description)}*` : title;
  });
  return paragraphs(`### ${plainText(asks)}`, subject && codeBlock(subject), answers.join("\n"), "---");
}

/** Each error with the lines around it, the latest first. */
export function errorsMarkdown(session: ManagedSession): string {
  if (session.errors.length === 0) return `# ${plainText(session.name)}\n\nNo error was seen in its output.`;
  const parts = [...session.errors].reverse().map((error) => {
    const time = new Date(error.timestamp).toLocaleString();
    return paragraphs(`## ${plainText(error.message)}`, time, codeBlock(error.output_context.join("\n")));
  });
  return paragraphs(`# Errors of ${plainText(session.name)}`, ...parts);
}

/** What is known about a session's state and how. */
export function whyMarkdown(session: ManagedSession): string {
  const { evidence } = session;
  const rows: [string, string][] = [
    ["Since", new Date(session.status_since).toLocaleString()],
    ["Because", EVIDENCE_SOURCES[evidence.source]],
    ["Seen", evidence.detail],
    ["Seen at", `${new Date(evidence.at).toLocaleTimeString()} (${exactSpan(Date.now() - evidence.at)} ago)`],
    ["Restarts", session.restarts > 0 ? String(session.restarts) : ""],
    ["Waited for you", session.waited_ms > 0 ? exactSpan(session.waited_ms) : ""],
    ["Output", session.reading === null ? "" : isLogged(session) ? "read from its log" : "read from its screen"],
    ["Patterns stopped for being slow", session.slow_patterns.join(", ")],
    ["Rule", evidence.rule],
  ];
  const facts = rows
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `- **${name}** ${plainText(value.replace(/\s+/g, " "))}`);
  return paragraphs(`# Why “${appearanceOf(session).title}”?`, plainText(statusReason(session)), facts.join("\n"));
}
