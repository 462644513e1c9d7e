import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import type * as z from "zod";
import type { Project } from "../../src/core/model/project.ts";
import { sessionIdOf } from "../../src/core/model/runtime.ts";
import type { ManagedSession } from "../../src/core/model/session.ts";
import type { SessionTemplate } from "../../src/core/model/session-template.ts";
import type { Report, TickReport } from "../../src/core/orchestrator/orchestrator.ts";
import { aProject, aTemplate } from "../core/builders/project.ts";
import type { Mac } from "../mac/index.ts";
import { coreOn, type Core, type CoreOptions } from "./core.ts";
import { eventually } from "./eventually.ts";
import { MemoryStorage } from "./memory-storage.ts";
import { layoutOf, paneOf, panesOf, shows, type PlacedPane } from "./panes.ts";
import { startMac, type MacSettings } from "./start-mac.ts";

type Templates = Record<string, string | Partial<z.input<typeof SessionTemplate>>>;

/**
 * A test Mac with the core on it, for one test: switched off at its end, when no process of it may be left and no
 * script may have done what scripts must not.
 */
export async function launchCore(
  options: MacSettings & Pick<CoreOptions, "settings" | "clock"> = {},
): Promise<CoreOnMac> {
  const { settings, clock, ...rest } = options;
  const env = { ITERM_RUNNER_MIN_LIFE: "0", ITERM_RUNNER_HANGUP_GRACE: "1", ...rest.iterm2?.env };
  const switches = { endedSoonWarning: false, ...rest.iterm2?.switches };
  const mac = await startMac({ ...rest, iterm2: { ...rest.iterm2, env, switches } });
  onTestFinished(async () => {
    const { defects } = mac.appleEvents;
    await mac.shutdown();
    expect({ defects, survivors: mac.survivors() }).toEqual({ defects: [], survivors: [] });
  });
  return new CoreOnMac(mac, { settings, clock });
}

/** What a test needs of a Mac and its core, in few words. Sessions are named by template id, of project "p" unless said. */
export class CoreOnMac {
  readonly mac: Mac;
  core: Core;
  readonly #options: Pick<CoreOptions, "settings" | "clock">;
  readonly #storage = new MemoryStorage();

  constructor(mac: Mac, options: Pick<CoreOptions, "settings" | "clock">) {
    this.mac = mac;
    this.#options = options;
    this.core = this.#newCore();
  }

  get iterm2() {
    return this.mac.iterm2;
  }

  /** The folder that holds all of this Mac. */
  get root(): string {
    return this.mac.root;
  }

  get ports() {
    return this.core.ports;
  }

  get verbs() {
    return this.core.orchestrator;
  }

  /** All that ran of Raycast is gone; what it kept is there. */
  restartRaycast(): void {
    this.core = this.#newCore();
  }

  #newCore(): Core {
    return coreOn(this.mac, { storage: this.#storage, ...this.#options });
  }

  /** Keeps a project of these sessions in the user's home, trusted; all of them start when it opens, in this order. */
  async keep(
    templates: Templates,
    config: Partial<z.input<typeof Project>["config"]> = {},
    id = "p",
  ): Promise<Project> {
    return this.core.keep(
      aProject({
        id,
        path: this.mac.home,
        session_templates: Object.entries(templates).map(([template, given]) =>
          aTemplate({ id: template, ...(typeof given === "string" ? { command: given } : given) }),
        ),
        config: { startup_sequence: Object.keys(templates), ...config },
      }),
    );
  }

  id(template: string, project = "p"): string {
    return sessionIdOf(project, template);
  }

  async session(template: string, project = "p"): Promise<ManagedSession> {
    const session = (await this.core.ports.store.runtime()).sessions[this.id(template, project)];
    if (!session) throw new Error(`no session '${template}'`);
    return session;
  }

  /** "up", or how it ended, by template id. */
  async states(project = "p"): Promise<Record<string, string>> {
    const { sessions } = await this.core.ports.store.runtime();
    const mine = Object.values(sessions).filter(({ project_id }) => project_id === project);
    return Object.fromEntries(mine.map((session) => [session.template_id, inAWord(session)]));
  }

  /** A run of the menu bar. */
  tick(): Promise<TickReport> {
    return this.verbs.tick({ may_ask: false });
  }

  /** Ticks until it is so. */
  async ticksUntil<T>(what: string, look: () => T | Promise<T>, patience_ms?: number): Promise<NonNullable<T>> {
    return eventually(
      what,
      async () => {
        await this.tick();
        return look();
      },
      async () => ({
        states: await this.states(),
        screens: this.panes().map(({ title, screen }) => ({ title, screen })),
      }),
      patience_ms,
    );
  }

  /** Ticks until these sessions are so. */
  async ticksTo(expected: Record<string, string>, project = "p"): Promise<void> {
    const isSo = async () => {
      const states = await this.states(project);
      return Object.entries(expected).every(([template, state]) => states[template] === state);
    };
    await this.ticksUntil(JSON.stringify(expected), isSo);
  }

  panes(): PlacedPane[] {
    return panesOf(this.mac);
  }

  pane(title: string): PlacedPane {
    return paneOf(this.mac, title);
  }

  layout(): string[][][] {
    return layoutOf(this.mac);
  }

  async shows(title: string, wanted: RegExp): Promise<void> {
    await shows(this.mac, title, wanted);
  }

  /** A file in the user's home; empty if it is not there. */
  async read(file: string): Promise<string> {
    return readFile(join(this.mac.home, file), "utf8").catch(() => "");
  }

  async write(file: string, text: string): Promise<void> {
    await writeFile(join(this.mac.home, file), text);
  }

  files(folder: string): Promise<string[]> {
    return readdir(join(this.mac.home, folder));
  }

  /** What this Mac still runs, but for the shells that its user opened and the runner's last second of waiting. */
  alive(): string[] {
    return this.mac.survivors().filter((command) => !/^(\S*bash -l|sleep 1)$/.test(command));
  }
}

function inAWord({ phase, exit_code }: ManagedSession): string {
  if (phase.name === "ended") return phase.cause === "exited" ? `exited ${exit_code}` : phase.cause;
  if (phase.name !== "up") return phase.name;
  return phase.restarting ? "restarting" : phase.ready_at === null ? "not ready" : "up";
}

/** Template ids of each part of a report. */
export function told(report: Report): Record<keyof Report, string[]> {
  const ids = (sessions: ManagedSession[]) => sessions.map(({ template_id }) => template_id).sort();
  return {
    succeeded: ids(report.succeeded),
    failed: ids(report.failed.map(({ session }) => session)),
    skipped: ids(report.skipped.map(({ session }) => session)),
    unfinished: ids(report.unfinished),
  };
}
