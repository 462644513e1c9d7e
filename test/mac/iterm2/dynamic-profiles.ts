import { lstatSync, mkdirSync, readFileSync, readdirSync, realpathSync, statSync, watch } from "node:fs";
import type { FSWatcher } from "node:fs";
import { join } from "node:path";
import type { Profiles, DynamicEntry } from "./profiles.ts";
import type { Switches } from "./switches.ts";

/** Where iTerm2 looks for dynamic profiles, in the user's home. */
export const dynamicProfilesFolder = (home: string) =>
  join(home, "Library", "Application Support", "iTerm2", "DynamicProfiles");

class ProfileError extends Error {}

/** Everything under the folder and its subfolders, in the order of their paths; with `folders` these too. */
function filesIn(folder: string, folders: boolean): string[] {
  const isFile = (path: string) => !statSync(join(folder, path), { throwIfNoEntry: false })?.isDirectory();
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .sort()
    .filter((path) => !path.startsWith(".") && !path.endsWith("~"))
    .filter((path) => folders || isFile(path));
}

/** The entries of one file. Throws a ProfileError for a file that is ignored, an Error for what would crash iTerm2. */
function entriesOf(path: string): unknown[] {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    throw new ProfileError(`Could not read Dynamic Profile from file ${path}`);
  }
  if (/^(bplist|\s*<\?xml|\s*<!DOCTYPE plist|\s*<plist)/.test(bytes.subarray(0, 200).toString("latin1"))) {
    throw new Error(`The test Mac's iTerm2 does not model dynamic profiles as property lists: ${path}`);
  }
  let root: unknown;
  try {
    root = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new ProfileError(`Dynamic Profiles file ${path} contains invalid JSON`);
  }
  if (typeof root !== "object" || root === null || Array.isArray(root)) {
    throw new ProfileError(`Dynamic Profiles file ${path} does not have an Object as its root element`);
  }
  const entries = (root as Record<string, unknown>)["Profiles"];
  if (entries === undefined) throw new ProfileError(`Dynamic Profiles file ${path} does not have a “Profiles” key`);
  if (!Array.isArray(entries)) throw new Error(`Profiles that are no array crash iTerm2: ${path}`);
  return entries;
}

/** What the folder says, read anew, and what iTerm2 complains of. */
function readFolder(
  folder: string,
  profiles: Profiles,
  folders: boolean,
): { entries: DynamicEntry[]; problems: string[] } {
  const entries = new Map<string, DynamicEntry>();
  const problems: string[] = [];
  for (const name of filesIn(folder, folders)) {
    const path = join(folder, name);
    try {
      for (const found of entriesOf(path)) {
        if (typeof found !== "object" || found === null)
          throw new Error(`An entry that is no object crashes iTerm2: ${path}`);
        const entry = found as Record<string, unknown>;
        const { Guid, Name } = entry;
        if (typeof Guid !== "string") problems.push(`Dynamic profile is missing the Guid field in file ${path}`);
        else if (typeof Name !== "string")
          problems.push(`Dynamic profile with Guid ${Guid} is missing the “name” field`);
        else if (profiles.isOrdinary(Guid)) {
          problems.push(`Dynamic profile with Guid ${Guid} conflicts with non-dynamic profile with same Guid`);
        } else if (entries.has(Guid)) problems.push(`Two dynamic profiles have the same Guid: ${Guid}`);
        else entries.set(Guid, { ...entry, Guid, Name });
      }
    } catch (error) {
      if (!(error instanceof ProfileError)) throw error;
      problems.push(error.message);
    }
  }
  return { entries: [...entries.values()], problems };
}

/** The folder of dynamic profiles: read on demand, watched as FSEvents does. */
export class DynamicProfiles {
  readonly #folder: string;
  readonly #profiles: Profiles;
  readonly #changed: () => void;
  readonly #switches: Pick<Switches, "subfolderIsAProfile">;
  #watchers: FSWatcher[] = [];

  /** `changed` comes for each change below the folder, as it happens, while it is watched. */
  constructor(home: string, profiles: Profiles, switches: Pick<Switches, "subfolderIsAProfile">, changed: () => void) {
    this.#switches = switches;
    this.#folder = dynamicProfilesFolder(home);
    this.#profiles = profiles;
    this.#changed = changed;
  }

  /** Makes the folder if it is not there, reads it and watches it. Gives what iTerm2 complains of. */
  reload(): string[] {
    mkdirSync(this.#folder, { recursive: true });
    const folder = realpathSync(this.#folder);
    this.stop();
    this.#watchers = watchedBy(folder).map((path) => watch(path, { persistent: false }, this.#changed));
    const { entries, problems } = readFolder(folder, this.#profiles, this.#switches.subfolderIsAProfile);
    return [...problems, ...this.#profiles.replaceDynamic(entries)];
  }

  stop(): void {
    for (const watcher of this.#watchers.splice(0)) watcher.close();
  }
}

/** The folder, the folders in it, and the files that symbolic links in it lead to. */
function watchedBy(folder: string): string[] {
  const below = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
  return [
    folder,
    ...below.filter((path) => lstatSync(path).isDirectory()),
    ...below.filter((path) => lstatSync(path).isSymbolicLink() && statSync(path, { throwIfNoEntry: false })?.isFile()),
  ];
}
