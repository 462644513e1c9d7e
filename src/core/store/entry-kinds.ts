import * as z from "zod/mini";
import { DesiredState } from "../model/desired.ts";
import { Fault } from "../model/fault.ts";
import type { Damaged } from "../model/ports.ts";
import type { Project } from "../model/project.ts";
import { RuntimeState } from "../model/runtime.ts";
import { ManagedSession } from "../model/session.ts";
import { GivenSettings } from "../model/settings.ts";
import { shapeProblems } from "../model/validation/shape.ts";
import { parseProject } from "../model/validation/validation.ts";
import { readEntry, type Entries, type Kind, type Migration } from "./entry.ts";
import { toFirings, toKnownPhases } from "./runtime-migrations.ts";

/** What is kept under one key. */
export interface Single<T> extends Kind<T> {
  key: string;
}

/** What is kept under one key for each id: `<family>/<id>`. */
export interface Family<T> extends Kind<T> {
  family: string;
}

/** Version 0 is the bare entry of the data model, without a version beside it. */
const asItIs: Migration = (value) => value;

function kind<S extends z.ZodMiniType>(schema: S, ...later: Migration[]): Kind<z.infer<S>> {
  return {
    migrations: [asItIs, ...later],
    parse(value) {
      const read = schema.safeParse(value);
      if (read.success) return read.data;
      const problems = shapeProblems(read.error.issues, value, "The entry");
      throw new Fault("storage_failed", problems.join("\n"));
    },
  };
}

export const SETTINGS: Single<GivenSettings> = { key: "settings", ...kind(GivenSettings) };
export const DESIRED: Single<DesiredState> = { key: "desired", ...kind(DesiredState) };
/** The run-time state without its sessions. */
export const RUNTIME: Single<Omit<RuntimeState, "sessions">> = {
  key: "runtime",
  ...kind(z.omit(RuntimeState, { sessions: true }), toFirings),
};
/** Writes that belong together, by key; null: the entry goes. All of them count as done once this entry is there. */
export const BATCH: Single<Batch> = { key: "import", ...kind(z.record(z.string(), z.nullable(z.string()))) };

export const PROJECT: Family<Project> = {
  family: "project",
  // In version 0 a project held its sessions, which `parseProject` leaves out.
  migrations: [asItIs],
  parse: parseProject,
  idOf: ({ id }) => id,
  known: new Map(),
};
/** The fingerprint of what the user agreed to, by project. */
export const TRUST: Family<string> = { family: "trust", ...kind(z.string()) };
export const PORT: Family<number> = { family: "port", ...kind(z.int().check(z.minimum(1), z.maximum(65_535))) };
export const PIN: Family<true> = { family: "pin", ...kind(z.literal(true)) };
/** The sessions of one project, by session id. */
export const SESSIONS: Family<Record<string, ManagedSession>> = {
  family: "runtime",
  ...kind(z.record(z.string(), ManagedSession), toKnownPhases),
};
/** Unreadable entries that had to make room, as they were. */
export const QUARANTINE = { family: "damaged" };

const SINGLES: readonly Single<unknown>[] = [SETTINGS, DESIRED, RUNTIME, BATCH];
const FAMILIES: readonly Family<unknown>[] = [PROJECT, TRUST, PORT, PIN, SESSIONS];

/** Entries as they shall be, by key; null: gone. */
export type Batch = Record<string, string | null>;

export function keyOf({ family }: Pick<Family<unknown>, "family">, id: string): string {
  return `${family}/${encodeURIComponent(id)}`;
}

/** The id in a key of that family; null: a key of something else. */
export function idIn({ family }: Pick<Family<unknown>, "family">, key: string): string | null {
  if (!key.startsWith(`${family}/`)) return null;
  try {
    return decodeURIComponent(key.slice(family.length + 1));
  } catch {
    return null;
  }
}

/** Why an entry cannot be used, in words; null: it can, or it is not ours. */
export function problemOf(key: string, raw: string): string | null {
  if (idIn(QUARANTINE, key) !== null) return "It could not be read; it was moved here when its place was needed.";
  const single = SINGLES.find((one) => one.key === key);
  const family = FAMILIES.find((one) => idIn(one, key) !== null);
  const read = single ? readEntry(single, raw) : family ? readEntry(family, raw, idIn(family, key)) : null;
  return read === null || read.ok ? null : read.problem;
}

/** Every entry that cannot be used, as it is. */
export function damagedIn(entries: Entries): Damaged[] {
  return Object.entries(entries).flatMap(([key, raw]) => {
    const problem = problemOf(key, raw);
    return problem === null ? [] : [{ key, raw, problem }];
  });
}

/** The value of one entry; null: it is not there or cannot be used. */
export function valueIn<T>(entries: Entries, one: Single<T>): T | null {
  const raw = entries[one.key];
  const read = raw === undefined ? null : readEntry(one, raw);
  return read?.ok ? read.value : null;
}

/** The values of a family that can be used, by id. */
export function valuesIn<T>(entries: Entries, family: Family<T>): Map<string, T> {
  const values = new Map<string, T>();
  for (const [key, raw] of Object.entries(entries)) {
    const id = idIn(family, key);
    const read = id === null ? null : readEntry(family, raw, id);
    if (id !== null && read?.ok) values.set(id, read.value);
  }
  return values;
}
