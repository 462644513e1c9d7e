import { topologicalOrder, type Edge } from "../graph.ts";
import type { Problem } from "./problem.ts";
import type { Project } from "../project.ts";
import { didYouMean } from "../did-you-mean.ts";
import type { About } from "./shape.ts";

/** Ids that are not unique or that nothing has, and panes that are each other's parents. */
export function referenceProblems(project: Project, about: About): Problem[] {
  const { session_templates: templates, config } = project;
  const ids = new Set(templates.map(({ id }) => id));
  const problems: Problem[] = [];
  const mustExist = (id: string, field: string, template_id: string | null = null) => {
    if (ids.has(id)) return;
    const subject = template_id === null ? about.project : `${about.project}, session '${template_id}'`;
    problems.push({
      template_id,
      field,
      message: `${subject}: ${field} '${id}' does not exist${didYouMean(id, ids)}`,
    });
  };

  for (const id of repeated(templates.map((template) => template.id))) {
    problems.push({ template_id: id, field: "id", message: `${about.project}: two sessions have the id '${id}'` });
  }
  for (const { id, parent_template_id } of templates) {
    if (parent_template_id !== null) mustExist(parent_template_id, "parent_template_id", id);
  }
  for (const field of ["startup_sequence", "shutdown_sequence"] as const) {
    for (const id of config[field]) mustExist(id, field);
    for (const id of repeated(config[field])) {
      problems.push({ template_id: null, field, message: `${about.project}: ${field} lists '${id}' more than once` });
    }
  }
  config.dependencies.forEach(({ task_id, depends_on }, index) => {
    mustExist(task_id, `dependencies[${index}].task_id`);
    for (const id of depends_on) mustExist(id, `dependencies[${index}].depends_on`);
  });
  config.triggers.forEach((trigger, index) => {
    mustExist(trigger.on.session, `triggers[${index}].on.session`);
    mustExist(trigger.then.session, `triggers[${index}].then.session`);
  });
  for (const name of repeated(config.output_parsers.map((parser) => parser.name))) {
    problems.push({
      template_id: null,
      field: "output_parsers",
      message: `${about.project}: two output_parsers have the name '${name}'`,
    });
  }

  const parents = templates.flatMap(({ id, parent_template_id }): Edge[] =>
    parent_template_id === null ? [] : [[id, parent_template_id]],
  );
  const { cycle } = topologicalOrder([...ids], parents);
  if (cycle) {
    problems.push({
      template_id: cycle[0]!,
      field: "parent_template_id",
      message: `${about.project}, session '${cycle[0]!}': parent_template_id goes in a circle: ${cycle.join(" → ")}`,
    });
  }
  return problems;
}

function repeated(ids: readonly string[]): Set<string> {
  const seen = new Set<string>();
  return new Set(ids.filter((id) => seen.size === seen.add(id).size));
}
