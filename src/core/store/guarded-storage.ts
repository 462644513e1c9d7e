import { Fault } from "../model/fault.ts";
import type { KeyValue } from "../model/ports.ts";
import { storageFault } from "../model/storage-fault.ts";
import { throwIfGivenUp } from "./lock.ts";

/**
 * The storage, rejecting with a `Fault` only: `storage_failed`, or `timed_out` for a write by work whose hold of a lock
 * was given up.
 */
export function guardedStorage(storage: KeyValue): KeyValue {
  return {
    getItem: (key) => orFault(() => storage.getItem(key)),
    allItems: () => orFault(() => storage.allItems()),
    setItem: (key, value) => orFault(() => (throwIfGivenUp(), storage.setItem(key, value))),
    removeItem: (key) => orFault(() => (throwIfGivenUp(), storage.removeItem(key))),
  };
}

async function orFault<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    throw storageFault("Raycast's storage did not do as it was asked.", cause, {
      advice: "Try again. If it stays so, restart Raycast.",
    });
  }
}
