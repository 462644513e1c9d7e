import { closeSession, closeTab, closeWindow, openTab, openWindow, receivers, split } from "./actions.ts";
import { setShare } from "./layout.ts";
import type { Direction, Size } from "./layout.ts";
import type { Modal } from "./modals.ts";
import type { Profile } from "./profile.ts";
import type { Session } from "./session.ts";
import type { Tab, Window } from "./window.ts";
import type { World } from "./world.ts";

const KEYS = {
  enter: "\r",
  "ctrl-c": "\x03",
  "ctrl-d": "\x04",
  "ctrl-z": "\x1a",
  "ctrl-\\": "\x1c",
  escape: "\x1b",
  up: "\x1b[A",
  tab: "\t",
} as const;

/**
 * The person at this Mac. Sessions are named by GUID, windows by id, tabs by window and index. Whatever a person could
 * not do (a pane that is not there) throws. Acts that may raise a sheet resolve when that has been answered.
 */
export class User {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** A new window with a login shell, or with a profile's or given command; resolves with the session's GUID. */
  async opensWindow(options: { profile?: string; command?: string } = {}): Promise<string> {
    const session = await openWindow(this.#world, this.#profile(options.profile), options.command ?? null, true);
    return this.#made(session);
  }

  /** ⌘T; in the current window unless said otherwise. Resolves with the session's GUID. */
  async opensTab(options: { window?: number; profile?: string; command?: string } = {}): Promise<string> {
    this.#world.activate();
    const window = options.window === undefined ? this.#world.current : this.#window(options.window);
    const tab = await openTab(this.#world, window, this.#profile(options.profile), options.command ?? null);
    return this.#made(tab?.active ?? null);
  }

  /** Resolves with the GUID of the new pane, which is selected as the user's own splits are. */
  async splits(guid: string, direction: Direction, command?: string): Promise<string> {
    const session = this.#session(guid);
    const pane = await split(this.#world, session, direction, session.profile, command ?? null);
    const added = this.#made(pane === "no room" ? null : pane);
    this.selectsPane(added);
    return added;
  }

  /** Types exactly this; Enter is "\r". Goes wherever input is broadcast to. */
  types(guid: string, text: string): void {
    for (const session of receivers(this.#world, this.#session(guid))) {
      session.terminal?.write(text);
    }
  }

  presses(guid: string, key: keyof typeof KEYS): void {
    this.types(guid, KEYS[key]);
  }

  closesPane(guid: string): Promise<void> {
    return closeSession(this.#world, this.#session(guid));
  }

  closesTab(window: number, index: number): Promise<void> {
    return closeTab(this.#world, this.#tab(window, index));
  }

  closesWindow(window: number): Promise<void> {
    return closeWindow(this.#world, this.#window(window));
  }

  selectsTab(window: number, index: number): void {
    const tab = this.#tab(window, index);
    tab.window.current = tab;
    this.#front(tab.window);
  }

  selectsPane(guid: string): void {
    const tab = this.#placed(guid);
    tab.active = this.#session(guid);
    tab.window.current = tab;
    this.#front(tab.window);
  }

  selectsWindow(window: number): void {
    this.#front(this.#window(window));
  }

  /** Drags a pane out into a tab of its own, of another window. */
  dragsToWindow(guid: string, window: number): void {
    const session = this.#session(guid);
    const target = this.#window(window);
    this.#world.detach(session);
    target.current = this.#world.insertTab(target, session);
    target.current.arrange();
    this.#front(target);
  }

  /** Drags a tab to another place of its bar. */
  movesTab(window: number, from: number, to: number): void {
    const tab = this.#tab(window, from);
    tab.window.tabs.splice(from, 1);
    tab.window.tabs.splice(to, 0, tab);
  }

  /** Drags the divider beside a pane: its part of the two gets this share, between 0 and 1. */
  resizesPane(guid: string, share: number): void {
    const tab = this.#placed(guid);
    tab.layout = setShare(tab.layout, this.#session(guid), share);
    tab.arrange();
  }

  resizesWindow(window: number, size: Size): void {
    const target = this.#window(window);
    target.size = size;
    for (const tab of target.tabs) {
      tab.arrange();
    }
  }

  /** The window gets another number with its new style. Returns it. */
  togglesFullScreen(window: number): number {
    const target = this.#window(window);
    target.id = this.#world.nextWindowId();
    return target.id;
  }

  /** The session vanishes from every list and goes on. */
  buries(guid: string): void {
    const session = this.#session(guid);
    this.#world.detach(session);
    this.#world.buried.push(session);
  }

  /** In a window of its own. */
  unburies(guid: string): void {
    const session = this.#world.buried.find((each) => each.guid === guid);
    if (!session) {
      throw new Error(`No buried session ${guid}`);
    }
    this.#world.buried = this.#world.buried.filter((each) => each !== session);
    const window = this.#world.newWindow({ columns: session.profile.columns, rows: session.profile.rows });
    window.current = this.#world.insertTab(window, session);
    this.#front(window);
  }

  /** Makes the window a hotkey window; a floating one is in no list. */
  makesHotkeyWindow(window: number, floating: boolean): void {
    const target = this.#window(window);
    target.hotkey = { profile: target.currentSession?.profile.name ?? "", floating };
  }

  /** A window that stays on screen without a terminal behind it. Returns its id. */
  leavesZombieWindow(title = "Zombie"): number {
    const window = this.#world.newWindow({ columns: 80, rows: 25 });
    window.zombieTitle = title;
    return window.id;
  }

  /** The sessions of a tab cannot be listed for the time being. */
  leavesTabUnreadable(window: number, index: number, unreadable = true): void {
    this.#tab(window, index).unreadable = unreadable;
  }

  /** ⇧⌘↩: the pane fills its tab, until this is done once more. */
  maximizesPane(guid: string): void {
    const tab = this.#placed(guid);
    tab.active = this.#session(guid);
    tab.maximized = !tab.maximized;
  }

  locksSession(guid: string, locked = true): void {
    this.#session(guid).locked = locked;
  }

  locksLayout(window: number, locked = true): void {
    this.#window(window).layoutLocked = locked;
  }

  pinsTab(window: number, index: number, pinned = true): void {
    this.#tab(window, index).pinned = pinned;
  }

  /** Shell > Broadcast Input. */
  broadcastsInput(to: { window: number } | { window: number; tab: number } | null): void {
    const world = this.#world;
    if (to === null) {
      world.broadcast = null;
    } else if ("tab" in to) {
      world.broadcast = { to: "tab", tab: this.#tab(to.window, to.tab) };
    } else {
      world.broadcast = { to: "window", window: this.#window(to.window) };
    }
  }

  /** Settings > Profiles: open sessions with it change at once. */
  editsProfile(name: string, changes: Partial<Profile>): void {
    this.#world.profiles.edit(name, changes);
    this.#world.reloadProfiles();
  }

  makesProfileDefault(name: string): void {
    this.#world.profiles.makeDefault(name);
    this.#world.reloadProfiles();
  }

  switchesTo(app: string): void {
    this.#world.frontmostApp = app;
  }

  /** Answers the oldest sheet or alert; `value` is what is asked for, if anything. Returns what was asked. */
  saysOk(value = ""): Modal {
    return this.#world.modals.answer({ ok: true, value });
  }

  saysCancel(): Modal {
    return this.#world.modals.answer({ ok: false });
  }

  #front(window: Window): void {
    this.#world.bringForward(window);
    this.#world.activate();
  }

  #profile(name?: string) {
    const { profiles } = this.#world;
    const profile = name === undefined ? profiles.default : profiles.named(name);
    if (!profile) {
      throw new Error(`No profile ${name}`);
    }
    return profile;
  }

  #made(session: Session | null): string {
    if (!session) {
      throw new Error("iTerm2 made no session");
    }
    return session.guid;
  }

  #session(guid: string): Session {
    const session = this.#world.sessions.find((each) => each.guid === guid);
    if (!session) {
      throw new Error(`No session ${guid} on screen`);
    }
    return session;
  }

  #placed(guid: string): Tab {
    const { tab } = this.#session(guid);
    if (!tab) {
      throw new Error(`Session ${guid} is in no tab`);
    }
    return tab;
  }

  #window(id: number): Window {
    const window = this.#world.windows.find((each) => each.id === id);
    if (!window) {
      throw new Error(`No window ${id}`);
    }
    return window;
  }

  #tab(window: number, index: number): Tab {
    const tab = this.#window(window).tabs[index];
    if (!tab) {
      throw new Error(`No tab ${index} in window ${window}`);
    }
    return tab;
  }
}
