import { createHash } from "node:crypto";
import type { KeyValue, Lock } from "../model/ports.ts";
import { writeEntry, type Entries } from "./entry.ts";
import { BATCH, keyOf, problemOf, QUARANTINE, valueIn, type Batch } from "./entry-kinds.ts";

/** A write is a handful of calls to Raycast, each of moments. */
const LOCK = { wait_ms: 10_000, limit_ms: 30_000 };

export interface EntryStore {
  /** All entries as they count: those of a batch are seen as soon as the batch is kept. */
  all(): Promise<Entries>;
  /** Writes entries that stand alone. `before`: what is there, if that is known. */
  put(wanted: Batch, before?: Entries): Promise<void>;
  /** One after the other: makes all the writes that `edit` says for what is there, or, ended half way, none. */
  commit(edit: (before: Entries) => Batch): Promise<void>;
}

/** Entries over the storage. No unreadable entry is overwritten: a copy of it goes to quarantine first. */
export function createEntryStore(storage: KeyValue, lock: Lock): EntryStore {
  async function write(changes: Batch): Promise<void> {
    for (const [key, raw] of Object.entries(changes)) {
      await (raw === null ? storage.removeItem(key) : storage.setItem(key, raw));
    }
  }

  async function present(keys: string[]): Promise<Entries> {
    const found = await Promise.all(keys.map(async (key) => [key, await storage.getItem(key)] as const));
    return Object.fromEntries(found.filter((entry): entry is [string, string] => entry[1] !== undefined));
  }

  async function put(wanted: Batch, before?: Entries): Promise<void> {
    await write(changesTo(before ?? (await present(Object.keys(wanted))), wanted));
  }

  async function finish(batch: Batch): Promise<void> {
    await write(batch);
    await storage.removeItem(BATCH.key);
  }

  return {
    async all() {
      const entries = await storage.allItems();
      const seen = Object.entries({ ...entries, ...valueIn(entries, BATCH) });
      return Object.fromEntries(seen.filter((entry): entry is [string, string] => entry[1] !== null));
    },

    put,

    commit: (edit) =>
      lock.hold(async () => {
        const left = valueIn(await present([BATCH.key]), BATCH);
        if (left) await finish(left);

        const before = await storage.allItems();
        const changes = changesTo(before, edit(before));
        if (Object.keys(changes).length > 1) {
          await put({ [BATCH.key]: writeEntry(BATCH, changes) }, before);
          await finish(changes);
        } else await write(changes);
      }, LOCK),
  };
}

/** What is to be written so that the entries are as wanted: only what differs, and first of all the quarantine. */
function changesTo(before: Entries, wanted: Batch): Batch {
  const changes = Object.entries(wanted).filter(([key, raw]) => (before[key] ?? null) !== raw);
  const quarantined = changes.flatMap(([key, raw]) => {
    const old = before[key];
    return raw === null || old === undefined || problemOf(key, old) === null ? [] : [[quarantineKey(key, old), old]];
  });
  return Object.fromEntries([...quarantined, ...changes]) as Batch;
}

/** The same text has the same key, however often it is moved. */
function quarantineKey(key: string, raw: string): string {
  return keyOf(QUARANTINE, `${key} ${createHash("sha256").update(raw).digest("hex").slice(0, 12)}`);
}
