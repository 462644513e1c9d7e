import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";

/** The manifest that `ray build` leaves beside the bundles, as far as Raycast acts on it. */

const Preference = z.looseObject({
  name: z.string(),
  type: z.enum(["textfield", "password", "checkbox", "dropdown", "appPicker", "file", "directory"]),
  title: z.string().optional(),
  required: z.boolean().default(false),
  default: z.unknown().optional(),
});
export type Preference = z.infer<typeof Preference>;

const Argument = z.looseObject({ name: z.string(), required: z.boolean().default(false) });

const Command = z.looseObject({
  name: z.string(),
  title: z.string(),
  subtitle: z.string().optional(),
  mode: z.enum(["view", "no-view", "menu-bar"]),
  interval: z.string().optional(),
  disabledByDefault: z.boolean().default(false),
  arguments: z.array(Argument).default([]),
  preferences: z.array(Preference).default([]),
});
export type Command = z.infer<typeof Command>;

const Manifest = z.looseObject({
  name: z.string(),
  title: z.string(),
  author: z.string(),
  owner: z.string().optional(),
  commands: z.array(Command).min(1),
  tools: z.array(z.looseObject({ name: z.string(), title: z.string() })).default([]),
  preferences: z.array(Preference).default([]),
});
export type Manifest = z.infer<typeof Manifest>;

/** Throws if `dist` holds no manifest or one that Raycast would not load. */
export function readManifest(dist: string): Manifest {
  return Manifest.parse(JSON.parse(readFileSync(join(dist, "package.json"), "utf8")));
}

const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Milliseconds of an `interval` ("10s", "5m"); null if the command has none. Below 10 s Raycast refuses it. */
export function intervalOf(command: Command): number | null {
  if (command.interval === undefined) return null;
  const match = /^(\d+)([smhd])$/.exec(command.interval);
  if (!match) throw new Error(`${command.name}: "${command.interval}" is no interval`);
  const ms = Number(match[1]) * units[match[2] as keyof typeof units];
  if (ms < 10_000) throw new Error(`${command.name}: an interval is at least 10s, not ${command.interval}`);
  return ms;
}
