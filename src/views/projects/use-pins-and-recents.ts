import { useMemo } from "react";
import { store } from "../../core/composition.ts";
import { useAsync } from "../hooks/use-async.ts";

export interface PinsAndRecents {
  pins: readonly string[];
  /** When each project was last opened or closed, ms since the epoch, by project id. */
  openedAt: Readonly<Record<string, number>>;
  isLoading: boolean;
  reload: () => void;
}

/** What orders the projects besides their state: pins, and when each was last used. */
export function usePinsAndRecents(): PinsAndRecents {
  const { data, isLoading, reload } = useAsync(load);
  return useMemo(
    () => ({ pins: data?.pins ?? [], openedAt: data?.openedAt ?? {}, isLoading, reload }),
    [data, isLoading, reload],
  );
}

async function load(): Promise<Pick<PinsAndRecents, "pins" | "openedAt">> {
  const [pins, desired] = await Promise.all([store().pins(), store().desired()]);
  const openedAt = Object.entries(desired.projects).map(([id, project]) => [id, project.changed_at] as const);
  return { pins, openedAt: Object.fromEntries(openedAt) };
}
