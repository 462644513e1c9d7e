import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type * as Raycast from "@raycast/api";
import { order } from "../port.ts";

export type PublicCache = Pick<Raycast.Cache, keyof Raycast.Cache>;

interface Entry {
  key: string;
  data: string;
}

/** Synchronous, on disk, shared by all commands of the extension; over its capacity the least recently used go. */
export class Cache implements PublicCache {
  static get STORAGE_DIRECTORY_NAME(): string {
    return "com.raycast.api.cache";
  }
  static get DEFAULT_CAPACITY(): number {
    return 10 * 1024 * 1024;
  }
  readonly storageDirectory: string;
  readonly #capacity: number;
  readonly #subscribers = new Set<Raycast.Cache.Subscriber>();

  constructor(options: Raycast.Cache.Options = {}) {
    const parent = options.directory ?? join(String(order.environment["supportPath"]), Cache.STORAGE_DIRECTORY_NAME);
    this.storageDirectory = join(parent, options.namespace ?? "");
    this.#capacity = options.capacity ?? Cache.DEFAULT_CAPACITY;
    mkdirSync(this.storageDirectory, { recursive: true });
  }

  get isEmpty(): boolean {
    return this.#files().length === 0;
  }

  get(key: string): string | undefined {
    const data = this.#read(key);
    if (data !== undefined) utimesSync(this.#file(key), new Date(), new Date());
    return data;
  }

  has(key: string): boolean {
    return this.#read(key) !== undefined;
  }

  set(key: string, data: string): void {
    const file = this.#file(key);
    writeFileSync(`${file}.new`, JSON.stringify({ key, data } satisfies Entry));
    renameSync(`${file}.new`, file);
    this.#evict(file);
    this.#tell(key, data);
  }

  remove(key: string): boolean {
    const had = this.has(key);
    rmSync(this.#file(key), { force: true });
    if (had) this.#tell(key, undefined);
    return had;
  }

  clear({ notifySubscribers } = { notifySubscribers: true }): void {
    for (const file of this.#files()) rmSync(file, { force: true });
    if (notifySubscribers) this.#tell(undefined, undefined);
  }

  /** Works unbound: `@raycast/utils` hands it on like that. */
  subscribe = (subscriber: Raycast.Cache.Subscriber): Raycast.Cache.Subscription => {
    this.#subscribers.add(subscriber);
    return () => this.#subscribers.delete(subscriber);
  };

  #tell(key: string | undefined, data: string | undefined): void {
    for (const subscriber of this.#subscribers) subscriber(key, data);
  }

  #file(key: string): string {
    return join(this.storageDirectory, `${createHash("sha256").update(key).digest("hex")}.json`);
  }

  #files(): string[] {
    const names = readdirSync(this.storageDirectory).filter((name) => name.endsWith(".json"));
    return names.map((name) => join(this.storageDirectory, name));
  }

  #read(key: string): string | undefined {
    try {
      return (JSON.parse(readFileSync(this.#file(key), "utf8")) as Entry).data;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
  }

  #evict(newest: string): void {
    const entries = this.#files().map((file) => ({ file, ...sizeAndAge(file) }));
    let total = entries.reduce((sum, { size }) => sum + size, 0);
    for (const { file, size } of entries.toSorted((a, b) => a.used - b.used)) {
      if (total <= this.#capacity) return;
      if (file === newest) continue;
      rmSync(file, { force: true });
      total -= size;
    }
  }
}

function sizeAndAge(file: string): { size: number; used: number } {
  const { size, mtimeMs } = statSync(file);
  return { size, used: mtimeMs };
}
