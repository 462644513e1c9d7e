import type { Project } from "../../model/project.ts";
import type { TaskDependency } from "../../model/dependency.ts";
import { addTemplates } from "../../model/session-templates.ts";
import { freshId } from "../../model/ids.ts";
import type { SessionTemplate } from "../../model/session-template.ts";
import type { Draft } from "./draft.ts";

/**
 * A project with the picked drafts added: ids stay unique, panes whose parent was not picked become tabs, what they
 * wait for is kept where it was picked too, and each starts with the project, in order.
 */
export function addToProject(project: Project, picked: readonly Draft[]): Project {
  const taken = new Set(project.session_templates.map(({ id }) => id));
  const ids = new Map<string | null, string>();
  const named = picked.map(({ template, needs }) => {
    const id = freshId(template.id, taken);
    taken.add(id);
    ids.set(template.id, id);
    return { template: { ...template, id }, needs };
  });
  const added = named.map(({ template }): SessionTemplate => {
    const parent_template_id = ids.get(template.parent_template_id) ?? null;
    const layout = parent_template_id === null ? "tab" : template.layout;
    return { ...template, auto_start: true, layout, parent_template_id };
  });
  const dependencies = named.flatMap(({ template, needs }) =>
    needs.flatMap(({ id, condition }): TaskDependency[] => {
      const needed = ids.get(id);
      return needed === undefined ? [] : [{ task_id: template.id, depends_on: [needed], condition }];
    }),
  );
  const { config, ...grown } = addTemplates(project, added);
  return { ...grown, config: { ...config, dependencies: [...config.dependencies, ...dependencies] } };
}
