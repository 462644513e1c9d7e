import type { ProcessRow } from "../../../src/core/model/observation.ts";
import type { Processes } from "../../../src/core/model/ports.ts";
import type { SignalName } from "../../../src/core/model/message.ts";
import type { MacClock } from "../../mac/iterm2/index.ts";
import type { TerminalSpec } from "../../mac/terminals/index.ts";
import type { Launch } from "./launch.ts";
import { ScriptedPane, type PaneWorld, type Program } from "./scripted-pane.ts";

export interface PanesOptions {
  clock: MacClock;
  programOf: (launch: Launch) => Program;
  /** See `PaneWorld`; default 0. */
  shellStartsIn?: number;
  onStart?: (launch: Launch) => void;
  onSignal?: (launch: Launch, signal: SignalName) => void;
}

/** All scripted panes of one Mac, and what the Mac knows of their processes. */
export class ScriptedPanes implements Processes {
  readonly #drawing = new Set<Promise<void>>();
  readonly #world: PaneWorld;
  #panes: ScriptedPane[] = [];
  #pid = 70_000;

  constructor({ clock, programOf, shellStartsIn = 0, onStart, onSignal }: PanesOptions) {
    this.#world = {
      clock,
      programOf,
      shellStartsIn,
      nextPid: () => (this.#pid += 1),
      freeTty: () => {
        const taken = new Set(this.living.map(({ tty }) => tty));
        for (let n = 0; ; n++) if (!taken.has(`/dev/ttys${n}`)) return `/dev/ttys${n}`;
      },
      onStart: onStart ?? (() => undefined),
      onSignal: onSignal ?? (() => undefined),
      drawing: this.#drawing,
    };
  }

  /** For iTerm2: what stands behind a session. */
  readonly terminals = (spec: TerminalSpec): ScriptedPane => {
    const pane = new ScriptedPane(spec, this.#world);
    this.#panes.push(pane);
    return pane;
  };

  get living(): ScriptedPane[] {
    this.#panes = this.#panes.filter(({ alive }) => alive);
    return this.#panes;
  }

  /** Resolves when everything that was said stands on the screens. */
  async drawn(): Promise<void> {
    while (this.#drawing.size > 0) await Promise.all(this.#drawing);
  }

  async list(): Promise<ProcessRow[]> {
    return this.living.flatMap((pane) => pane.processes());
  }

  bootedAt(): number {
    return 0;
  }

  async listeners(): Promise<[]> {
    return [];
  }

  async folders(): Promise<Record<number, string>> {
    return {};
  }

  /** None of the scripted programs has one. */
  async runStopCommand(): Promise<void> {}

  async signalGroup(pgid: number, signal: SignalName): Promise<void> {
    this.living.some((pane) => pane.signal(pgid, signal));
    await this.drawn();
  }

  async ttyTimes(ttys: string[]): Promise<Record<string, number>> {
    const times = new Map(this.living.map(({ tty, writtenAt }) => [tty, writtenAt]));
    return Object.fromEntries(ttys.flatMap((tty) => (times.has(tty) ? [[tty, times.get(tty)!]] : [])));
  }
}
