import { randomUUID } from "node:crypto";
import { mapPanes, panesOf } from "./layout.ts";
import type { Layout, Size } from "./layout.ts";
import type { Session } from "./session.ts";
import type { Profile } from "./profile.ts";
import type { Terminal } from "../terminals/terminal.ts";
import type { Tab } from "./window.ts";
import type { World } from "./world.ts";

interface SavedSession {
  guid: string;
  profile: Profile;
  command: string | null;
  nameFormat: string | null;
  contents: string;
  place: string;
  createdAt: number;
  /** Its program, if that outlives the app. */
  terminal: Terminal | null;
  argv: string[];
  logFilename: string | null;
}

interface SavedWindow {
  guid: string;
  size: Size;
  tabs: { layout: Layout<SavedSession>; active: number; pinned: boolean }[];
  current: number;
}

/** What iTerm2 keeps of its windows for the next launch, front to back. */
export type Arrangement = SavedWindow[];

function saveSession(session: Session): SavedSession {
  const { guid, profile, command, nameFormat, contents, place, createdAt, argv, logFilename } = session;
  const terminal = session.ended ? null : session.terminal;
  return { guid, profile, command, nameFormat, contents, place, createdAt, terminal, argv, logFilename };
}

export function saveArrangement(world: World): Arrangement {
  return world.windows
    .filter((window) => window.zombieTitle === null && window.hotkey === null)
    .map((window) => ({
      guid: window.guid,
      size: window.size,
      tabs: window.tabs.map((tab) => ({
        layout: mapPanes(tab.layout, saveSession),
        active: tab.sessions.indexOf(tab.active),
        pinned: tab.pinned,
      })),
      current: window.current?.index ?? 0,
    }));
}

/** The same, all programs having ended. */
export function withoutPrograms(saved: Arrangement): Arrangement {
  return saved.map((window) => ({
    ...window,
    tabs: window.tabs.map((tab) => ({ ...tab, layout: mapPanes(tab.layout, (pane) => ({ ...pane, terminal: null })) })),
  }));
}

/**
 * The windows come back with the GUIDs of their sessions, under new window numbers. A program that lives on is found
 * again with its tty; otherwise its command, or a login shell, runs anew under what the screen showed.
 */
export async function restoreArrangement(world: World, saved: Arrangement): Promise<void> {
  for (const each of [...saved].reverse()) {
    const window = world.newWindow(each.size, each.guid);
    for (const tab of each.tabs) {
      await restoreTab(world, window, tab);
    }
    // Panes whose programs have ended meanwhile close at once, maybe with their tab or the whole window.
    window.current = window.tabs[each.current] ?? window.tabs.at(-1) ?? null;
    if (window.tabs.length > 0) world.bringForward(window);
  }
}

async function restoreTab(world: World, window: Tab["window"], saved: SavedWindow["tabs"][number]): Promise<void> {
  const again = new Map<Session, SavedSession>();
  const layout = mapPanes(saved.layout, (pane) => {
    const login = world.switches.restoredSessionsRun === "login_shell" && pane.terminal === null;
    // A profile that is gone lives on in the session's own copy.
    const profile = world.profiles.withGuid(pane.profile.guid) ?? { ...pane.profile, guid: randomUUID().toUpperCase() };
    const session = world.newSession(
      login ? { ...profile, command: null } : profile,
      login ? null : pane.command,
      pane.guid,
    );
    session.nameFormat = pane.nameFormat;
    again.set(session, pane);
    return session;
  });
  const sessions = panesOf(layout);
  const [first] = sessions;
  if (!first) {
    return;
  }
  const tab = world.insertTab(window, first, window.tabs.length);
  tab.layout = layout;
  tab.active = sessions[saved.active] ?? first;
  tab.pinned = saved.pinned;
  for (const session of sessions) {
    session.tab = tab;
  }
  for (const [session, pane] of again) {
    if (pane.terminal) {
      session.place = pane.place;
      session.argv = pane.argv;
      await world.programs.reattach(session, pane.terminal, pane.logFilename);
    } else {
      await world.run(session, pane.contents);
    }
  }
}
