import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import * as z from "zod";

/** What Raycast itself remembers of an extension between its own restarts. */
const Records = z.object({
  /** Commands that the user has opened: only these run in background. */
  activated: z.array(z.string()).default([]),
  /** What the user said in the preferences, by command. */
  enabled: z.record(z.string(), z.boolean()).default({}),
  backgroundRefresh: z.record(z.string(), z.boolean()).default({}),
  subtitles: z.record(z.string(), z.string()).default({}),
  /** The last rendering of each menu bar item, by command. */
  menuBar: z.record(z.string(), z.unknown()).default({}),
  /** Commands whose deep links the user has allowed for good. */
  links: z.array(z.string()).default([]),
  drafts: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  /** Values of `storeValue` fields: `<command>/<field id>`. */
  fields: z.record(z.string(), z.unknown()).default({}),
  /** Remembered answers of alerts with `rememberUserChoice`, by title. */
  answers: z.record(z.string(), z.boolean()).default({}),
});
export type Records = z.infer<typeof Records>;

/** Dates survive: drafts and stored fields may hold them. */
function revive(_key: string, value: unknown): unknown {
  const date = typeof value === "object" && value !== null ? Reflect.get(value, "$date") : undefined;
  return typeof date === "string" ? new Date(date) : value;
}
function tagged(value: unknown): unknown {
  if (value instanceof Date) return { $date: value.toISOString() };
  if (Array.isArray(value)) return value.map(tagged);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, tagged(entry)]));
}

export class RecordsOnDisk {
  readonly #file: string;
  readonly now: Records;

  constructor(file: string) {
    this.#file = file;
    mkdirSync(dirname(file), { recursive: true });
    this.now = Records.parse(read(file));
  }

  change(edit: (records: Records) => void): void {
    edit(this.now);
    writeFileSync(`${this.#file}.new`, JSON.stringify(tagged(this.now)));
    renameSync(`${this.#file}.new`, this.#file);
  }
}

function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"), revive) as unknown;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw error;
  }
}
