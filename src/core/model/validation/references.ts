import { topologicalOrder, type Edge } from "../graph.ts";
import type { Project } from "../project.ts";
import { didYouMean } from "../did-you-mean.ts";
import { repeated, sessionOf } from "./problems.ts";

/** Ids that are not unique or that nothing has, and panes that are each other's parents. */
export function referenceProblems({ session_templates: templates, config }: Project, subject: string): string[] {
  const ids = templates.map(({ id }) => id);
  const problems = [...repeated(ids)].map((id) => `${subject}: two sessions have the id '${id}'`);
  const mustExist = (id: string, field: string, of = subject) => {
    if (!ids.includes(id)) problems.push(`${of}: ${field} '${id}' does not exist${didYouMean(id, ids)}`);
  };

  for (const { id, parent_template_id } of templates) {
    if (parent_template_id !== null) mustExist(parent_template_id, "parent_template_id", sessionOf(subject, id));
  }
  for (const field of ["startup_sequence", "shutdown_sequence"] as const) {
    for (const id of config[field]) mustExist(id, field);
    for (const id of repeated(config[field])) problems.push(`${subject}: ${field} lists '${id}' more than once`);
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
    problems.push(`${subject}: two output_parsers have the name '${name}'`);
  }

  const parents = templates.flatMap(({ id, parent_template_id }): Edge[] =>
    parent_template_id === null ? [] : [[id, parent_template_id]],
  );
  const [first, ...others] = topologicalOrder([...new Set(ids)], parents).cycle ?? [];
  if (first !== undefined) {
    const path = [first, ...others].join(" → ");
    problems.push(`${sessionOf(subject, first)}: parent_template_id goes in a circle: ${path}`);
  }
  return problems;
}
