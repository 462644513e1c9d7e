import { whyAskForSession, whyAskForTab, whyAskForWindow } from "./close-rules.ts";
import type { Direction } from "./layout.ts";
import type { Session } from "./session.ts";
import type { Profile } from "./profile.ts";
import type { Tab, Window } from "./window.ts";
import type { World } from "./world.ts";

/** What both scripts and the user can have iTerm2 do, with the questions that it asks on the way. */

/** A new key window. `activate`: iTerm2 comes to the front of the Mac with it. Null: the user cancelled. */
export async function openWindow(
  world: World,
  profile: Profile,
  command: string | null,
  activate: boolean,
): Promise<Session | null> {
  const window = world.newWindow({ columns: profile.columns, rows: profile.rows });
  const session = world.newSession(profile, command);
  window.current = world.insertTab(window, session);
  world.bringForward(window);
  if (activate) {
    world.activate();
  }
  return (await world.run(session)) ? session : null;
}

/**
 * A selected tab after the current one of its window, which comes to the front; iTerm2 is not activated. It is in a
 * window of its own if the profile prevents tabs, the layout is locked, or there is no terminal window. Null when the
 * user cancelled. (iTermSessionLauncher, possiblyNewWindowControllerForProfile:toggleFullScreen:.)
 */
export async function openTab(
  world: World,
  window: Window | null,
  profile: Profile,
  command: string | null,
): Promise<Tab | null> {
  if (!window || window.zombieTitle !== null || window.layoutLocked || profile.preventsTabs) {
    const session = await openWindow(world, profile, command, false);
    return session?.tab ?? null;
  }
  const session = world.newSession(profile, command);
  const tab = world.insertTab(window, session);
  window.current = tab;
  world.bringForward(window);
  return (await world.run(session)) ? tab : null;
}

/**
 * Splits a session in two. Its tab and pane are selected for that moment, then the former ones of the window again; the
 * new pane is never left selected (PTYSession+Scripting, splitVertically:withProfile:command:completion:).
 * Null when the layout is locked or the user cancelled; without room, iTerm2 forgets what it was to do: then the former
 * ones are not selected again either, and a script gets no reply (PseudoTerminal,
 * splitVertically:before:profile:targetSession:oldCWD:parentScope:completion:).
 */
export async function split(
  world: World,
  target: Session,
  direction: Direction,
  profile: Profile,
  command: string | null,
): Promise<Session | null | "no room"> {
  const tab = target.tab;
  const window = tab?.window;
  if (!tab || !window || window.layoutLocked) {
    return null;
  }
  const former = { tab: window.current, session: window.currentSession };
  window.current = tab;
  tab.active = target;
  const session = world.newSession(profile, command);
  if (!world.insertPane(target, direction, session)) {
    return "no room";
  }
  const done = await world.run(session);
  tab.active = target;
  if (former.tab && former.session?.tab === former.tab) {
    window.current = former.tab;
    former.tab.active = former.session;
  }
  return done ? session : null;
}

/** Shows a sheet if there is a reason to, with iTerm2 in front; resolves with whether to go on. */
async function confirmed(world: World, reason: string | null, what: string): Promise<boolean> {
  if (reason === null) {
    return true;
  }
  world.activate();
  return (await world.modals.ask({ kind: "close_sheet", text: `Close ${what}? (${reason})` })).ok;
}

/** A locked layout refuses without a word. */
export async function closeSession(world: World, session: Session): Promise<void> {
  if (session.tab?.window.layoutLocked) {
    return;
  }
  if (await confirmed(world, whyAskForSession(session), `session "${session.name}"`)) {
    world.remove(session);
  }
}

/** As the user closes a tab. */
export async function closeTab(world: World, tab: Tab): Promise<void> {
  if (await confirmed(world, whyAskForTab(tab, world.switches), `tab #${tab.index + 1}`)) {
    world.removeAll(tab.sessions);
  }
}

export async function closeWindow(world: World, window: Window): Promise<void> {
  if (await confirmed(world, whyAskForWindow(window, world.switches), "window")) {
    world.removeAll(window.sessions);
    world.removeWindow(window);
  }
}

/** What typing, by a script or the user, goes to: the session, and all that input is broadcast to with it. */
export function receivers(world: World, session: Session): Session[] {
  const { broadcast } = world;
  const inIt =
    broadcast?.to === "tab" ? broadcast.tab.sessions : broadcast?.to === "window" ? broadcast.window.sessions : [];
  return inIt.includes(session) ? inIt : [session];
}
