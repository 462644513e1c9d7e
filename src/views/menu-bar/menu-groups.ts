import type { AppState, LiveProject } from "../../core/model/app-state.ts";
import type { ManagedSession } from "../../core/model/session.ts";
import { grouped } from "../session-appearance.ts";
import { shortened } from "../format.ts";

export interface Entry {
  session: ManagedSession;
  project: LiveProject;
  /** Unique among all entries: identical sibling items of a menu take each other's clicks. */
  title: string;
}

export interface MenuGroup {
  title: string;
  entries: Entry[];
}

/** The sessions of all projects by state, as the menu shows them. */
export function menuGroups(state: AppState): MenuGroup[] {
  const owner = new Map<string, LiveProject>();
  for (const project of state.projects) {
    for (const id of Object.keys(project.active_sessions)) owner.set(id, project);
  }
  const sessions = state.projects.flatMap((project) => Object.values(project.active_sessions));
  const titleOf = distinctTitles(sessions, (session) => entryTitle(session, owner.get(session.id)!));
  return grouped(sessions).map((group) => ({
    title: group.title,
    entries: group.sessions.map((session) => ({
      session,
      project: owner.get(session.id)!,
      title: titleOf.get(session)!,
    })),
  }));
}

/** A menu is as wide as its widest item: names are cut to this many characters. */
const WIDEST_NAME = 30;

function entryTitle(session: ManagedSession, project: LiveProject): string {
  return `${shortened(session.name, WIDEST_NAME)} · ${shortened(project.name, WIDEST_NAME)}`;
}

/** A title for each item, numbered where two would read the same. */
export function distinctTitles<T>(items: readonly T[], title: (item: T) => string): Map<T, string> {
  const used = new Set<string>();
  const titles = new Map<T, string>();
  for (const item of items) {
    const plain = title(item);
    let candidate = plain;
    for (let number = 2; used.has(candidate); number += 1) candidate = `${plain} (${number})`;
    used.add(candidate);
    titles.set(item, candidate);
  }
  return titles;
}
