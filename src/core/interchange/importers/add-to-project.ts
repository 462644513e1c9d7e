import type { Project } from "../../model/project.ts";
import { freshId } from "../../model/ids.ts";
import type { SessionTemplate } from "../../model/template.ts";
import type { Draft } from "./draft.ts";

/**
 * A project with the picked drafts added: ids stay unique, panes whose parent was not picked become tabs, what they
 * wait for is kept where it was picked too, and each starts with the project, in order.
 */
export function addToProject(project: Project, picked: readonly Draft[]): Project {
  const taken = new Set(project.session_templates.map(({ id }) => id));
  const renamed = new Map<string, string>();
  for (const { template } of picked) {
    const id = freshId(template.id, taken);
    taken.add(id);
    renamed.set(template.id, id);
  }
  const added = picked.map(({ template }) => placed(template, renamed));
  const dependencies = picked.flatMap(({ template, needs }) =>
    needs
      .filter(({ id }) => renamed.has(id))
      .map(({ id, condition }) => ({
        task_id: renamed.get(template.id)!,
        depends_on: [renamed.get(id)!],
        condition,
      })),
  );
  const { config } = project;
  return {
    ...project,
    session_templates: [...project.session_templates, ...added],
    config: {
      ...config,
      startup_sequence: [...config.startup_sequence, ...added.map(({ id }) => id)],
      dependencies: [...config.dependencies, ...dependencies],
    },
  };
}

function placed(template: SessionTemplate, renamed: ReadonlyMap<string, string>): SessionTemplate {
  const parent = template.parent_template_id === null ? undefined : renamed.get(template.parent_template_id);
  const id = renamed.get(template.id)!;
  const base = { ...template, id, auto_start: true };
  return parent === undefined
    ? { ...base, layout: "tab", parent_template_id: null }
    : { ...base, parent_template_id: parent };
}
