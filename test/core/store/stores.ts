import type { Clock, KeyValue, Lock } from "../../../src/core/model/ports.ts";
import { createProjectStore, type FullProjectStore } from "../../../src/core/store/project-store.ts";

export const realClock: Clock = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/** Nobody else is there to lock out. */
export const alone: Lock = { hold: (work) => work(new AbortController().signal) };

/** One at a time among those who share it. */
export function inTurn(): Lock {
  let last: Promise<unknown> = Promise.resolve();
  return {
    hold(work) {
      const mine = last.then(() => work(new AbortController().signal));
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}

export function aStore(
  storage: KeyValue,
  { lock = alone, settings = {} }: { lock?: Lock; settings?: Record<string, unknown> } = {},
): FullProjectStore {
  return createProjectStore(storage, { lock, settings: () => settings, clock: realClock });
}
