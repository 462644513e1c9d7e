import { randomUUID } from "node:crypto";
import type { TerminalFactory } from "../terminals/terminal.ts";
import type { MacClock } from "./clock.ts";
import { argvOf } from "./launcher.ts";
import type { AppEnvironment } from "./launcher.ts";
import { hasRoom, removePane, splitPane } from "./layout.ts";
import type { Direction, Size } from "./layout.ts";
import { Modals } from "./modals.ts";
import { storePreferences } from "./preferences.ts";
import { Programs } from "./programs.ts";
import { Session } from "./session.ts";
import type { Profile } from "./profile.ts";
import type { Profiles } from "./profiles.ts";
import type { Switches } from "./switches.ts";
import { variableScope } from "./variables.ts";
import { Tab, Window } from "./window.ts";

const APP_NAME = "iTerm2";

export interface WorldOptions {
  switches: Switches;
  clock: MacClock;
  app: AppEnvironment;
  profiles: Profiles;
  terminals: TerminalFactory;
}

/** Everything that iTerm2 has on screen, and what can happen to it. Neither scripts nor the user are asked here. */
export class World {
  /** Front to back. */
  windows: Window[] = [];
  /** The window that iTerm2 holds for the current one; null after it closed. */
  current: Window | null = null;
  /** Name of the app that is in front on this Mac. */
  frontmostApp = "Finder";
  /** Input is broadcast to all sessions of a tab or of a window; null: it is not. */
  broadcast: { to: "tab"; tab: Tab } | { to: "window"; window: Window } | null = null;
  /** In no list, their programs go on. */
  buried: Session[] = [];
  readonly modals = new Modals();
  readonly switches: Switches;
  readonly clock: MacClock;
  readonly app: AppEnvironment;
  readonly profiles: Profiles;
  /** Those that iTerm2 itself has shown. */
  readonly notifications: string[] = [];
  readonly programs: Programs;
  /** Value of a variable as text; null when there is none. */
  readonly variable: (session: Session, name: string) => string | null;
  #counts = { window: 0, windowId: 5000, tab: 0 };

  constructor(options: WorldOptions) {
    this.switches = options.switches;
    this.clock = options.clock;
    this.app = options.app;
    this.profiles = options.profiles;
    const { switches, clock, app, terminals: start } = options;
    this.programs = new Programs({
      switches,
      clock,
      app,
      start,
      close: (session) => this.remove(session),
      logs: {
        modals: this.modals,
        switches,
        home: app.home,
        notify: (text) => this.notifications.push(text),
      },
    });
    this.variable = variableScope({ home: options.app.home, pid: process.pid });
  }

  get active(): boolean {
    return this.frontmostApp === APP_NAME;
  }

  activate(): void {
    this.frontmostApp = APP_NAME;
  }

  /** Profiles have changed: they are stored, and open sessions go by what is in them now. */
  reloadProfiles(): void {
    storePreferences(this.app.home, this.profiles.stored);
    for (const session of [...this.sessions, ...this.buried]) {
      const profile = this.profiles.withGuid(session.profile.guid);
      if (profile) session.takeProfile(profile);
    }
  }

  get tabs(): Tab[] {
    return this.windows.flatMap((window) => window.tabs);
  }

  get sessions(): Session[] {
    return this.windows.flatMap((window) => window.sessions);
  }

  newSession(profile: Profile, command: string | null, guid: string = randomUUID().toUpperCase()): Session {
    const { clock, switches } = this;
    return new Session({ guid, profile, command, clock, switches, scope: this.variable });
  }

  newWindow(size: Size, guid = `pty-${randomUUID().toUpperCase()}`): Window {
    const taken = new Set(this.windows.map((window) => window.number));
    const number = [...taken, -1].map((used) => used + 1).find((free) => !taken.has(free)) ?? 0;
    this.#counts.window += 1;
    const alternateIdentifier = `window-${this.#counts.window}`;
    const window = new Window({ id: this.nextWindowId(), guid, alternateIdentifier, number, size });
    this.windows.unshift(window);
    return window;
  }

  /** Window numbers are the window server's: other apps take some too. */
  nextWindowId(): number {
    this.#counts.windowId += 3;
    return this.#counts.windowId;
  }

  /** A tab for the session at this place; after the current one by default. It is not selected yet. */
  insertTab(window: Window, session: Session, at?: number): Tab {
    const after = this.switches.newTabsAtEnd || !window.current ? window.tabs.length : window.current.index + 1;
    const tab = new Tab(this.#counts.tab++, window, session);
    window.tabs.splice(at ?? after, 0, tab);
    return tab;
  }

  /** Key and first in order among iTerm2's windows. */
  bringForward(window: Window): void {
    this.windows = [window, ...this.windows.filter((other) => other !== window)];
    this.current = window;
  }

  /** False when there is no room; then nothing has changed. */
  insertPane(target: Session, direction: Direction, added: Session): boolean {
    const tab = target.tab;
    if (!tab || !hasRoom(tab.layout, target, direction, tab.window.size)) {
      return false;
    }
    tab.layout = splitPane(tab.layout, target, direction, added);
    tab.maximized = false;
    added.tab = tab;
    added.splitAt = this.clock.now();
    tab.arrange();
    tab.active = added;
    return true;
  }

  /**
   * Starts the session's program under what the screen showed `before` (contents of an earlier one).
   * False: the user cancelled a parameter, and the session is gone again.
   */
  async run(session: Session, before = ""): Promise<boolean> {
    const { tab } = session;
    session.place ||= tab ? `w${tab.window.number}t${tab.number}p${tab.sessions.indexOf(session)}` : "w0t0p0";
    const argv = await argvOf(session, this.app, this.modals);
    if (argv === null) {
      this.remove(session);
      return false;
    }
    session.argv = argv;
    await this.programs.start(session, before);
    return true;
  }

  /** Takes the pane away; its tab and window go with it when it was the last. */
  detach(session: Session): void {
    const { tab } = session;
    session.tab = null;
    if (!tab) {
      return;
    }
    const layout = removePane(tab.layout, session);
    if (!layout) {
      this.#removeTab(tab);
      return;
    }
    tab.layout = layout;
    if (tab.active === session) {
      tab.active = tab.sessions[0] ?? tab.active;
    }
    tab.arrange();
  }

  /** Closes a session for good: its program lives on for the time of undo, unheard. */
  remove(session: Session): void {
    if (!session.tab && !this.buried.includes(session)) {
      return;
    }
    const soon =
      session.ended && !session.execFailed && this.clock.now() - session.createdAt < this.switches.endedSoonMs;
    this.detach(session);
    this.buried = this.buried.filter((other) => other !== session);
    if (soon && this.switches.endedSoonWarning) {
      this.activate();
      void this.modals.ask({
        kind: "ended_soon",
        text: `A session of profile ${session.profile.name} ended very soon`,
      });
    }
    this.programs.release(session);
  }

  /** Closes each session of the list, as one act. */
  removeAll(sessions: Session[]): void {
    for (const session of [...sessions]) {
      this.remove(session);
    }
  }

  /** The app goes away. What still runs is in `terminals`; nothing that was to happen later does. */
  vanish(): void {
    this.programs.vanish();
    for (const session of [...this.sessions, ...this.buried]) {
      session.ended = true;
      session.terminal?.pause(true);
      session.stopLog();
    }
    this.modals.drop();
    this.windows = [];
    this.buried = [];
    this.broadcast = null;
    this.current = null;
    this.#counts = { ...this.#counts, window: 0, tab: 0 };
  }

  #removeTab(tab: Tab): void {
    const { window } = tab;
    const at = tab.index;
    window.tabs.splice(at, 1);
    if (window.current === tab) {
      window.current = window.tabs[Math.min(at, window.tabs.length - 1)] ?? null;
    }
    if (window.tabs.length === 0) {
      this.removeWindow(window);
    }
  }

  removeWindow(window: Window): void {
    this.windows = this.windows.filter((other) => other !== window);
    if (this.current === window) {
      const next = this.windows.find((other) => other.zombieTitle === null) ?? null;
      this.current = this.switches.currentWindowAfterClose === "next" ? next : null;
    }
  }
}
