import type { KeyValue } from "../../../src/core/model/ports.ts";

/** LocalStorage as it is: each call takes effect some time after it was made, one key at a time. */
export interface FakeStorage extends KeyValue {
  readonly items: Map<string, string>;
  /** From now on calls wait until `step` lets them go on. */
  hold(): void;
  /** How many calls wait. */
  waiting(): number;
  /** Lets the waiting call with this number take effect, and whatever follows from it come up. */
  step(index: number): Promise<void>;
  /** As if the command were ended after so many more writes: no later write takes effect, and its call never returns. */
  dieAfter(writes: number): void;
}

export function fakeStorage(given: Record<string, string> = {}): FakeStorage {
  const items = new Map(Object.entries(given));
  let holding = false;
  let writesLeft = Infinity;
  const queue: (() => void)[] = [];

  function call<T>(isWrite: boolean, effect: () => T): Promise<T> {
    return new Promise((resolve) => {
      const run = () => {
        if (isWrite && writesLeft-- <= 0) return;
        resolve(effect());
      };
      if (holding) queue.push(run);
      else setImmediate(run);
    });
  }

  return {
    items,
    getItem: (key) => call(false, () => items.get(key)),
    setItem: (key, value) => call(true, () => void items.set(key, value)),
    removeItem: (key) => call(true, () => void items.delete(key)),
    allItems: () => call(false, () => Object.fromEntries(items)),
    hold: () => void (holding = true),
    waiting: () => queue.length,
    async step(index) {
      queue.splice(index, 1)[0]!();
      await new Promise((resolve) => setImmediate(resolve));
    },
    dieAfter: (writes) => void (writesLeft = writes),
  };
}
