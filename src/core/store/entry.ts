import * as z from "zod/mini";
import { Fault } from "../model/fault.ts";

/** What the storage holds, by key. */
export type Entries = Readonly<Record<string, string>>;

/** From one version of an entry's value to the next. Pure; what it does not know it leaves. */
export type Migration = (value: unknown) => unknown;

/** One kind of entry. Its version is the number of its migrations, which are in order, from version 0. */
export interface Kind<T> {
  /** What was read lately, by text: for entries that every tick reads and that change seldom. */
  known?: Map<string, Read<T>>;
  migrations: readonly Migration[];
  /** Throws a `Fault` if `value`, which is of the newest version, is not of this kind. */
  parse(value: unknown): T;
  /** The id that a value says it has; it must be the one that it is kept under. */
  idOf?(value: T): string;
}

export type Read<T> = { ok: true; value: T } | { ok: false; problem: string };

const Envelope = z.strictObject({ version: z.int().check(z.minimum(1)), value: z.unknown() });

/** How an entry is kept: its version beside it, so that a later program knows what it reads. */
export function writeEntry<T>(kind: Kind<T>, value: T): string {
  return JSON.stringify({ version: kind.migrations.length, value });
}

/** The most texts that a kind remembers; beyond it, all are read anew. */
const MOST_KNOWN = 2000;

/**
 * Reads an entry of any version up to ours, kept under `id` if it is one of many; one without a version is of version
 * 0. Never throws. The value of a kind that remembers is frozen, since the next reader gets the same one.
 */
export function readEntry<T>(kind: Kind<T>, raw: string, id: string | null = null): Read<T> {
  const read = readValue(kind, raw);
  const own = read.ok && id !== null ? (kind.idOf?.(read.value) ?? id) : id;
  return own === id ? read : { ok: false, problem: `It holds another one, '${own}'.` };
}

function readValue<T>(kind: Kind<T>, raw: string): Read<T> {
  const known = kind.known?.get(raw);
  if (known) return known;
  const read = parseEntry(kind, raw);
  if (kind.known) {
    if (kind.known.size >= MOST_KNOWN) kind.known.clear();
    kind.known.set(raw, frozen(read));
  }
  return read;
}

function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}

function parseEntry<T>(kind: Kind<T>, raw: string): Read<T> {
  try {
    const json: unknown = JSON.parse(raw);
    const envelope = Envelope.safeParse(json);
    const { version, value } = envelope.success ? envelope.data : { version: 0, value: json };
    const newest = kind.migrations.length;
    if (version > newest) {
      return { ok: false, problem: `It was written by a newer version of this extension (${version}, not ${newest}).` };
    }
    return { ok: true, value: kind.parse(kind.migrations.slice(version).reduce((old, step) => step(old), value)) };
  } catch (error) {
    return { ok: false, problem: problemOf(error) };
  }
}

function problemOf(error: unknown): string {
  if (error instanceof Fault) return error.message;
  if (error instanceof SyntaxError) return `It is not JSON: ${error.message}`;
  return String(error);
}
