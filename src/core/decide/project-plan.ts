import type { TaskDependency } from "../model/dependency.ts";
import { topologicalOrder, type Edge } from "../model/graph.ts";
import type { Project } from "../model/project.ts";
import type { SessionTemplate } from "../model/session-template.ts";

/** What follows from a project's configuration alone. Ids are template ids. */
export interface ProjectPlan {
  project: Project;
  templates: ReadonlyMap<string, SessionTemplate>;
  /**
   * Everything, in the order it starts: after the parents of their panes and what they depend on; otherwise as
   * `startup_sequence` says, then auto-started ones, then the rest, in template order.
   */
  start: string[];
  /**
   * Everything, in the order it stops: `shutdown_sequence` in reverse, or without one the reverse of the start order;
   * templates in neither sequence last.
   */
  stop: string[];
  /** What needs each of them: `[node, needed]` for panes that are split from it and what depends on it. */
  neededBy: ReadonlyMap<string, Edge[]>;
  dependencies: ReadonlyMap<string, TaskDependency[]>;
  /** What opening the project starts: the startup sequence, auto-started ones, and what these need. */
  opens: ReadonlySet<string>;
  /** What `shutdown_sequence` names: it is stopped one after the other. */
  closes: ReadonlySet<string>;
  /** A path of needs that ends where it began; such projects are refused at load. */
  cycle: string[] | null;
}

/** The parent that a pane is split from, or null for a tab. */
export function parentOf(template: SessionTemplate): string | null {
  return template.layout === "tab" ? null : template.parent_template_id;
}

export function planOf(project: Project): ProjectPlan {
  const { session_templates, config } = project;
  const templates = new Map(session_templates.map((template) => [template.id, template]));
  const known = (id: string) => templates.has(id);

  const edges: Edge[] = [
    ...session_templates.map((template) => [template.id, parentOf(template) ?? ""] as const),
    ...config.dependencies.flatMap(({ task_id, depends_on }) => depends_on.map((needed) => [task_id, needed] as const)),
  ].filter((edge) => edge.every(known));

  const listed = [
    ...config.startup_sequence.filter(known),
    ...session_templates.filter(({ auto_start }) => auto_start).map(({ id }) => id),
  ];
  const needs = Map.groupBy(edges, ([node]) => node);
  const opens = new Set(listed);
  for (const id of opens) for (const [, needed] of needs.get(id) ?? []) opens.add(needed);
  const preferred = [...new Set([...listed, ...templates.keys()])];
  const { order, cycle } = topologicalOrder(preferred, edges);
  const start = order ?? preferred;

  const closes = config.shutdown_sequence.filter(known);
  return {
    project,
    templates,
    start,
    stop:
      closes.length > 0
        ? [...new Set([...closes.toReversed(), ...start.toReversed()])]
        : stopInReverse(start, opens, edges),
    neededBy: Map.groupBy(edges, ([, needed]) => needed),
    dependencies: Map.groupBy(config.dependencies, ({ task_id }) => task_id),
    opens,
    closes: new Set(closes),
    cycle,
  };
}

/** What opening the project starts, in the order it starts. */
export function startedBy(project: Project): SessionTemplate[] {
  const { start, opens, templates } = planOf(project);
  return start.filter((id) => opens.has(id)).flatMap((id) => templates.get(id) ?? []);
}

/** Those that opening does not start come last, except that nothing stops before what depends on it. */
function stopInReverse(start: string[], opens: ReadonlySet<string>, edges: Edge[]): string[] {
  const reverse = start.toReversed();
  const preferred = [...reverse.filter((id) => opens.has(id)), ...reverse.filter((id) => !opens.has(id))];
  const reversed = edges.map(([node, needed]): Edge => [needed, node]);
  return topologicalOrder(preferred, reversed).order ?? preferred;
}
