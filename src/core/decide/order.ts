import type { TaskDependency } from "../model/dependency.ts";
import { topologicalOrder, type Edge } from "../model/graph.ts";
import type { Project } from "../model/project.ts";
import type { SessionTemplate } from "../model/template.ts";

/** What follows from a project's configuration alone. Ids are template ids. */
export interface ProjectPlan {
  project: Project;
  templates: ReadonlyMap<string, SessionTemplate>;
  /** Everything, in the order it starts. */
  start: string[];
  /** Everything, in the order it stops. */
  stop: string[];
  /** What each needs before it: its pane's parent and what it depends on. */
  needs: ReadonlyMap<string, string[]>;
  neededBy: ReadonlyMap<string, string[]>;
  dependencies: ReadonlyMap<string, TaskDependency[]>;
  /** What opening the project starts: the startup sequence, auto-started ones, and what these need. */
  opens: ReadonlySet<string>;
  /** The project names its own order of closing: walked one by one. */
  closes: ReadonlySet<string>;
  /** A path of needs that ends where it began; such projects are refused at load. */
  cycle: string[] | null;
}

function grouped<T>(pairs: Iterable<readonly [string, T]>): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const [key, value] of pairs) {
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

function closure(ids: string[], needs: ReadonlyMap<string, string[]>): Set<string> {
  const all = new Set(ids);
  for (const id of all) for (const needed of needs.get(id) ?? []) all.add(needed);
  return all;
}

/** The parent that a pane is split from, or null for a tab. */
export function parentOf(template: SessionTemplate): string | null {
  return template.layout === "tab" ? null : template.parent_template_id;
}

export function planOf(project: Project): ProjectPlan {
  const { session_templates, config } = project;
  const templates = new Map(session_templates.map((template) => [template.id, template]));
  const known = (id: string) => templates.has(id);

  const edges: Edge[] = [];
  for (const template of session_templates) {
    const parent = parentOf(template);
    if (parent !== null && known(parent)) edges.push([template.id, parent]);
  }
  for (const { task_id, depends_on } of config.dependencies) {
    for (const needed of depends_on) if (known(task_id) && known(needed)) edges.push([task_id, needed]);
  }
  const needs = grouped(edges);

  const listed = [
    ...config.startup_sequence.filter(known),
    ...session_templates.filter(({ auto_start }) => auto_start).map(({ id }) => id),
  ];
  const opens = closure(listed, needs);
  const wished = [...new Set([...listed, ...templates.keys()])];
  const { order, cycle } = topologicalOrder(wished, edges);
  const start = order ?? wished;

  const closes = config.shutdown_sequence.filter(known);
  return {
    project,
    templates,
    start,
    stop: closes.length > 0 ? stopAsSaid(closes, start) : stopInReverse(start, opens, edges),
    needs,
    neededBy: grouped(edges.map(([node, needed]) => [needed, node] as const)),
    dependencies: grouped(config.dependencies.map((dependency) => [dependency.task_id, dependency] as const)),
    opens,
    closes: new Set(closes),
    cycle,
  };
}

function stopAsSaid(closes: string[], start: string[]): string[] {
  return [...new Set([...closes.toReversed(), ...start.toReversed()])];
}

/** Those that opening does not start come last, except that nothing stops before what depends on it. */
function stopInReverse(start: string[], opens: ReadonlySet<string>, edges: Edge[]): string[] {
  const reverse = start.toReversed();
  const wished = [...reverse.filter((id) => opens.has(id)), ...reverse.filter((id) => !opens.has(id))];
  const { order } = topologicalOrder(
    wished,
    edges.map(([node, needed]) => [needed, node] as const),
  );
  return order ?? wished;
}

/**
 * All template ids of a project in the order they start: after the parents of their panes and what they depend on;
 * otherwise as `startup_sequence` says, then auto-started ones, then the rest, in template order.
 */
export function startOrder(project: Project): string[] {
  return planOf(project).start;
}

/**
 * All template ids in the order they stop: `shutdown_sequence` in reverse, or without one the reverse of the start
 * order; templates in neither sequence last.
 */
export function stopOrder(project: Project): string[] {
  return planOf(project).stop;
}

/** These, and all that depends on them, directly or not. */
export function withDependents(plan: ProjectPlan, ids: Iterable<string>): Set<string> {
  return closure([...ids], plan.neededBy);
}

/** These, and all that they need, directly or not. */
export function withNeeds(plan: ProjectPlan, ids: Iterable<string>): Set<string> {
  return closure([...ids], plan.needs);
}
