import { randomUUID } from "node:crypto";
import { checkKeys, defaultProfile, keysOf, mergedKeys, profileOf } from "./profile.ts";
import type { Profile, ProfileKeys } from "./profile.ts";

interface Listed {
  keys: ProfileKeys;
  dynamic: boolean;
}

/** A profile as a file of dynamic profiles has it. */
export type DynamicEntry = ProfileKeys & { readonly Guid: string; readonly Name: string };

/** All profiles: the user's own, then the dynamic ones as they were loaded. */
export class Profiles {
  #list: Listed[];
  #defaultGuid: string;

  /** The first is the default one; there is always one. */
  constructor(own: readonly Partial<Profile>[]) {
    this.#list = own.map((profile) => ({
      keys: keysOf({ ...defaultProfile, guid: randomUUID().toUpperCase(), ...profile }),
      dynamic: false,
    }));
    this.#defaultGuid = this.default.guid;
  }

  /** The user's default profile; the first when that is gone. */
  get default(): Profile {
    return profileOf(this.#defaultKeys);
  }

  /** The first of exactly this name, in the order of the list (ProfileModel.m, bookmarkWithName:). */
  named(name: unknown): Profile | null {
    const found = this.#list.find(({ keys }) => keys.Name === name);
    return found ? profileOf(found.keys) : null;
  }

  withGuid(guid: unknown): Profile | null {
    const found = this.#find(guid);
    return found ? profileOf(found.keys) : null;
  }

  /** Dynamic children keep what they were merged with until the folder changes. Throws when there is none. */
  edit(name: string, changes: Partial<Profile>): void {
    const profile = this.#list.find(({ keys }) => keys.Name === name);
    if (!profile) throw new Error(`No profile ${name}`);
    profile.keys = { ...profile.keys, ...keysOf(changes) };
  }

  makeDefault(name: string): void {
    const profile = this.named(name);
    if (!profile) throw new Error(`No profile ${name}`);
    this.#defaultGuid = profile.guid;
  }

  /** As iTerm2 keeps them: dynamic ones too, marked. */
  get stored(): Record<string, unknown> {
    const profiles = this.#list.map(({ keys, dynamic }) => (dynamic ? { ...keys, "Is Dynamic Profile": true } : keys));
    return { "Default Bookmark Guid": this.#defaultGuid, "New Bookmarks": profiles };
  }

  isOrdinary(guid: string): boolean {
    return this.#find(guid)?.dynamic === false;
  }

  /**
   * These are the dynamic profiles now: known ones are merged with their parents anew, others added, the rest is
   * removed (iTermDynamicProfileManager.m, reallyReloadDynamicProfiles). Gives what iTerm2 complains of.
   */
  replaceDynamic(entries: readonly DynamicEntry[]): string[] {
    const problems: string[] = [];
    for (const entry of entries) {
      const known = this.#find(entry.Guid);
      const parent = this.#parentOf(entry);
      if (parent === "unknown") {
        problems.push(`Dynamic profile ${entry.Name} references unknown parent. Using default profile as parent.`);
      }
      // What the dialog says is not what is done: such a profile has no parent at all.
      const keys = mergedKeys(entry, parent === "unknown" ? null : parent, known !== undefined);
      checkKeys(keys);
      if (known) known.keys = keys;
      else this.#list.push({ keys, dynamic: true });
    }
    const guids = new Set(entries.map(({ Guid }) => Guid));
    for (const gone of this.#list.filter(({ keys, dynamic }) => dynamic && !guids.has(String(keys.Guid)))) {
      if (this.#list.length > 1) this.#list = this.#list.filter((each) => each !== gone);
    }
    if (!this.#find(this.#defaultGuid)) this.#defaultGuid = this.default.guid;
    return problems;
  }

  get #defaultKeys(): ProfileKeys {
    const [first] = this.#list;
    if (!first) throw new Error("iTerm2 always has a profile");
    return (this.#find(this.#defaultGuid) ?? first).keys;
  }

  #find(guid: unknown): Listed | undefined {
    return this.#list.find(({ keys }) => keys.Guid === guid);
  }

  #parentOf(entry: DynamicEntry): ProfileKeys | "unknown" {
    const { "Dynamic Profile Parent GUID": guid, "Dynamic Profile Parent Name": name } = entry;
    if (guid === undefined && name === undefined) return this.#defaultKeys;
    const byName = () => this.#list.find(({ keys }) => keys.Name === name);
    return (this.#find(guid) ?? byName())?.keys ?? "unknown";
  }
}
