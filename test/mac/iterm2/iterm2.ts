import { existsSync } from "node:fs";
import type { AppleEvent, AppleEventReply, ScriptableApplication } from "../apple-event.ts";
import { PtyTerminal } from "../terminals/pty-terminal.ts";
import type { Terminal, TerminalFactory } from "../terminals/terminal.ts";
import { openWindow } from "./actions.ts";
import { restoreArrangement, saveArrangement, withoutPrograms } from "./arrangement.ts";
import type { Arrangement } from "./arrangement.ts";
import { realClock } from "./clock.ts";
import type { MacClock } from "./clock.ts";
import { desktopOf } from "./desktop.ts";
import type { Desktop } from "./desktop.ts";
import { EventQueue } from "./event-queue.ts";
import { perform, BLOCKING, setProperty } from "./script-commands.ts";
import { BAD_INDEX, NO_SUCH_OBJECT, ScriptError, ScriptObjects, isObject } from "./script-objects.ts";
import type { Found } from "./script-objects.ts";
import type { Session } from "./session.ts";
import { DynamicProfiles } from "./dynamic-profiles.ts";
import { defaultProfile } from "./profile.ts";
import type { Profile } from "./profile.ts";
import { Profiles } from "./profiles.ts";
import { defaultSwitches, isAtLeast } from "./switches.ts";
import type { Switches } from "./switches.ts";
import { User } from "./user.ts";
import { World } from "./world.ts";

const NOT_RUNNING = -600;
const CANCELLED = -128;

export interface ITerm2Options {
  /** The user's home folder, an absolute path that exists. */
  home: string;
  switches?: Partial<Switches>;
  clock?: MacClock;
  /** Added to what programs find in their environment. */
  env?: Record<string, string>;
  /** Search path of programs before any shell has changed it; default: macOS's own, without Homebrew. */
  path?: string;
  user?: string;
  lang?: string;
  /** Login shell; default bash, else sh. */
  shell?: string;
  /** The first is the default profile. What is left out is as in a fresh iTerm2. */
  profiles?: Partial<Profile>[];
  /** Of profiles that do not say. */
  scrollback?: number | "unlimited";
  /** Default: real programs on real ptys. */
  terminals?: TerminalFactory;
  installed?: boolean;
}

/** iTerm2 as scripts and the user of the test Mac meet it. See README.md for what is and is not modelled. */
export class ITerm2 implements ScriptableApplication {
  installed: boolean;
  readonly user: User;
  readonly world: World;
  readonly switches: Switches;
  #running = false;
  #arrangement: Arrangement = [];
  readonly #objects: ScriptObjects;
  readonly #events: EventQueue;
  readonly #dynamicProfiles: DynamicProfiles;
  /** How to call off the reading of changed profiles that is to come. */
  #cancelReload: (() => void) | null = null;
  #noticing: (() => void)[] = [];
  /** What the test Mac cannot go on with; the next event says so. */
  #defect: Error | null = null;

  constructor(options: ITerm2Options) {
    const { home, scrollback = defaultProfile.scrollback } = options;
    this.installed = options.installed ?? true;
    this.switches = { ...defaultSwitches, ...options.switches };
    this.world = new World({
      switches: this.switches,
      clock: options.clock ?? realClock,
      app: {
        home,
        user: options.user ?? "me",
        shell: options.shell ?? (existsSync("/bin/bash") ? "/bin/bash" : "/bin/sh"),
        lang: options.lang ?? "en_US.UTF-8",
        path: options.path ?? "/usr/bin:/bin:/usr/sbin:/sbin",
        inherited: {},
        version: this.switches.version,
        extra: options.env ?? {},
      },
      profiles: new Profiles((options.profiles ?? [{}]).map((profile) => ({ scrollback, ...profile }))),
      terminals: options.terminals ?? ((spec) => new PtyTerminal(spec, "ITERM_SESSION_ID")),
    });
    this.user = new User(this.world);
    this.#objects = new ScriptObjects(this.world);
    this.#events = new EventQueue(this.world.clock, this.world.modals, this.switches);
    this.#dynamicProfiles = new DynamicProfiles(home, this.world.profiles, this.switches, () =>
      this.#profilesChanged(),
    );
  }

  get running(): boolean {
    return this.#running;
  }

  /** Answers one Apple event; see ScriptableApplication. */
  async send(event: AppleEvent, environment: Record<string, string> = {}): Promise<AppleEventReply> {
    const command = event.kind === "command" ? event.name : null;
    if (!this.#running) {
      const starts = command === "activate" || command === "launch" || this.switches.launchOnFirstEvent;
      if (!this.installed || !starts) {
        return { error: NOT_RUNNING };
      }
      await this.launch(environment);
    }
    if (command === "launch") {
      return { value: null };
    }
    return command === "quit" ? this.#quitForScript() : this.#events.answer(() => this.#handle(event));
  }

  /**
   * Starts iTerm2, in the background; the windows of the last run come back, or one opens, by the switches.
   * `environment` is that of the program that starts it; left out: its user does.
   */
  async launch(environment: Record<string, string> = {}): Promise<void> {
    if (this.#running || !this.installed) {
      return;
    }
    this.#running = true;
    this.world.app.inherited = this.switches.inheritsEnvironment ? environment : {};
    this.#reloadProfiles();
    const saved = this.switches.restoreAtLaunch ? this.#arrangement : [];
    this.#arrangement = [];
    const opening =
      saved.length > 0
        ? restoreArrangement(this.world, saved)
        : this.switches.windowAtLaunch && openWindow(this.world, this.world.profiles.default, null, false);
    await this.#events.hold(Promise.resolve(opening));
  }

  /** ⌘Q. All programs end. Resolves with false when the user cancelled it. */
  async quit(): Promise<boolean> {
    if (this.switches.confirmQuit && this.world.sessions.length > 0) {
      this.world.activate();
      if (!(await this.world.modals.ask({ kind: "quit", text: "Quit iTerm2?" })).ok) {
        return false;
      }
    }
    this.world.programs.hangUpAll();
    this.#arrangement = withoutPrograms(saveArrangement(this.world));
    this.#goAway();
    return true;
  }

  /** iTerm2 dies; the events under way are never answered but by -609. */
  crash(): void {
    const survive = this.switches.programsSurviveCrash;
    const saved = saveArrangement(this.world);
    this.#arrangement = survive ? saved : withoutPrograms(saved);
    if (!survive) {
      this.world.programs.hangUpAll();
    }
    this.#goAway();
  }

  /** Resolves at the next change of the dynamic profiles that iTerm2 is told of; it reads them a moment later. */
  noticesProfiles(): Promise<void> {
    return new Promise((resolve) => this.#noticing.push(resolve));
  }

  /** A beach ball: no event is answered until it is over. */
  hangs(hanging: boolean): void {
    this.#events.hang(hanging);
  }

  desktop(): Desktop {
    return desktopOf(this.world, this.#running);
  }

  /** The session on screen, or buried, with this GUID. Throws when there is none. */
  session(guid: string): Session {
    const session = [...this.world.sessions, ...this.world.buried].find((each) => each.guid === guid);
    if (!session) {
      throw new Error(`No session ${guid}`);
    }
    return session;
  }

  /** Its terminal, to read or to wait on. Throws when there is none. */
  terminal(guid: string): Terminal {
    const { terminal } = this.session(guid);
    if (!terminal) {
      throw new Error(`Session ${guid} has no program yet`);
    }
    return terminal;
  }

  /** Switches the Mac off: every process of every session, past and present, ends. */
  async shutdown(): Promise<void> {
    this.#goAway();
    await Promise.all([...this.world.programs.terminals].map((terminal) => terminal.end()));
    this.world.programs.terminals.clear();
  }

  async #quitForScript(): Promise<AppleEventReply> {
    await this.#events.gate();
    return (await this.quit()) ? { value: null } : { error: CANCELLED };
  }

  #goAway(): void {
    this.#running = false;
    this.#dynamicProfiles.stop();
    this.#cancelReload?.();
    this.#cancelReload = null;
    this.world.vanish();
    if (this.world.active) {
      this.world.frontmostApp = "Finder";
    }
    this.#events.die();
  }

  /** All changes within the latency of FSEvents are one; none is told of while the main thread or a dialog holds it. */
  #profilesChanged(): void {
    this.#cancelReload ??= this.world.clock.after(isAtLeast(this.switches.version, "3.5") ? 100 : 3_000, () => {
      void Promise.all([this.#events.gate(), this.world.modals.closed()]).then(() => {
        if (this.#cancelReload === null) return;
        this.#cancelReload = null;
        this.#reloadProfiles();
      });
    });
    for (const noticed of this.#noticing.splice(0)) noticed();
  }

  #reloadProfiles(): void {
    try {
      const [problem, ...others] = this.#dynamicProfiles.reload();
      this.world.reloadProfiles();
      if (problem === undefined || !this.switches.dynamicProfilesWarning) return;
      const more = others.length > 0 ? ` (${others.length} more)` : "";
      void this.world.modals.ask({ kind: "dynamic_profiles", text: `Dynamic Profiles Error: ${problem}${more}` });
    } catch (error) {
      this.#defect = error instanceof Error ? error : new Error(String(error));
    }
  }

  async #handle(event: AppleEvent): Promise<AppleEventReply> {
    if (this.#defect) throw this.#defect;
    try {
      return { value: this.#objects.toValue(await this.#carryOut(event)) };
    } catch (error) {
      if (error instanceof ScriptError) {
        return { error: error.number };
      }
      throw error;
    }
  }

  #carryOut(event: AppleEvent): Found | Promise<Found> {
    const objects = this.#objects;
    switch (event.kind) {
      case "get":
        return objects.find(event.target);
      case "count":
        return count(objects.find(event.target));
      case "exists":
        return exists(() => objects.find(event.target));
      case "set": {
        if (event.target.kind !== "property") {
          throw new ScriptError(NO_SUCH_OBJECT);
        }
        setProperty(objects.findOne(event.target.of), event.target.name, event.value);
        return null;
      }
      case "command": {
        const work = perform(this.world, objects.findOne(event.target), event.name, event);
        return BLOCKING.has(event.name) ? this.#events.hold(Promise.resolve(work)) : work;
      }
    }
  }
}

/** How many there are; of lists in lists, all together. */
function count(found: Found): number {
  return Array.isArray(found) ? found.reduce<number>((sum, each) => sum + (each === null ? 0 : count(each)), 0) : 1;
}

function exists(find: () => Found): boolean {
  try {
    return isObject(find());
  } catch (error) {
    if (error instanceof ScriptError && (error.number === NO_SUCH_OBJECT || error.number === BAD_INDEX)) {
      return false;
    }
    throw error;
  }
}
