import { createRunProgram } from "../../../src/core/processes/run.ts";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import { createOsascript, type OsaScript } from "../../../src/core/iterm2/osascript.ts";
import type { Step, StepResult, Terminal } from "../../../src/core/model/ports.ts";
import type { SeenSession, SeenTerminal, SeenWindow } from "../../../src/core/model/observation.ts";
import { createITerm2 } from "../../../src/core/iterm2/iterm2.ts";
import { ITerm2, type ITerm2Options } from "../../mac/iterm2/index.ts";
import {
  type AppleEvents,
  type AppleEventsOptions,
  installOsascript,
  serveAppleEvents,
} from "../../mac/osascript/index.ts";

// Real programs on a machine that may be busy: what is awaited has its own, shorter limit.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

export interface TerminalSetupOptions {
  iterm2?: Partial<ITerm2Options>;
  osascript?: Partial<Omit<AppleEventsOptions, "application">>;
  /** Shorter time limit for every script, ms. */
  limit_ms?: number;
}

/** Our two scripts, run by the test Mac's osascript on the test Mac's iTerm2. */
export class TerminalSetup {
  readonly iterm: ITerm2;
  readonly appleEvents: AppleEvents;
  readonly terminal: Terminal;
  readonly #clean: () => Promise<void>;

  private constructor(iterm: ITerm2, appleEvents: AppleEvents, terminal: Terminal, clean: () => Promise<void>) {
    this.iterm = iterm;
    this.appleEvents = appleEvents;
    this.terminal = terminal;
    this.#clean = clean;
  }

  static async installed(options: TerminalSetupOptions = {}): Promise<TerminalSetup> {
    const folder = await mkdtemp(join(tmpdir(), "iterm2-"));
    const iterm = new ITerm2({ home: folder, shell: "/bin/sh", ...options.iterm2 });
    const socketPath = join(folder, "apple-events");
    const server = await serveAppleEvents({ application: iterm, ...options.osascript, socketPath });
    const program = await installOsascript(join(folder, "bin"), { socketPath });
    const real = createOsascript(createRunProgram(), program);
    const osascript: OsaScript = (script, argument, { timeout_ms, signal }) =>
      real(script, argument, { timeout_ms: Math.min(timeout_ms, options.limit_ms ?? timeout_ms), signal });
    const terminal = createITerm2(osascript);
    return new TerminalSetup(iterm, server.appleEvents, terminal, async () => {
      await iterm.shutdown();
      await server.close();
      await rm(folder, { recursive: true, force: true });
    });
  }

  /** iTerm2 running, with one window of one shell. */
  static async launched(options: TerminalSetupOptions = {}): Promise<TerminalSetup> {
    const setup = await TerminalSetup.installed(options);
    await setup.iterm.launch();
    return setup;
  }

  async look(): Promise<Extract<SeenTerminal, { state: "running" }>> {
    const { terminal } = await this.terminal.snapshot({ buffers: [], may_ask: true });
    if (terminal.state !== "running") throw new Error(`iTerm2 is ${terminal.state}`);
    return terminal;
  }

  async windows(): Promise<SeenWindow[]> {
    return (await this.look()).windows;
  }

  do(...steps: Step[]): Promise<StepResult[]> {
    return this.terminal.perform(steps, {});
  }

  /** GUIDs as [window][tab][pane]. */
  get guids(): string[][][] {
    return this.iterm.world.windows.map(({ tabs }) => tabs.map(({ sessions }) => sessions.map(({ guid }) => guid)));
  }

  get windowId(): number {
    return this.iterm.world.windows[0]?.id ?? -1;
  }

  clean(): Promise<void> {
    return this.#clean();
  }
}

export function sessionsOf(windows: SeenWindow[]): SeenSession[] {
  return windows.flatMap(({ tabs }) => tabs.flatMap(({ sessions }) => sessions));
}

/** A tab beside others that shows nothing and stays. */
export function tab(ref: string, beside: string[] = [], more: Partial<Step & { do: "create_tab" }> = {}): Step {
  return { do: "create_tab", ref, beside, otherwise: "current_window", command: "/bin/cat", profile: null, ...more };
}

export function splitOf(target: string, ref: string): Step {
  return { do: "split", ref, target, direction: "vertical", command: "/bin/cat", profile: null };
}

/** The GUID a step made; throws if it failed. */
export function made(result: StepResult | undefined): string {
  if (result?.ok) return result.session_id;
  throw new Error(`not made: ${JSON.stringify(result)}`);
}
