import { watch, type FSWatcher } from "node:fs";
import { mkdir, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { AgentStateFiles, JournalWatch } from "../model/ports.ts";

/** Journals only grow: their sizes tell whether there is something new in them. */
async function journalSizes(folder: string): Promise<string> {
  const names = await readdir(folder).catch(() => []);
  const sizes = await Promise.all(
    names.sort().map(async (name) => {
      const found = await stat(join(folder, name)).catch(() => null);
      return `${name}:${found?.size ?? -1}`;
    }),
  );
  return sizes.join("\n");
}

/** Agents write their files again and again; only another state is news. */
async function agentStates(agents: Pick<AgentStateFiles, "records">): Promise<string> {
  const records = await agents.records();
  return records
    .map(({ agent, pid, state }) => `${agent}:${pid}:${state}`)
    .sort()
    .join("\n");
}

/** Null: the folder is not there, or cannot be watched. */
function watched(folder: string, onChange: () => void): FSWatcher | null {
  try {
    const watcher = watch(folder, { persistent: true }, onChange);
    watcher.on("error", () => watcher.close());
    return watcher;
  } catch {
    return null;
  }
}

/**
 * Watches the folder of journals, and those of the agents' own files. Where they cannot be watched, the
 * time limit alone wakes.
 */
export function createJournalWatch(
  folder: string,
  agents?: AgentStateFiles & { folders: readonly string[] },
): JournalWatch {
  const stamp = async () => {
    const parts = [journalSizes(folder), ...(agents ? [agentStates(agents)] : [])];
    return (await Promise.all(parts)).join("\n\n");
  };
  return {
    stamp,
    async changed(within_ms, signal, since) {
      const limit = AbortSignal.timeout(within_ms);
      const end = signal === undefined ? limit : AbortSignal.any([limit, signal]);
      await mkdir(folder, { recursive: true });
      const before = since ?? (await stamp());
      await new Promise<void>((resolve) => {
        if (end.aborted) return resolve();
        const folders = [folder, ...(agents?.folders ?? [])];
        const watchers = folders.map((path) => watched(path, () => void compare()));
        const wake = () => {
          for (const watcher of watchers) watcher?.close();
          resolve();
        };
        const compare = async () => {
          if ((await stamp()) !== before) wake();
        };
        end.addEventListener("abort", wake, { once: true });
        void compare();
      });
    },
  };
}
