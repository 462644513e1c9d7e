import type { SoakMac } from "./soak-mac.ts";

/** What a person does to iTerm2 in the middle of it all. */
export class Person {
  readonly #mac: SoakMac;
  readonly #random: () => number;
  /** Panes that this person opened. */
  readonly own = new Set<string>();
  /** Alerts that came up with iTerm2. */
  dismissed = 0;
  /** How often each thing was done. */
  readonly did: Record<string, number> = {};
  #fiddled = 0;

  constructor(mac: SoakMac, random: () => number) {
    this.#mac = mac;
    this.#random = random;
  }

  #pick<T>(from: readonly T[]): T | undefined {
    return from[Math.floor(this.#random() * from.length)];
  }

  #count(what: string): void {
    this.did[what] = (this.did[what] ?? 0) + 1;
  }

  /** Something small and thoughtless, each in its turn: a tab closed, dragged, opened, a pane split or moved out. */
  async fiddles(): Promise<void> {
    const { iterm } = this.#mac;
    if (!iterm.running) return;
    const windows = this.#mac.windows().filter(({ tabs }) => tabs.length > 0);
    const window = this.#pick(windows);
    if (!window) return this.#opens();
    const index = Math.floor(this.#random() * window.tabs.length);
    const pane = this.#pick(window.tabs[index] ?? []);
    const acts: (() => Promise<void> | void)[] = [
      () => this.#opens(),
      async () => {
        await this.#confirmed(iterm.user.closesTab(window.id, index));
        this.#count("tab closed");
      },
      async () => {
        if (pane === undefined) return;
        await this.#confirmed(iterm.user.closesPane(pane));
        this.#count("pane closed");
      },
      () => {
        iterm.user.movesTab(window.id, index, Math.floor(this.#random() * window.tabs.length));
        this.#count("tab dragged");
      },
      () => {
        const other = this.#pick(windows.filter(({ id }) => id !== window.id));
        if (pane === undefined || other === undefined) return;
        iterm.user.dragsToWindow(pane, other.id);
        this.#count("pane dragged out");
      },
      () => {
        if (pane === undefined) return;
        iterm.user.presses(pane, "ctrl-c");
        this.#count("Ctrl-C");
      },
    ];
    await acts[this.#fiddled++ % acts.length]!();
    await this.#mac.drawn();
  }

  /** ⌘Q, and back to work. */
  async quitsAndStarts(): Promise<void> {
    await this.#mac.iterm.quit();
    await this.#comesBack("quit");
  }

  async crashes(): Promise<void> {
    this.#mac.iterm.crash();
    await this.#comesBack("crash");
  }

  /** Closes what was opened by hand, so that it does not pile up. */
  async tidies(): Promise<void> {
    const there = new Set(this.#mac.windows().flatMap(({ tabs }) => tabs.flat()));
    for (const guid of this.own) {
      if (there.has(guid)) await this.#confirmed(this.#mac.iterm.user.closesPane(guid));
    }
    this.own.clear();
    await this.#mac.drawn();
  }

  /** OK is pressed, should iTerm2 ask. */
  async #confirmed(act: Promise<void>): Promise<void> {
    const { world, user } = this.#mac.iterm;
    if (world.modals.open.some(({ kind }) => kind === "close_sheet")) user.saysOk();
    await act;
  }

  async #opens(): Promise<void> {
    const { user } = this.#mac.iterm;
    this.own.add(this.#random() < 0.2 ? await user.opensWindow() : await user.opensTab());
    this.#count("own tab opened");
  }

  async #comesBack(after: string): Promise<void> {
    this.#count(after);
    await this.#mac.drawn();
    // A look at an iTerm2 that is not there, as the menu bar has it.
    await this.#mac.pass(10_000);
    await this.#mac.orchestrator.tick();
    await this.#mac.iterm.launch();
    await this.#mac.pass(5_000);
    // A program that ended while iTerm2 was away "ended very soon" after it came back: nobody can help that.
    const { world, user } = this.#mac.iterm;
    for (; world.modals.open.length > 0; this.dismissed += 1) user.saysOk();
  }
}
