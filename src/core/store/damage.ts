import type { Damaged } from "../model/ports.ts";
import { readEntry, type Kind } from "./entry.ts";
import { idIn, KEYS, type Family } from "./keys.ts";
import { BATCH, DESIRED, PIN, PORT, PROJECT, RUNTIME, SESSIONS, SETTINGS, TRUST } from "./kinds.ts";

const SINGLE: Record<string, Kind<unknown>> = {
  [KEYS.settings]: SETTINGS,
  [KEYS.desired]: DESIRED,
  [KEYS.runtime]: RUNTIME,
  [KEYS.batch]: BATCH,
};

const FAMILIES: [Exclude<Family, "damaged">, Kind<unknown>][] = [
  ["project", PROJECT],
  ["trust", TRUST],
  ["port", PORT],
  ["pin", PIN],
  ["runtime", SESSIONS],
];

/** Why an entry cannot be used, in words; null: it can, or it is not ours. */
export function problemOf(key: string, raw: string): string | null {
  if (idIn("damaged", key) !== null) return "It could not be read; it was moved here when its place was needed.";
  const family = FAMILIES.find(([name]) => idIn(name, key) !== null);
  const kind = Object.hasOwn(SINGLE, key) ? SINGLE[key] : family?.[1];
  if (!kind) return null;
  const read = readEntry(kind, raw);
  if (!read.ok) return read.problem;
  const holds = family?.[0] === "project" ? (read.value as { id: string }).id : null;
  return holds === null || holds === idIn("project", key) ? null : `It holds another project, '${holds}'.`;
}

/** Every entry that cannot be used, as it is. */
export function damagedIn(entries: Readonly<Record<string, string>>): Damaged[] {
  return Object.entries(entries).flatMap(([key, raw]) => {
    const problem = problemOf(key, raw);
    return problem === null ? [] : [{ key, raw, problem }];
  });
}
