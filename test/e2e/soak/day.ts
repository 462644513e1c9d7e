import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Fault } from "../../../src/core/model/fault.ts";
import type { Project } from "../../../src/core/model/project.ts";
import { aProject, aTemplate } from "../../core/builders/project.ts";
import type { Launch } from "../scripted/launch.ts";
import { SoakMac, type FolderSize } from "./soak-mac.ts";
import { Person } from "./interference.ts";
import { chance, programs, SHELL } from "./programs.ts";

/** The menu bar's interval, ms. */
const TICK = 10_000;
/** Of a whole day. */
export const DAY = 8_640;

/** What the computer holds at one moment of the day. */
export interface Measure {
  tick: number;
  /** Bytes of JavaScript heap in use after garbage collection. */
  heap: number;
  /** UTF-16 units in the store. */
  storage: number;
  keys: number;
  journals: FolderSize;
  launches: FolderSize;
  /** Files beside the journals. */
  support: number;
  /** Living panes of iTerm2. */
  panes: number;
}

const TEMPLATES = ["log", "server", "asker", "build", "flaky", "tests", "progress", "quiet", "quiet-2", "shell"];

function projectOf(id: string, path: string, templates = TEMPLATES): Project {
  return aProject({
    id,
    path,
    session_templates: templates.map((name, index) =>
      aTemplate({
        id: name,
        command: name === "shell" ? "" : `run ${name}`,
        auto_start: true,
        restart_policy: name === "server" || name === "flaky" ? "always" : "no",
        success_pattern: name === "tests" ? "\\d+ passed" : null,
        error_pattern: name === "tests" ? "\\d+ failed" : null,
        ...(index % 3 === 2 ? { layout: "pane_vertical", parent_template_id: templates[index - 1]! } : {}),
      }),
    ),
  });
}

const collectGarbage = (() => {
  setFlagsFromString("--expose-gc");
  const gc = runInNewContext("gc") as () => void;
  return async () => {
    // What waits for a later turn of the loop is let go of first.
    for (let round = 0; round < 3; round++) {
      await new Promise((resolve) => setImmediate(resolve));
      gc();
    }
  };
})();

/** A day of forty sessions in four projects, `ticks` long, with everything that people and programs do to them. */
export class Day {
  readonly mac: SoakMac;
  readonly person: Person;
  readonly measures: Measure[] = [];
  readonly problems: string[] = [];
  /** Ticks after which something running had two runners, and which. */
  readonly doubles: string[] = [];
  answered = 0;
  reopened = 0;
  historyRuns = 0;
  readonly #projects: string[] = [];
  readonly #random: () => number;

  private constructor(mac: SoakMac, random: () => number) {
    this.mac = mac;
    this.#random = random;
    this.person = new Person(mac, random);
  }

  static async begin(seed = 7): Promise<Day> {
    const random = chance(seed);
    const all = programs(random);
    const programOf = ({ journal }: Launch) => {
      const template = /_2f([a-z]+)(?:-\d)?\.jsonl$/.exec(journal)?.[1] ?? "";
      return all[template] ?? SHELL;
    };
    const mac = await SoakMac.start({ programOf, settings: { history_max_runs: 300 } });
    const day = new Day(mac, random);
    for (const id of ["p1", "p2", "p3", "p4"]) {
      await mac.keep(projectOf(id, mac.root));
      day.#projects.push(id);
      await mac.orchestrator.open(id);
    }
    return day;
  }

  /** Lives `ticks` ticks, measuring at the end of each quarter. Rare things happen as often as in a day, or at least once. */
  async live(ticks: number): Promise<void> {
    const every = (times: number) => Math.max(1, Math.floor(ticks / times));
    for (let tick = 1; tick <= ticks; tick++) {
      await this.mac.pass(TICK);
      const { fault } = await this.mac.orchestrator.tick();
      if (fault !== null) this.problems.push(`tick ${tick}: ${fault.code} ${fault.message}`);
      if (tick % 30 === 0) await this.person.fiddles();
      if (tick % 45 === 0) await this.#answerOne();
      if (tick % 90 === 0) await this.#openAll();
      if (tick % every(8) === Math.floor(every(8) / 2)) await this.person.quitsAndStarts();
      if (tick % every(4) === Math.floor(every(4) / 3)) await this.person.crashes();
      if (tick % every(12) === 0) await this.#closeAndOpenOne();
      if (tick % every(12) === 5) await this.#guestProject(tick);
      if (tick % every(4) === 0) {
        await this.person.tidies();
        await this.#openAll();
        await this.#measure(tick);
      }
      this.#lookForDoubles(tick);
    }
  }

  /** Everything is closed and deleted, and a month goes by. */
  async end(): Promise<void> {
    this.historyRuns = (await this.mac.ports.history.runs({ limit: 100_000 })).length;
    for (const id of this.#projects) await this.mac.orchestrator.close(id);
    for (const id of this.#projects) await this.mac.store.deleteProject(id);
    for (const days of [1, 31]) {
      this.mac.clock.advance(days * 24 * 3_600_000);
      await this.mac.orchestrator.tick();
    }
  }

  async #measure(tick: number): Promise<void> {
    const { mac } = this;
    await collectGarbage();
    this.measures.push({
      tick,
      heap: process.memoryUsage().heapUsed,
      storage: mac.storage.size,
      keys: mac.storage.keys.length,
      journals: await mac.sizeOf(mac.journalFolder),
      launches: await mac.sizeOf(mac.launchFolder),
      support: (await mac.supportFiles()).length,
      panes: mac.livingPanes().length,
    });
  }

  async #answerOne(): Promise<void> {
    const waiting = await this.mac.orchestrator.nextWaiting();
    if (waiting === null || waiting.attention !== "waiting") return;
    try {
      const tail = await this.mac.orchestrator.readOutput(waiting.id, 3);
      if ((await this.mac.orchestrator.answer(waiting.id, { text: "y" }, { tail })) === "sent") this.answered += 1;
    } catch (error) {
      // The person has just closed it.
      if (!(error instanceof Fault) || error.code !== "gone") throw error;
    }
  }

  /** What was closed by hand, crashed or lost comes up again. */
  async #openAll(): Promise<void> {
    await this.mac.orchestrator.resume();
    for (const id of this.#projects) {
      await this.mac.orchestrator.open(id, { front: this.#random() < 0.1 });
      this.reopened += 1;
    }
  }

  async #closeAndOpenOne(): Promise<void> {
    const id = this.#projects[Math.floor(this.#random() * this.#projects.length)]!;
    await this.mac.orchestrator.close(id);
    await this.mac.orchestrator.open(id);
  }

  /** A project that is made, used, closed and deleted again. */
  async #guestProject(tick: number): Promise<void> {
    const id = `guest-${tick}`;
    await this.mac.keep(projectOf(id, this.mac.root, ["log", "quiet", "build"]));
    await this.mac.orchestrator.open(id);
    await this.mac.orchestrator.close(id);
    await this.mac.store.deleteProject(id);
  }

  #lookForDoubles(tick: number): void {
    const seen = new Set<string>();
    for (const pane of this.mac.livingPanes()) {
      for (const { journal } of pane.running()) {
        if (seen.has(journal)) this.doubles.push(`tick ${tick}: ${journal}`);
        seen.add(journal);
      }
    }
  }
}
