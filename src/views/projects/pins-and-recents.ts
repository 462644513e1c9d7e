import { store } from "../../core/composition.ts";

/** What orders the projects besides their state. */
export interface PinsAndRecents {
  pins: readonly string[];
  /** When each project was last opened or closed, ms since the epoch, by project id. */
  openedAt: Readonly<Record<string, number>>;
}

export const NONE: PinsAndRecents = { pins: [], openedAt: {} };

export async function pinsAndRecents(): Promise<PinsAndRecents> {
  const [pins, desired] = await Promise.all([store().pins(), store().desired()]);
  const openedAt = Object.entries(desired.projects).map(([id, project]) => [id, project.changed_at] as const);
  return { pins, openedAt: Object.fromEntries(openedAt) };
}
