import { watch } from "node:fs";
import { mkdir } from "node:fs/promises";
import type { JournalWatch } from "../model/ports.ts";

/** Watches the folder of journals. Where it cannot be watched, the time limit alone wakes. */
export function createJournalWatch(folder: string): JournalWatch {
  return {
    async changed(within_ms, signal) {
      await mkdir(folder, { recursive: true });
      const limit = AbortSignal.timeout(within_ms);
      const end = signal === undefined ? limit : AbortSignal.any([limit, signal]);
      await new Promise<void>((resolve) => {
        if (end.aborted) return resolve();
        const watcher = watch(folder, { persistent: true, signal: end }, () => {
          watcher.close();
          resolve();
        });
        watcher.once("error", () => end.addEventListener("abort", () => resolve(), { once: true }));
        end.addEventListener("abort", () => resolve(), { once: true });
      });
    },
  };
}
