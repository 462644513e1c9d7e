import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod/mini";
import { endedWell, type LogProfile, type RunProgram } from "../model/ports.ts";
import { parsePropertyList } from "./property-list.ts";

/** A name that nobody else has: a profile is asked for by it, and the first of equal ones counts. */
const NAME = "Project Orchestrator";
/** The same for ever: iTerm2 knows a profile, and what was said of it, by this. */
const GUID = "iterm-project-orchestrator";
const FILE = "project-orchestrator.json";

/** After a change iTerm2 3.5 and later takes 0.1 s to hear of it. */
const LOADED_MS = 500;

/**
 * The file of our dynamic profile: the user's default profile, which also logs all bytes of a session into `folder`, in
 * a file named by the GUID of its pane. What a profile may have only once is not taken over: its shortcut, its hotkey
 * window, and the hosts that it switches to by itself.
 */
export function profileFile(folder: string): string {
  const profile = {
    Guid: GUID,
    Name: NAME,
    "Automatically Log": true,
    "Log Directory": folder,
    "Log Filename Format": "\\(id).log",
    "Plain Text Logging": 0,
    Shortcut: "",
    "Has Hotkey": false,
    "Bound Hosts": [],
  };
  return `${JSON.stringify({ Profiles: [profile] }, null, 2)}\n`;
}

const Preferences = z.looseObject({
  "Default Bookmark Guid": z.optional(z.string()),
  "New Bookmarks": z.optional(
    z.array(
      z.looseObject({
        Guid: z.string(),
        Name: z.string(),
        "Automatically Log": z.optional(z.union([z.boolean(), z.number()])),
      }),
    ),
  ),
});

/** Whether our profile does the user no harm; `preferences`: iTerm2's, as a property list in XML. */
export function mayLog(preferences: string): boolean {
  const read = Preferences.safeParse(parsePropertyList(preferences));
  if (!read.success) return false;
  const { "Default Bookmark Guid": guid, "New Bookmarks": profiles = [] } = read.data;
  if (profiles.some((profile) => profile.Name === NAME && profile.Guid !== GUID)) return false;
  const own = profiles.find((profile) => profile.Guid === guid) ?? profiles[0];
  return own === undefined || own.Guid === GUID || !own["Automatically Log"];
}

export interface LogProfileOptions {
  home: string;
  /** Where the logs go: a private folder's, made if it is not there. */
  folder: string;
  run: RunProgram;
}

export function createLogProfile({ home, folder, run }: LogProfileOptions): LogProfile {
  const profiles = join(home, "Library", "Application Support", "iTerm2", "DynamicProfiles");
  const path = join(profiles, FILE);
  const text = profileFile(folder);

  async function preferences(): Promise<string | null> {
    const args = ["export", "com.googlecode.iterm2", "-"];
    const end = await run({ program: "/usr/bin/defaults", args, timeout_ms: 5_000 });
    return endedWell(end) ? end.stdout : null;
  }

  /** iTerm2 reads no file whose name begins with a dot, so it never sees half of one. */
  async function write(): Promise<void> {
    const draft = join(profiles, `.${FILE}`);
    await mkdir(profiles, { recursive: true });
    await writeFile(draft, text);
    await rename(draft, path);
    await pause(LOADED_MS);
  }

  return {
    async offer() {
      try {
        const own = await preferences();
        // A backslash in a path would be read as an expression.
        if (own === null || !mayLog(own) || folder.includes("\\")) {
          await this.withdraw();
          return null;
        }
        // iTerm2 3.6 asks where a log's folder is not there, and the launch waits for the answer.
        await mkdir(folder, { recursive: true, mode: 0o700 });
        if ((await readFile(path, "utf8").catch(() => "")) !== text) await write();
        return NAME;
      } catch {
        return null;
      }
    },
    withdraw: () => rm(path, { force: true }).catch(() => undefined),
  };
}
