import type { Project } from "./project.ts";
import type { SessionTemplate } from "./session-template.ts";

/** A session's template, by the template's id; undefined: the project has it no more, or there is no project. */
export function findTemplate(project: Project | undefined, id: string | undefined): SessionTemplate | undefined {
  return project?.session_templates.find((template) => template.id === id);
}

/** The project with new templates at its end, which start with it in this order. */
export function addTemplates(project: Project, added: readonly SessionTemplate[]): Project {
  const { session_templates, config } = project;
  return {
    ...project,
    session_templates: [...session_templates, ...added],
    config: { ...config, startup_sequence: [...config.startup_sequence, ...added.map(({ id }) => id)] },
  };
}

/** Templates as their list shows them: the start-up sequence first, then the others as they stand. */
export function orderedTemplates({ session_templates: templates, config }: Project): SessionTemplate[] {
  const place = (id: string) => {
    const at = config.startup_sequence.indexOf(id);
    return at < 0 ? config.startup_sequence.length : at;
  };
  return [...templates].sort((a, b) => place(a.id) - place(b.id));
}

/** The project with a template moved by one place in that list; start-up order follows. */
export function moveTemplate(project: Project, id: string, by: 1 | -1): Project {
  const order = orderedTemplates(project);
  const from = order.findIndex((template) => template.id === id);
  const other = order[from + by];
  const template = order[from];
  if (!template || !other) return project;
  order[from] = other;
  order[from + by] = template;
  const sequence = new Set(project.config.startup_sequence);
  return {
    ...project,
    session_templates: order,
    config: {
      ...project.config,
      startup_sequence: order.map((one) => one.id).filter((one) => sequence.has(one)),
    },
  };
}

/** The project without a template, and without anything that names it. */
export function removeTemplate(project: Project, id: string): Project {
  const { config } = project;
  return {
    ...project,
    session_templates: project.session_templates
      .filter((template) => template.id !== id)
      .map((template) =>
        template.parent_template_id === id
          ? { ...template, layout: "tab" as const, parent_template_id: null }
          : template,
      ),
    config: {
      ...config,
      startup_sequence: config.startup_sequence.filter((one) => one !== id),
      shutdown_sequence: config.shutdown_sequence.filter((one) => one !== id),
      dependencies: config.dependencies
        .filter((dependency) => dependency.task_id !== id)
        .map((dependency) => ({ ...dependency, depends_on: dependency.depends_on.filter((one) => one !== id) }))
        .filter((dependency) => dependency.depends_on.length > 0),
      triggers: config.triggers.filter((trigger) => trigger.on.session !== id && trigger.then.session !== id),
    },
  };
}
