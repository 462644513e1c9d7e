import type { World } from "./world.ts";

/** What a person would see of iTerm2, as plain data. */
export interface Desktop {
  /** Name of the app in front. */
  frontmost: string;
  running: boolean;
  /** Sheets and alerts that wait for the user. */
  asking: string[];
  /** Front to back. */
  windows: {
    id: number;
    title: string;
    hotkey: boolean;
    tabs: {
      title: string;
      /** Of its active session; null: none. */
      color: string | null;
      selected: boolean;
      panes: {
        guid: string;
        title: string;
        badge: string;
        tty: string;
        columns: number;
        rows: number;
        /** Typing would go here, were this window in front and this tab selected. */
        selected: boolean;
        ended: boolean;
        /** Visible rows without trailing blanks; blank ones at the end are left out. */
        screen: string[];
      }[];
    }[];
  }[];
}

function withoutBlankEnd(rows: string[]): string[] {
  return rows.slice(0, rows.findLastIndex((row) => row !== "") + 1);
}

export function desktopOf(world: World, running: boolean): Desktop {
  return {
    frontmost: world.frontmostApp,
    running,
    asking: world.modals.open.map(({ text }) => text),
    windows: world.windows.map((window) => ({
      id: window.id,
      title: window.title,
      hotkey: window.hotkey !== null,
      tabs: window.tabs.map((tab) => ({
        title: tab.active.name,
        color: tab.active.profile.tabColor,
        selected: window.current === tab,
        panes: tab.sessions.map((session) => ({
          guid: session.guid,
          title: session.name,
          badge: session.badge,
          tty: session.tty,
          columns: session.terminal?.columns ?? 0,
          rows: session.terminal?.rows ?? 0,
          selected: tab.active === session,
          ended: session.ended,
          screen: withoutBlankEnd(session.terminal?.visible() ?? []),
        })),
      })),
    })),
  };
}
