import type * as Raycast from "@raycast/api";
import { call } from "../port.ts";
import { strict } from "./strict.ts";

/** Asynchronous, one per extension, shared by all commands; the host keeps it on disk. */
export const LocalStorage = strict("LocalStorage", {
  allItems: <Values extends Raycast.LocalStorage.Values>() => call("storage.all") as Promise<Values>,
  getItem: <Value extends Raycast.LocalStorage.Value>(key: string) =>
    call("storage.get", key) as Promise<Value | undefined>,
  setItem: async (key: string, value: Raycast.LocalStorage.Value) => {
    if (!["string", "number", "boolean"].includes(typeof value)) {
      throw new TypeError(`LocalStorage keeps strings, numbers and booleans, not ${typeof value} (${key})`);
    }
    await call("storage.set", key, value);
  },
  removeItem: (key: string) => call("storage.remove", key),
  clear: () => call("storage.clear"),
});
