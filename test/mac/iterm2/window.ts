import { panesOf, sizesOf } from "./layout.ts";
import type { Layout, Size } from "./layout.ts";
import type { Session } from "./session.ts";

/** A tab has no identity for scripts: only its place in the window, and a per-launch number as a variable. */
export class Tab {
  /** Per launch; variable `tab.id`. */
  readonly number: number;
  readonly window: Window;
  layout: Layout<Session>;
  active: Session;
  pinned = false;
  /** One pane fills the tab, the others are hidden. */
  maximized = false;
  /** Its sessions cannot be listed at this moment: `sessions()` gives null. */
  unreadable = false;

  constructor(number: number, window: Window, session: Session) {
    this.number = number;
    this.window = window;
    this.layout = { kind: "pane", pane: session };
    this.active = session;
    session.tab = this;
  }

  get sessions(): Session[] {
    return panesOf(this.layout);
  }

  /** As scripts get them: while a pane is maximized, the values of a dictionary, in any order (PTYTab, sessions). */
  get listed(): Session[] {
    return this.maximized ? this.sessions.reverse() : this.sessions;
  }

  get index(): number {
    return this.window.tabs.indexOf(this);
  }

  /** Gives every pane its share of the window; their programs are told (SIGWINCH). */
  arrange(): void {
    for (const [session, { columns, rows }] of sizesOf(this.layout, this.window.size)) {
      session.terminal?.resize(columns, rows);
    }
  }
}

export class Window {
  /** The window number: another one after a change of style and after relaunch. */
  id: number;
  /** "window-N", per launch. */
  readonly alternateIdentifier: string;
  /** "pty-UUID", kept over restore; variable `tab.window.id`. */
  readonly guid: string;
  /** The 0-based number of ITERM_SESSION_ID and of ⌥⌘1. */
  readonly number: number;
  readonly tabs: Tab[] = [];
  current: Tab | null = null;
  size: Size;
  layoutLocked = false;
  /** Set on hotkey windows; a floating one is in no list. */
  hotkey: { profile: string; floating: boolean } | null = null;
  /** Visible and titled, but with no terminal behind it: its tabs are null. */
  zombieTitle: string | null = null;

  constructor(options: { id: number; guid: string; alternateIdentifier: string; number: number; size: Size }) {
    this.id = options.id;
    this.guid = options.guid;
    this.alternateIdentifier = options.alternateIdentifier;
    this.number = options.number;
    this.size = options.size;
  }

  get sessions(): Session[] {
    return this.tabs.flatMap((tab) => tab.sessions);
  }

  get currentSession(): Session | null {
    return this.current?.active ?? null;
  }

  get title(): string {
    return this.zombieTitle ?? this.currentSession?.terminal?.windowTitle ?? this.currentSession?.name ?? "";
  }
}
