import { type AppState, type LiveProject, sessionsOf } from "../../core/model/app-state.ts";
import type { ManagedSession } from "../../core/model/session.ts";
import { shortened } from "../format.ts";
import { type Group, grouped } from "../session-appearance.ts";

export interface Entry {
  session: ManagedSession;
  /** Unique among all entries: identical sibling items of a menu take each other's clicks. */
  title: string;
}

/** The sessions of all projects by state, as the menu shows them. */
export function menuGroups({ projects }: Pick<AppState, "projects">): Group<Entry>[] {
  const titled = withDistinctTitles(sessionsOf(projects), entryTitle);
  return grouped(titled.map(([{ session }, title]) => ({ session, title })));
}

/** A menu is as wide as its widest item: names are shortened to this many characters. */
const WIDEST_NAME = 30;

function entryTitle({ session, project }: { session: ManagedSession; project: LiveProject }): string {
  return `${shortened(session.name, WIDEST_NAME)} · ${shortened(project.name, WIDEST_NAME)}`;
}

/** Each item with its title, numbered where two would read the same. */
export function withDistinctTitles<T>(items: readonly T[], title: (item: T) => string): [item: T, title: string][] {
  const used = new Set<string>();
  return items.map((item) => {
    const plain = title(item);
    let candidate = plain;
    for (let number = 2; used.has(candidate); number += 1) candidate = `${plain} (${number})`;
    used.add(candidate);
    return [item, candidate];
  });
}
