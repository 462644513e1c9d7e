import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Event } from "../../../src/core/model/event.ts";
import type { Ports } from "../../../src/core/model/ports.ts";
import type { Orchestrator } from "../../../src/core/orchestrator/orchestrator.ts";
import type { FullProjectStore } from "../../../src/core/store/project-store.ts";
import { ITerm2, ManualClock } from "../../mac/iterm2/index.ts";
import { AppleEvents, createScriptRunner, type ScriptRunner } from "../../mac/osascript/index.ts";
import { createCore, type Core } from "../../setup/core.ts";
import { osascriptInThread } from "../../setup/osascript-in-thread.ts";
import { MemoryStorage } from "../../setup/memory-storage.ts";
import type { Launch } from "../scripted/launch.ts";
import type { Program, ScriptedPane } from "../scripted/scripted-pane.ts";
import { ScriptedPanes } from "../scripted/scripted-panes.ts";

export interface SoakMacOptions {
  /** What a launched session runs. */
  programOf: (launch: Launch) => Program;
  settings?: Record<string, unknown>;
}

/** How much a folder holds. */
export interface FolderSize {
  files: number;
  bytes: number;
}

/**
 * The whole core on an iTerm2 whose programs are scripted, under a clock that stands still until it is moved: real
 * scripts and Apple events, store, lock, history, launch files and journals; no processes.
 */
export class SoakMac {
  readonly clock = new ManualClock(Date.now());
  readonly storage = new MemoryStorage();
  /** How many events of each type were published, and how many notifications shown. */
  readonly published: Partial<Record<Event["type"], number>> = {};
  notified = 0;
  readonly iterm: ITerm2;
  readonly appleEvents: AppleEvents;
  readonly ports: Ports;
  readonly store: FullProjectStore;
  readonly orchestrator: Orchestrator;
  /** Keeps a project and agrees to what it runs. */
  readonly keep: Core["keep"];
  readonly root: string;
  readonly journalFolder: string;
  readonly launchFolder: string;
  readonly #scripts: ScriptRunner;
  readonly #panes: ScriptedPanes;

  private constructor(root: string, options: SoakMacOptions) {
    this.root = root;
    this.journalFolder = join(root, "support", "journals");
    this.launchFolder = join(root, "launches");
    this.#panes = new ScriptedPanes({ clock: this.clock, programOf: options.programOf });
    this.iterm = new ITerm2({
      home: root,
      clock: this.clock,
      scrollback: 200,
      shell: "/bin/bash",
      // What is typed is not waited for: this clock stands still.
      switches: { writeWaitsMs: 0, splitTtyDelayMs: 0 },
      terminals: this.#panes.terminals,
    });
    this.appleEvents = new AppleEvents({ application: this.iterm, logLimit: 50, eventTimeoutMs: 10_000 });
    this.#scripts = createScriptRunner(this.appleEvents);
    const osascript = osascriptInThread(this.#scripts);
    const { ports, store, orchestrator, keep } = createCore({
      osascript,
      home: root,
      supportPath: join(root, "support"),
      launchFolder: this.launchFolder,
      storage: this.storage,
      settings: options.settings,
      clock: { now: () => this.clock.now(), sleep: (ms) => this.pass(ms) },
      onEvent: ({ type }) => void (this.published[type] = (this.published[type] ?? 0) + 1),
      ports: {
        processes: this.#panes,
        probes: { http: async () => ({ ready: true, by: [] }), exec: async () => ({ ready: true, by: [] }) },
        agents: { records: async () => [] },
        watch: { stamp: async () => "", changed: (within_ms) => this.pass(within_ms) },
        notifier: { notify: async () => void (this.notified += 1) },
      },
    });
    this.ports = ports;
    this.store = store;
    this.orchestrator = orchestrator;
    this.keep = keep;
  }

  static async start(options: SoakMacOptions): Promise<SoakMac> {
    return new SoakMac(await mkdtemp(join(tmpdir(), "soak-")), options);
  }

  /** Lets time pass: programs speak and end, iTerm2 does what it had put off. */
  async pass(ms: number): Promise<void> {
    const until = this.clock.now() + ms;
    while (this.clock.now() < until) {
      this.clock.advance(Math.min(5_000, until - this.clock.now()));
      await this.drawn();
    }
  }

  drawn(): Promise<void> {
    return this.#panes.drawn();
  }

  livingPanes(): ScriptedPane[] {
    return this.#panes.living;
  }

  /** GUIDs of all panes on screen, as [window][tab][pane], with the windows' ids. */
  windows(): { id: number; tabs: string[][] }[] {
    return this.iterm.world.windows.map(({ id, tabs }) => ({
      id,
      tabs: tabs.map(({ sessions }) => sessions.map(({ guid }) => guid)),
    }));
  }

  async sizeOf(folder: string): Promise<FolderSize> {
    const names = await readdir(folder, { recursive: true }).catch(() => []);
    const stats = await Promise.all(names.map((name) => stat(join(folder, name)).catch(() => null)));
    const files = stats.filter((each) => each !== null);
    return { files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) };
  }

  /** What lies in the support folder beside the journals. */
  async supportFiles(): Promise<string[]> {
    return (await readdir(join(this.root, "support"))).filter((name) => name !== "journals").sort();
  }

  async shutdown(): Promise<void> {
    await this.iterm.shutdown();
    await this.#scripts.close();
    await rm(this.root, { recursive: true, force: true });
  }
}
