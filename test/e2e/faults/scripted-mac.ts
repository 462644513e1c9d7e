import type { OsaScript } from "../../../src/core/iterm2/osascript.ts";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createITerm2 } from "../../../src/core/iterm2/iterm2.ts";
import type { Event } from "../../../src/core/model/event.ts";
import type { Lock, Ports } from "../../../src/core/model/ports.ts";
import type { ManagedSession } from "../../../src/core/model/session.ts";
import { createOrchestrator, type Orchestrator } from "../../../src/core/orchestrator/orchestrator.ts";
import { ITerm2, ManualClock, type Profile, type Switches } from "../../mac/iterm2/index.ts";
import type { AppleEvents } from "../../mac/osascript/index.ts";
import { createCore, type Core } from "../../setup/core.ts";
import { alone } from "../../core/store/stores.ts";
import { MemoryStorage } from "../../setup/memory-storage.ts";
import type { Program, ScriptedPane } from "../scripted/scripted-pane.ts";
import { ScriptedPanes } from "../scripted/scripted-panes.ts";
import { giveBack, takeSlot, type ScriptSlot } from "./script-slot.ts";

/** What iTerm2 is given to come up, ms of real time; a scripted one comes up at once or never. */
const LAUNCH_MS = 1_500;

/** Time in which a launch can still be revoked, ms. */
const SHELL_STARTS_IN = 300;

/** What every session runs: until it is stopped. */
const WORKS: Program = { run: (it) => it.says("working\n") };

/** The user answers dialogs soon, ms of real time. */
const USER_LOOKS_EVERY = 20;

export interface ScriptedMacOptions {
  switches?: Partial<Switches>;
  /** The default profile. */
  profile?: Partial<Profile>;
  /** What runs its scripts; default: threads. */
  slot?: ScriptSlot;
}

/**
 * The core on a test Mac without processes: the same iTerm2 and the same osascript engine, in threads; scripted
 * programs; time that moves only when somebody waits. What is kept and what happened outlives any one orchestrator.
 */
export class ScriptedMac {
  readonly clock = new ManualClock();
  /** Every run of a command that has begun, and every signal that reached one, in order; `session` is its title. */
  readonly started: { token: string; session: string }[] = [];
  readonly signals: { session: string; signal: string }[] = [];
  /** Also those that are gone. */
  readonly everyPane: ScriptedPane[] = [];
  readonly #panes = new ScriptedPanes({
    clock: this.clock,
    programOf: () => WORKS,
    shellStartsIn: SHELL_STARTS_IN,
    onStart: ({ token, title }) => void this.started.push({ token, session: title }),
    onSignal: ({ title }, signal) => void this.signals.push({ session: title, signal }),
  });
  readonly iterm: ITerm2;
  readonly appleEvents: AppleEvents;
  readonly ports: Ports;
  readonly notifications: Core["notifications"];
  /** Keeps a project and agrees to what it runs. */
  readonly keep: Core["keep"];
  /** Ids of all events that reached the history, as often as they did. */
  readonly recorded: string[] = [];
  readonly #storage = new MemoryStorage();
  readonly #folder: string;
  readonly #slot: ScriptSlot;
  readonly #ownSlot: boolean;
  #lock: Promise<void> = Promise.resolve();

  private constructor(folder: string, { switches = {}, profile = {}, slot }: ScriptedMacOptions) {
    this.#folder = folder;
    this.#ownSlot = slot === undefined;
    this.#slot = slot ?? takeSlot();
    this.iterm = new ITerm2({
      home: folder,
      shell: "/bin/bash",
      clock: this.clock,
      switches,
      profiles: [profile],
      terminals: (spec) => {
        const pane = this.#panes.terminals(spec);
        this.everyPane.push(pane);
        return pane;
      },
    });
    this.appleEvents = this.#slot.appleEvents;
    this.#slot.connect(this.iterm);
    const { ports, notifications, keep } = this.#core();
    this.ports = ports;
    this.notifications = notifications;
    this.keep = keep;
  }

  static async start(options: ScriptedMacOptions = {}): Promise<ScriptedMac> {
    return new ScriptedMac(await mkdtemp(join(tmpdir(), "scripted-mac-")), options);
  }

  /** A command of the extension, as it comes up new: nothing is remembered but by the store. */
  orchestrator(wrap: (ports: Ports) => Ports = (ports) => ports): Orchestrator {
    return createOrchestrator(wrap(this.ports));
  }

  /** The disk has room for so many more writings to the store. */
  fillsUpAfter(writings: number): void {
    let left = writings;
    this.#storage.refuses = () => left-- <= 0;
  }

  hasRoomAgain(): void {
    this.#storage.refuses = () => false;
  }

  async sessions(): Promise<Record<string, ManagedSession>> {
    const { sessions } = await this.ports.store.runtime();
    return Object.fromEntries(Object.values(sessions).map((session) => [session.template_id, session]));
  }

  /** Panes whose command runs, by template, sorted: one twice would be listed twice. */
  get running(): string[] {
    return this.panes.flatMap((pane) => pane.running().map(({ title }) => title)).sort();
  }

  /** The panes that live, whoever made them. */
  get panes(): ScriptedPane[] {
    return this.#panes.living;
  }

  /** The command of this session is over; its pane has a shell. */
  ends(session: string): void {
    for (const pane of this.panes) {
      const job = pane.running().some(({ title }) => title === session) ? pane.foreground : null;
      if (job !== null) pane.signal(job.pid, "SIGTERM");
    }
  }

  /** Time passes, and what was due happens; the user answers what iTerm2 asks meanwhile. */
  async pass(ms: number): Promise<void> {
    await breathe();
    this.clock.advance(ms);
    await breathe();
    this.#answerDialogs();
    await breathe();
  }

  /** The script that runs now is not answered any more, and its time limit, however long, has passed. */
  hang(): Promise<never> {
    this.#slot.timeOut();
    return new Promise<never>(() => undefined);
  }

  #answerDialogs(): void {
    while (this.iterm.world.modals.open.length > 0) this.iterm.user.saysOk();
  }

  /** Whoever held the lock is dead. */
  freeLock(): void {
    this.#lock = Promise.resolve();
  }

  async shutdown(): Promise<void> {
    await this.iterm.shutdown();
    if (this.#ownSlot) giveBack(this.#slot);
    else this.#slot.connect(null);
    await rm(this.#folder, { recursive: true, force: true });
  }

  #core(): Core {
    const osascript = this.#osascript();
    return createCore({
      osascript,
      home: this.#folder,
      supportPath: this.#folder,
      launchFolder: join(this.#folder, "launches"),
      storage: this.#storage,
      // Whoever is killed while holding a lock would hold a file for ever: it is the same process.
      storeLock: alone,
      clock: { now: () => this.clock.now(), sleep: (ms) => this.pass(ms) },
      ports: {
        terminal: createITerm2(osascript, { launch_ms: LAUNCH_MS }),
        processes: this.#panes,
        probes: { http: async () => ({ ready: true, by: [] }), exec: async () => ({ ready: true, by: [] }) },
        agents: { records: async () => [] },
        watch: { stamp: async () => String(this.clock.now()), changed: (ms) => this.pass(ms) },
        lock: this.#oneAtATime(),
        history: {
          append: async (events: Event[]) => void this.recorded.push(...events.map(({ id }) => id)),
          runs: async () => [],
          events: async () => [],
          clear: async () => undefined,
        },
      },
    });
  }

  #oneAtATime(): Lock {
    return {
      hold: (work) => {
        const mine = this.#lock.then(() => work(new AbortController().signal));
        this.#lock = mine.then(
          () => undefined,
          () => undefined,
        );
        return mine;
      },
    };
  }

  #osascript(): OsaScript {
    return async (...asked) => {
      // A dialog would hold up iTerm2 while no time passes here.
      const user = setInterval(() => this.#answerDialogs(), USER_LOOKS_EVERY);
      return this.#slot.osascript(...asked).finally(() => clearInterval(user));
    };
  }
}

/** Lets everything happen that needs no time. */
export async function breathe(): Promise<void> {
  for (let turns = 0; turns < 3; turns++) {
    // A screen is drawn in a timer's turn.
    await new Promise((resolve) => setTimeout(resolve, 0));
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** So often the world is looked at at most, a second apart. */
const TICKS = 60;

/** Ticks until nothing is under way any more, and what was to follow has followed. */
export async function settled(mac: ScriptedMac): Promise<void> {
  for (let ticks = 0; ticks < TICKS; ticks++) {
    const tick = await mac.orchestrator().tick();
    await mac.pass(1_000);
    if (tick.settled) break;
  }
  await mac.pass(6_000);
}
