import { startedBy } from "../../core/decide/project-plan.ts";
import { findTemplate } from "../../core/model/session-templates.ts";
import type { Project } from "../../core/model/project.ts";
import type { Layout, SessionTemplate } from "../../core/model/session-template.ts";
import { codeBlock, paragraphs, plainText } from "../format.ts";
import { CONDITIONS } from "./template-choices.ts";

const BESIDE: Record<Layout, string> = { tab: "", pane_horizontal: "below", pane_vertical: "right of" };

/** A project's tabs and panes as a tree, and the order in which they start, as markdown. */
export function layoutPreview(project: Project): string {
  const { session_templates: templates } = project;
  const tree = templates.filter((template) => parentIn(templates, template) === undefined).flatMap(tabLines);
  const starts = startedBy(project);
  const order = starts.map((template, at) => `${at + 1}. ${plainText(template.name)}${conditions(project, template)}`);
  const manual = templates.filter((template) => !starts.includes(template)).map(({ name }) => plainText(name));
  return paragraphs(
    "### Layout",
    codeBlock(tree.join("\n") || "(no sessions)"),
    "### Starts",
    order.join("\n") || "No session starts with the project.",
    manual.length > 0 && `Manual: ${manual.join(", ")}`,
  );

  function tabLines(tab: SessionTemplate, at: number): string[] {
    return [`Tab ${at + 1}  ${tab.name}`, ...paneLines(tab, "  ")];
  }

  function paneLines(parent: SessionTemplate, indent: string): string[] {
    return templates
      .filter((template) => parentIn(templates, template) === parent)
      .flatMap((pane) => [
        `${indent}└ ${pane.name} (${BESIDE[pane.layout]} ${parent.name})`,
        ...paneLines(pane, `${indent}  `),
      ]);
  }
}

function parentIn(templates: SessionTemplate[], pane: SessionTemplate): SessionTemplate | undefined {
  if (pane.layout === "tab") return undefined;
  return templates.find((template) => template.id === pane.parent_template_id);
}

/** One session's command before the whole of its project. */
export function templatePreview(project: Project, template: SessionTemplate): string {
  const command = template.command ? codeBlock(template.command) : "*A shell*";
  return paragraphs(`### ${plainText(template.name)}`, command, layoutPreview(project));
}

function conditions(project: Project, template: SessionTemplate): string {
  const nameOf = (id: string) => findTemplate(project, id)?.name ?? id;
  const waits = project.config.dependencies
    .filter((dependency) => dependency.task_id === template.id)
    .map(({ depends_on, condition }) => `${depends_on.map(nameOf).join(", ")} ${CONDITIONS[condition].toLowerCase()}`);
  const parts = [
    waits.length > 0 ? `after ${waits.join(", ")}` : "",
    template.wait_for_ready ? "the next waits until it is ready" : "",
  ].filter(Boolean);
  return parts.length > 0 ? `: ${plainText(parts.join("; "))}` : "";
}
