import { createOsascript } from "../../src/core/iterm2/osascript.ts";
import { createRunProgram } from "../../src/core/processes/run.ts";
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { Fault } from "../../src/core/model/fault.ts";
import { coreOn, type Core } from "../setup/core.ts";
import { asking, type Ask } from "./ask.ts";
import { findingOf, type Finding } from "./finding.ts";
import { dialog, inferred, notRunning, type Inferred } from "./inferred.ts";
import type { Place } from "./place.ts";
import { probes, type Probe } from "./probes.ts";
import { throwAway, upToQuit, wholeLife, type Step } from "./steps.ts";

export interface CheckOptions {
  /** Called with each finding, as it comes. */
  note: (finding: Finding) => void;
  /** Tells the person something in between. */
  say: (line: string) => void;
  /** Ends the check after the step under way; what it made is closed all the same. */
  signal: AbortSignal;
  /** Somebody is there to answer a dialog of iTerm2. */
  dialogs?: boolean;
}

/** A reason that forbids the whole check, in words for its user. */
export class CannotCheck extends Error {}

const NOT_PERMITTED = `This program may not control iTerm2. Allow it in System Settings → Privacy & Security → Automation,
under the name of the terminal that you started it in, then run it once more.`;

/** One run of the check, from the first question to the last window closed. */
class Check {
  readonly #place: Place;
  readonly #options: CheckOptions;
  readonly #osascript;
  /** The sessions that were there before us, by GUID. */
  #before: string[] = [];
  /** A session in the window of our own. */
  #own: string | null = null;

  constructor(place: Place, options: CheckOptions) {
    this.#place = place;
    this.#options = options;
    // An iTerm2 that it starts hands this home on to its sessions.
    const run = createRunProgram({ ...process.env, HOME: place.home });
    this.#osascript = createOsascript(run, join(place.root, "bin", "osascript"));
  }

  async run(): Promise<void> {
    const ask = asking(this.#osascript);
    await this.#comesUp(ask);
    const [bash, zsh] = [["/bin/bash"], ["/bin/zsh", "/bin/sh"]].map((shells) => shells.find(existsSync) ?? "/bin/sh");
    try {
      await this.#live(ask, wholeLife, bash ?? "");
      await this.#live(ask, upToQuit, zsh ?? "");
      await this.#look();
    } finally {
      await this.#tidy(ask);
    }
  }

  /** Sees that iTerm2 runs and may be controlled. Throws `CannotCheck`. */
  async #comesUp(ask: Ask): Promise<void> {
    const { say } = this.#options;
    try {
      if ((await ask("return app.running()")) === true) {
        this.#note("not asked", notRunning.fact, "iTerm2 runs; quit it and run this once more to see");
      } else {
        this.#options.note(await findingOf(notRunning, ask));
        say("iTerm2 did not run: it is started, and left running.");
        await ask(`if (!app.running()) app.launch();
          for (let tries = 0; tries < 100 && !app.running(); tries++) delay(0.2);`);
      }
      this.#before = await this.#sessions(ask);
      this.#note("same", "iTerm2 may be controlled from here");
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      if (error.code === "not_permitted") throw new CannotCheck(NOT_PERMITTED, { cause: error });
      throw new CannotCheck(`${error.message} ${error.advice}`.trim(), { cause: error });
    }
  }

  /** The throw-away project, taken through these steps in one shell. */
  async #live(ask: Ask, steps: Step[], shell: string): Promise<void> {
    const { signal } = this.#options;
    const core = coreOn(this.#place, { settings: { default_shell: shell } });
    const project = `check-mac-${basename(shell)}`;
    await core.keep(throwAway(project, this.#place.root));
    try {
      for (const { promise, holds } of steps) {
        if (signal.aborted) return;
        const held = await holds({ core, project, ask, signal }).catch((error: unknown) => String(error));
        const what = `${promise} (${shell})`;
        if (held === true) this.#note("same", what);
        else this.#note("DIFFERENT", what, held === false ? "it is not so" : held);
      }
    } finally {
      // Also after an error or Ctrl-C, and at no cost if it is closed already.
      await core.orchestrator.close(project).catch((error: unknown) => this.#options.say(String(error)));
    }
  }

  /** Each fact by itself, in one new window with a `cat` in it. */
  async #look(): Promise<void> {
    const { signal, note, say, dialogs } = this.#options;
    if (signal.aborted) return;
    const core = coreOn(this.#place);
    const id = await this.#ownWindow(core);
    if (id === null) return this.#note("DIFFERENT", "a window is made and found again", "it is not listed");
    const ask = asking(this.#osascript, id);
    await this.#measure(ask);
    const all: (Probe | Inferred)[] = [...probes, ...inferred(this.#osascript)];
    if (dialogs) all.push(dialog(say));
    for (const probe of all) if (!signal.aborted) note(await findingOf(probe, ask));
    if (!dialogs) this.#note("not asked", dialog(say).fact, "run it with `-- --dialogs`, and answer iTerm2's dialog");
  }

  async #ownWindow(core: Core): Promise<number | null> {
    const { perform, snapshot } = core.ports.terminal;
    const command = { command: "/bin/cat", profile: null };
    const [made] = await perform(
      [{ do: "create_tab", ref: "own", beside: [], otherwise: "new_window", ...command }],
      {},
    );
    this.#own = made?.ok ? made.session_id : null;
    const { terminal } = await snapshot({ buffers: [], may_ask: true });
    if (terminal.state !== "running") return null;
    const has = terminal.windows.find(({ tabs }) =>
      tabs.some((tab) => tab.sessions.some(({ id }) => id === this.#own)),
    );
    return has?.id ?? null;
  }

  /** What is only of interest: how long things take here. */
  async #measure(ask: Ask): Promise<void> {
    const began = Date.now();
    const events = Number(
      await ask(`const began = Date.now();
      for (let count = 0; count < 50; count++) app.name();
      return Date.now() - began;`),
    );
    const spawning = Date.now() - began - events;
    this.#options.say(`An osascript takes ${spawning} ms here, an Apple event ${events / 50} ms.`);
  }

  /** Closes what is ours, tab by tab, since that never asks; and sees that the rest is as it was. */
  async #tidy(ask: Ask): Promise<void> {
    if (this.#own !== null) {
      await ask(`const [own, before] = ${JSON.stringify([this.#own, this.#before])};
        for (const id of app.windows.id()) {
          const guids = () => app.windows.byId(id).tabs.sessions.id() || [];
          if (!guids().some((tab) => (tab || []).includes(own))) continue;
          for (let at = guids().length - 1; at >= 0; at--)
            if (!(guids()[at] || before).some((guid) => before.includes(guid))) app.windows.byId(id).tabs.at(at).close();
        }`).catch((error: unknown) => this.#options.say(`Our window could not be closed: ${String(error)}`));
    }
    const after = await this.#sessions(ask).catch(() => null);
    const isSame = after !== null && JSON.stringify([...after].sort()) === JSON.stringify([...this.#before].sort());
    const found = isSame ? undefined : "look at iTerm2 yourself, unless you have opened or closed something meanwhile";
    this.#note(isSame ? "same" : "DIFFERENT", "all sessions are as they were before, and none of ours is left", found);
  }

  async #sessions(ask: Ask): Promise<string[]> {
    const guids = await ask(`return app.windows.tabs.sessions.id()`);
    return JSON.stringify(guids).match(/[0-9A-F-]{36}/g) ?? [];
  }

  #note(verdict: Finding["verdict"], what: string, found?: string): void {
    this.#options.note({ verdict, what, ...(found === undefined ? {} : { found }) });
  }
}

/** Takes the Mac through all steps and facts. Rejects with `CannotCheck`; then nothing has been opened. */
export function check(place: Place, options: CheckOptions): Promise<void> {
  return new Check(place, options).run();
}
