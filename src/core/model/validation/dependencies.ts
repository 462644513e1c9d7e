import { topologicalOrder, type Edge } from "../graph.ts";
import type { Project } from "../project.ts";

/**
 * Dependencies that go in a circle. A pane waits for its parent too, as there is nothing to split before the parent
 * is there: a circle through both can never start either.
 */
export function dependencyProblems({ session_templates, config }: Project, subject: string): string[] {
  const ids = session_templates.map(({ id }) => id);
  const waits = config.dependencies.flatMap(({ task_id, depends_on }) =>
    depends_on.map((needed): Edge => [task_id, needed]),
  );
  const { cycle } = topologicalOrder(ids, waits);
  if (cycle) return [`${subject}: dependencies go in a circle: ${cycle.join(" → ")}`];

  const splits = session_templates.flatMap(({ id, layout, parent_template_id }): Edge[] =>
    layout === "tab" || parent_template_id === null ? [] : [[id, parent_template_id]],
  );
  if (topologicalOrder(ids, splits).cycle) return [];
  const mixed = topologicalOrder(ids, [...waits, ...splits]).cycle;
  if (!mixed) return [];
  const path = mixed.join(" → ");
  return [`${subject}: dependencies and parent_template_id together go in a circle, so none can start: ${path}`];
}
