import type { LiveProject } from "../../core/model/app-state.ts";
import { isActive, isPresent } from "../../core/model/session-state.ts";
import type { Group } from "../session-appearance.ts";

/** How many projects count as recent. */
const RECENT = 5;

/** Whether any session of the project lives. */
export function isRunning(project: LiveProject): boolean {
  return Object.values(project.active_sessions).some(isActive);
}

/** Whether anything of the project is there to be looked at or closed, be it only what it has started elsewhere. */
export function isOpen(project: LiveProject): boolean {
  return Object.values(project.active_sessions).some((session) => isPresent(session) || session.stop_command_due);
}

/**
 * Running, Pinned, Recent, All: each project once, in the first section that takes it. `projects` come in the order
 * of how often and how lately they are used; `openedAt` is by project id, ms since the epoch.
 */
export function projectSections(
  projects: LiveProject[],
  { pins, openedAt }: { pins: readonly string[]; openedAt: Readonly<Record<string, number>> },
): Group<LiveProject>[] {
  const pinned = new Set(pins);
  const recent = new Set(
    projects
      .filter((project) => !isOpen(project) && !pinned.has(project.id))
      .flatMap(({ id }) => (openedAt[id] === undefined ? [] : { id, at: openedAt[id] }))
      .sort((a, b) => b.at - a.at)
      .slice(0, RECENT)
      .map(({ id }) => id),
  );
  const sectionOf = (project: LiveProject) => {
    if (isOpen(project)) return "Running";
    if (pinned.has(project.id)) return "Pinned";
    return recent.has(project.id) ? "Recent" : "All";
  };
  return ["Running", "Pinned", "Recent", "All"]
    .map((title) => ({ title, items: projects.filter((project) => sectionOf(project) === title) }))
    .filter(({ items }) => items.length > 0);
}
