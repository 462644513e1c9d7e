import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { HostCalls, StorageValue } from "../protocol.ts";

type StorageCall = keyof HostCalls & `storage.${string}`;

/** One LocalStorage call as it arrives at Raycast. */
export interface StorageRequest {
  command: string;
  name: StorageCall;
  key?: string;
  value?: StorageValue;
}
/** Runs before a call is served: a pending promise delays it (and lets others overtake), a rejection fails it. */
export type StorageGate = (request: StorageRequest) => Promise<void> | void;

/** LocalStorage of one extension: one file a key, written whole and renamed, so that a kill leaves old or new. */
export class LocalStorageOnDisk {
  readonly #folder: string;
  readonly #values = new Map<string, StorageValue>();
  gate: StorageGate | null = null;
  /** Calls served so far, by name. */
  readonly counts: Record<string, number> = {};

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
    for (const file of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
      const { key, value } = JSON.parse(readFileSync(join(folder, file), "utf8")) as {
        key: string;
        value: StorageValue;
      };
      this.#values.set(key, value);
    }
  }

  async serve(request: StorageRequest): Promise<unknown> {
    await this.gate?.(request);
    this.counts[request.name] = (this.counts[request.name] ?? 0) + 1;
    const { name, key = "", value = "" } = request;
    switch (name) {
      case "storage.get":
        return this.get(key);
      case "storage.set":
        return this.set(key, value);
      case "storage.remove":
        return this.remove(key);
      case "storage.all":
        return this.all();
      case "storage.clear":
        return this.clear();
    }
  }

  get(key: string): StorageValue | undefined {
    return this.#values.get(key);
  }
  set(key: string, value: StorageValue): void {
    const file = this.#file(key);
    writeFileSync(`${file}.new`, JSON.stringify({ key, value }));
    renameSync(`${file}.new`, file);
    this.#values.set(key, value);
  }
  remove(key: string): void {
    rmSync(this.#file(key), { force: true });
    this.#values.delete(key);
  }
  all(): Record<string, StorageValue> {
    return Object.fromEntries(this.#values);
  }
  clear(): void {
    for (const key of [...this.#values.keys()]) this.remove(key);
  }

  #file(key: string): string {
    return join(this.#folder, `${createHash("sha256").update(key).digest("hex")}.json`);
  }
}
