import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Specifier } from "../apple-event.ts";
import type { Terminal } from "../terminals/terminal.ts";
import { ManualClock } from "./clock.ts";
import { dynamicProfilesFolder } from "./dynamic-profiles.ts";
import { ITerm2 } from "./iterm2.ts";
import type { ITerm2Options } from "./iterm2.ts";
import { Script, byId, specifierIn } from "./script.ts";

/** An iTerm2 of its own for one test, with a home folder and a clock that stands still. */
export class ITerm2Setup {
  readonly home: string;
  readonly clock = new ManualClock();
  readonly iterm: ITerm2;
  readonly script: Script;

  constructor(options: Partial<ITerm2Options> = {}) {
    this.home = mkdtempSync(join(tmpdir(), "iterm2 home "));
    this.iterm = new ITerm2({ home: this.home, shell: "/bin/sh", clock: this.clock, ...options });
    this.script = new Script(this.iterm);
  }

  get user() {
    return this.iterm.user;
  }

  /** GUIDs by window and tab: what a script's bulk read must give. */
  guids(): string[][][] {
    const { windows } = this.iterm.world;
    return windows.map((window) => window.tabs.map((tab) => tab.sessions.map((session) => session.guid)));
  }

  /** Ids of the windows, front to back. */
  get windowIds(): number[] {
    return this.iterm.world.windows.map((window) => window.id);
  }

  /** The id of the front window. */
  get windowId(): number {
    const [front] = this.windowIds;
    if (front === undefined) {
      throw new Error("No window");
    }
    return front;
  }

  window(id = this.windowId): Specifier {
    return byId({ kind: "application" }, "windows", id);
  }

  /** Its specifier as it stands now. */
  session(guid: string): Specifier {
    const tab = this.iterm.session(guid).tab;
    if (!tab) {
      throw new Error(`Session ${guid} is in no tab`);
    }
    const inWindow = {
      kind: "element",
      of: this.window(tab.window.id),
      name: "tabs",
      by: { index: tab.index },
    } as const;
    return byId(inWindow, "sessions", guid);
  }

  /** Writes a file of dynamic profiles, or takes it away (null); a running iTerm2 has been told, and reads it later. */
  async profileFile(name: string, content: unknown): Promise<void> {
    const path = join(dynamicProfilesFolder(this.home), name);
    const noticed = this.iterm.running ? this.iterm.noticesProfiles() : null;
    mkdirSync(dirname(path), { recursive: true });
    if (content === null) rmSync(path);
    else writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
    await noticed;
  }

  terminal(guid: string): Terminal {
    return this.iterm.terminal(guid);
  }

  /** A tab made by a script that runs `command`; resolves with its session's GUID once its screen shows `shows`. */
  async tab(command: string, shows?: string): Promise<string> {
    const reply = await this.script.tell(this.window(), "createTabWithDefaultProfile", { command });
    const tab = specifierIn(reply);
    const ids = await this.script.get({
      kind: "property",
      of: { kind: "elements", of: tab, name: "sessions" },
      name: "id",
    });
    const guid = "value" in ids && Array.isArray(ids.value) ? String(ids.value[0]) : "";
    if (shows !== undefined) {
      await this.terminal(guid).until((terminal) => terminal.contents().includes(shows));
    }
    return guid;
  }

  async clear(): Promise<void> {
    await this.iterm.shutdown();
    rmSync(this.home, { recursive: true, force: true });
  }
}

const open: ITerm2Setup[] = [];

/** A running iTerm2 with one window and a login shell in it. `removeITerm2s` after each test. */
export async function launchITerm2(options: Partial<ITerm2Options> = {}): Promise<ITerm2Setup> {
  const made = installITerm2(options);
  await made.iterm.launch();
  return made;
}

/** iTerm2 installed and not running. */
export function installITerm2(options: Partial<ITerm2Options> = {}): ITerm2Setup {
  const made = new ITerm2Setup(options);
  open.push(made);
  return made;
}

/** For `afterEach`: leaves no process and no folder. */
export async function removeITerm2s(): Promise<void> {
  await Promise.all(open.splice(0).map((each) => each.clear()));
}
