import { findTemplate } from "../../core/model/session-templates.ts";
import type { LiveProject } from "../../core/model/app-state.ts";
import type { Run } from "../../core/model/ports.ts";
import type { ManagedSession } from "../../core/model/session.ts";
import { appearanceOf, displayStatus, sessionsByUrgency } from "../session-appearance.ts";
import { lastLines } from "../last-lines.ts";
import { statusReason } from "../status-reason.ts";
import { codeBlock, exactSpan, paragraphs, plainText } from "../format.ts";

/** How many of a session's last lines the panel shows. */
const LINES = 4;

/** A project's panel: each session with its state and last lines, those that need you first; then what it would start, then past runs. */
export function projectMarkdown(project: LiveProject, runs: readonly Run[]): string {
  const known = new Set(Object.values(project.active_sessions).map((session) => session.template_id));
  const idle = project.session_templates.filter((template) => !known.has(template.id));
  return paragraphs(
    ...sessionsByUrgency(project).map(sessionPart),
    idle.length > 0 && "### Not Started",
    idle.map((template) => `- **${plainText(template.name)}** ${inlineCode(template.command)}`).join("\n"),
    runs.length > 0 && "### Last Runs",
    runs.map((run) => runLine(run, project)).join("\n"),
  );
}

function sessionPart(session: ManagedSession): string {
  const output = lastLines(session, LINES).join("\n");
  const head = `### ${plainText(session.name)} · ${appearanceOf(session).title}`;
  const reason = displayStatus(session) !== "running" && plainText(statusReason(session));
  return paragraphs(head, reason, output !== "" && codeBlock(output));
}

function runLine(run: Run, project: LiveProject): string {
  const name = findTemplate(project, run.template_id)?.name ?? run.template_id;
  const ended = run.ended_at && run.started_at ? exactSpan(Date.parse(run.ended_at) - Date.parse(run.started_at)) : "";
  const code = run.exit_code === null ? "" : `exit ${run.exit_code}`;
  const state = run.ended_at === null ? "running" : run.status;
  return `- ${plainText(name)}: ${[state, code, ended].filter(Boolean).join(" · ")}`;
}

function inlineCode(text: string): string {
  return text === "" ? "(a shell)" : `\`\`\` ${text.replace(/`{3,}/g, "``").replace(/\n/g, " ")} \`\`\``;
}
