import { createRunProgram } from "../../../src/core/processes/run.ts";
import { answerOf, type OsaScript } from "../../../src/core/iterm2/osascript.ts";
import { createGit } from "../../../src/core/git/git.ts";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPerform } from "../../../src/core/iterm2/perform.ts";
import { createRunner } from "../../../src/core/runner/runner.ts";
import type { Event } from "../../../src/core/model/event.ts";
import type { Clock, Ports } from "../../../src/core/model/ports.ts";
import type { Project } from "../../../src/core/model/project.ts";
import { fingerprint } from "../../../src/core/model/trust.ts";
import { createSnapshot } from "../../../src/core/iterm2/snapshot.ts";
import { createJournals } from "../../../src/core/runner/journal.ts";
import { createOrchestrator, type Orchestrator } from "../../../src/core/orchestrator/orchestrator.ts";
import { createHistory } from "../../../src/core/store/history.ts";
import { createFileLock } from "../../../src/core/store/lock.ts";
import { createProjectStore, type FullProjectStore } from "../../../src/core/store/project-store.ts";
import { ManualClock } from "../../mac/iterm2/clock.ts";
import { ITerm2 } from "../../mac/iterm2/iterm2.ts";
import { AppleEventDesk } from "../../mac/osascript/desk.ts";
import { createScriptRunner, type ScriptRunner } from "../../mac/osascript/script-runner.ts";
import { realClock } from "../core-on-mac.ts";
import type { Launch } from "../scripted/launch.ts";
import type { Program, ScriptedPane } from "../scripted/scripted-pane.ts";
import { ScriptedPanes } from "../scripted/scripted-panes.ts";
import { CountingStorage } from "./storage.ts";

export interface DeskOptions {
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
export class SoakDesk {
  readonly clock = new ManualClock(Date.now());
  readonly storage = new CountingStorage();
  /** How many events of each type were published, and how many notifications shown. */
  readonly published: Partial<Record<Event["type"], number>> = {};
  notified = 0;
  readonly iterm: ITerm2;
  readonly appleEvents: AppleEventDesk;
  readonly ports: Ports;
  readonly store: FullProjectStore;
  readonly orchestrator: Orchestrator;
  readonly root: string;
  readonly journalFolder: string;
  readonly launchFolder: string;
  readonly #scripts: ScriptRunner;
  readonly #panes: ScriptedPanes;

  private constructor(root: string, options: DeskOptions) {
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
    this.appleEvents = new AppleEventDesk({ application: this.iterm, logLimit: 50, eventTimeoutMs: 10_000 });
    this.#scripts = createScriptRunner(this.appleEvents);
    const osascript = osascriptOf(this.#scripts);
    const clock: Clock = { now: () => this.clock.now(), sleep: (ms) => this.pass(ms) };
    this.store = createProjectStore(this.storage, {
      settings: () => ({ default_shell: "/bin/bash", ...options.settings }),
      clock,
      lock: createFileLock(join(root, "support", "store.lock"), { clock: realClock }),
    });
    this.ports = {
      clock,
      terminal: { snapshot: createSnapshot(osascript), perform: createPerform(osascript) },
      processes: this.#panes,
      runner: createRunner({
        journalFolder: this.journalFolder,
        launchFolder: this.launchFolder,
        runnerScript: "/bin/true",
        clock,
        journals: createJournals(this.journalFolder),
      }),
      git: createGit(createRunProgram()),
      probes: { http: async () => true, exec: async () => true },
      agents: { records: async () => [] },
      watch: { stamp: async () => "", changed: (within_ms) => this.pass(within_ms) },
      notifier: { notify: async () => void (this.notified += 1) },
      store: this.store,
      lock: createFileLock(join(root, "support", "tick.lock"), { clock: realClock }),
      history: createHistory(join(root, "support", "history.sqlite"), { clock, limits: () => this.store.settings() }),
      home: root,
    };
    this.orchestrator = createOrchestrator(
      this.ports,
      new Set([({ type }: Event) => void (this.published[type] = (this.published[type] ?? 0) + 1)]),
    );
  }

  static async start(options: DeskOptions): Promise<SoakDesk> {
    return new SoakDesk(await mkdtemp(join(tmpdir(), "soak-")), options);
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

  /** Keeps a project and agrees to what it runs. */
  async keep(project: Project): Promise<Project> {
    const kept = await this.store.saveProject(project);
    await this.store.trust(kept.id, fingerprint(kept));
    return kept;
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

/** osascript without a process, with the limits and faults of the real one. */
function osascriptOf(scripts: ScriptRunner): OsaScript {
  return async (script, argument, { timeout_ms, signal }) => {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), timeout_ms);
    const end = signal === undefined ? limit.signal : AbortSignal.any([limit.signal, signal]);
    try {
      const { stdout, stderr, status } = await scripts.run(["-l", "JavaScript", "-", argument], script, {
        signal: end,
      });
      const text = { stdout, stderr };
      if (status !== null) return answerOf({ ended: "exited", code: status, ...text });
      return answerOf({ ended: signal?.aborted ? "aborted" : "timed_out", ...text });
    } finally {
      clearTimeout(timer);
    }
  };
}
