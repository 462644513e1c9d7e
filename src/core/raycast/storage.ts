import { LocalStorage } from "@raycast/api";
import type { KeyValue } from "../model/ports.ts";

/** LocalStorage: one for the whole extension, shared by all its commands. */
export const raycastStorage: KeyValue = {
  async getItem(key) {
    const value = await LocalStorage.getItem(key);
    return value === undefined ? undefined : String(value);
  },
  setItem: (key, value) => LocalStorage.setItem(key, value),
  removeItem: (key) => LocalStorage.removeItem(key),
  async allItems() {
    const items = await LocalStorage.allItems();
    return Object.fromEntries(Object.entries(items).map(([key, value]) => [key, String(value)]));
  },
};
