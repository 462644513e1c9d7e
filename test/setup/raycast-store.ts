import { join } from "node:path";
import type { Project } from "../../src/core/model/project.ts";
import type { KeyValue } from "../../src/core/model/ports.ts";
import { createFileLock } from "../../src/core/store/lock.ts";
import { createProjectStore, type FullProjectStore } from "../../src/core/store/project-store.ts";
import type { Mac } from "../mac/index.ts";
import { realClock } from "./core.ts";

/** Raycast's LocalStorage as the store of the bundles sees it. */
export function storageOf({ raycast: { storage } }: Pick<Mac, "raycast">): KeyValue {
  return {
    getItem: async (key) => storage.get(key)?.toString(),
    setItem: async (key, value) => storage.set(key, value),
    removeItem: async (key) => storage.remove(key),
    allItems: async () => Object.fromEntries(Object.entries(storage.all()).map(([key, value]) => [key, String(value)])),
  };
}

/** What the bundles keep, to be put there and read from outside of Raycast. */
export function storeOf(mac: Pick<Mac, "raycast" | "supportPath">): FullProjectStore {
  return createProjectStore(storageOf(mac), {
    settings: () => mac.raycast.preferences,
    clock: realClock,
    lock: createFileLock(join(mac.supportPath, "store.lock"), { clock: realClock }),
  });
}

/** Keeps projects as their author would: agreed to. Resolves with the first. */
export async function keep(mac: Mac, ...projects: Project[]): Promise<Project> {
  const kept: Project[] = [];
  for (const project of projects) kept.push(await storeOf(mac).saveAgreed(project));
  return kept[0]!;
}
