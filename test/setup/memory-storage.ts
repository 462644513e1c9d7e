import type { KeyValue } from "../../src/core/model/ports.ts";

/** LocalStorage in memory: it can be counted, and its disk can be full. */
export class MemoryStorage implements KeyValue {
  readonly items = new Map<string, string>();
  /** Writes to these keys find the disk full. */
  refuses: (key: string) => boolean = () => false;

  async getItem(key: string): Promise<string | undefined> {
    return this.items.get(key);
  }

  async setItem(key: string, value: string): Promise<void> {
    if (this.refuses(key)) throw Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC" });
    // A copy of its own, or the length of what a string was cut from would be kept with it.
    this.items.set(key, Buffer.from(value).toString());
  }

  async removeItem(key: string): Promise<void> {
    this.items.delete(key);
  }

  async allItems(): Promise<Record<string, string>> {
    return Object.fromEntries(this.items);
  }

  get keys(): string[] {
    return [...this.items.keys()].sort();
  }

  /** UTF-16 units of all keys and values. */
  get size(): number {
    let size = 0;
    for (const [key, value] of this.items) size += key.length + value.length;
    return size;
  }
}
