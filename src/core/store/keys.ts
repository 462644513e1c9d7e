import { createHash } from "node:crypto";

/** Where things are kept. One key for each thing that is written on its own, so that no two writers share one. */
export const KEYS = {
  settings: "settings",
  desired: "desired",
  runtime: "runtime",
  batch: "import",
} as const;

export type Family = "project" | "trust" | "port" | "pin" | "runtime" | "damaged";

export function keyOf(family: Family, id: string): string {
  return `${family}/${encodeURIComponent(id)}`;
}

/** The id in a key of that family; null: a key of something else. */
export function idIn(family: Family, key: string): string | null {
  if (!key.startsWith(`${family}/`)) return null;
  try {
    return decodeURIComponent(key.slice(family.length + 1));
  } catch {
    return null;
  }
}

/** Where an unreadable entry is kept when its place is needed. The same text has the same key, however often it is moved. */
export function asideKey(key: string, raw: string): string {
  return keyOf("damaged", `${key} ${createHash("sha256").update(raw).digest("hex").slice(0, 12)}`);
}
