import { mkdirSync } from "node:fs";
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { threadId } from "node:worker_threads";
import type { KeyValue } from "../../../src/core/model/ports.ts";

/** A storage that real threads and processes share: one file for each key, each replaced as a whole. */
export function fileStorage(folder: string): KeyValue {
  mkdirSync(folder, { recursive: true });
  const file = (key: string) => join(folder, encodeURIComponent(key));
  const read = (name: string) => readFile(join(folder, name), "utf8").catch(() => undefined);
  let writes = 0;
  return {
    getItem: (key) => read(encodeURIComponent(key)),
    async setItem(key, value) {
      const unfinished = join(folder, `.${process.pid}.${threadId}.${writes++}`);
      await writeFile(unfinished, value);
      await rename(unfinished, file(key));
    },
    removeItem: (key) => rm(file(key), { force: true }),
    async allItems() {
      const names = (await readdir(folder)).filter((name) => !name.startsWith("."));
      const items = await Promise.all(names.map(async (name) => [decodeURIComponent(name), await read(name)] as const));
      return Object.fromEntries(items.filter((item): item is [string, string] => item[1] !== undefined));
    },
  };
}
