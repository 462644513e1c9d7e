import { topologicalOrder, type Edge } from "../graph.ts";
import type { Problem } from "./problem.ts";
import type { Project } from "../project.ts";
import type { About } from "./shape.ts";

/**
 * Dependencies that go in a circle. A pane waits for its parent too, as there is nothing to split before the parent
 * is there: a circle through both can never start either.
 */
export function dependencyProblems(project: Project, about: About): Problem[] {
  const ids = project.session_templates.map(({ id }) => id);
  const waits = project.config.dependencies.flatMap(({ task_id, depends_on }) =>
    depends_on.map((needed): Edge => [task_id, needed]),
  );
  const { cycle } = topologicalOrder(ids, waits);
  if (cycle) return [problem(about, `dependencies go in a circle: ${cycle.join(" → ")}`)];

  const splits = project.session_templates.flatMap(({ id, layout, parent_template_id }): Edge[] =>
    layout === "tab" || parent_template_id === null ? [] : [[id, parent_template_id]],
  );
  if (topologicalOrder(ids, splits).cycle) return [];
  const mixed = topologicalOrder(ids, [...waits, ...splits]).cycle;
  if (!mixed) return [];
  const path = mixed.join(" → ");
  return [problem(about, `dependencies and parent_template_id together go in a circle, so none can start: ${path}`)];
}

function problem(about: About, what: string): Problem {
  return { template_id: null, field: "dependencies", message: `${about.project}: ${what}` };
}
