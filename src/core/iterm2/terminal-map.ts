import type { Column, JxaITerm2, JxaSession, JxaTab } from "./dictionary.ts";
import type { ScriptErrors } from "./jxa-script.ts";

export interface MappedWindow {
  id: number;
  hotkey: boolean;
  /** GUIDs as [tab][pane]; empty if it could not be read. */
  tabs: string[][];
  /** A session in the tab that was selected before we changed it, to go back to. */
  selected_before: string | null;
  /** Index of the selected tab; null: not asked yet. */
  current: number | null;
  /** Made by this script. */
  ours: boolean;
  focused: boolean;
}

export interface PaneLocation {
  window: MappedWindow;
  /** Index of the tab. */
  tab: number;
  guid: string;
}

/** Where every pane is, as last read. */
export interface TerminalMap {
  /** Front to back. */
  windows: MappedWindow[];
  /** Reads everything anew, keeping what is known of windows seen before. */
  refresh(): void;
  /** One window's [tab][pane], read now; empty if it cannot be read. */
  readWindow(id: number): string[][];
  /** A window that has just been made. */
  add(id: number, tabs: string[][]): void;
  remove(window: MappedWindow): void;
  find(guid: string): PaneLocation | null;
  tabAt(at: PaneLocation): JxaTab;
  paneAt(at: PaneLocation): JxaSession;
  /** All panes known now. */
  guids(): string[];
}

/** Runs inside osascript; must stay self-contained (see `jxaScript`). One bulk read for all windows. */
export function terminalMap(app: JxaITerm2, errors: ScriptErrors): TerminalMap {
  const clean = (column: Column<Column<string>> | undefined): string[][] => {
    const tabs = column ?? [];
    return tabs.some((panes) => panes === null) ? [] : tabs.map((panes) => (panes ?? []).map((guid) => guid ?? ""));
  };

  const map: TerminalMap = {
    windows: [],

    refresh() {
      const ids = app.windows.id() ?? [];
      const before = map.windows;
      map.windows = [];
      if (ids.length === 0) return;
      const hotkey = app.windows.isHotkeyWindow() ?? [];
      const column = errors.orNull(() => app.windows.tabs.sessions.id());
      // One window without tabs can spoil the reading of all: then each by itself.
      const all = column !== null && column.length === ids.length ? column : null;
      ids.forEach((id, index) => {
        if (id === null) return;
        const known = before.find((window) => window.id === id);
        const tabs = all === null ? map.readWindow(id) : clean(all[index]);
        const { selected_before = null, ours = false, focused = false } = known ?? {};
        map.windows.push({ id, hotkey: hotkey[index] === true, tabs, selected_before, current: null, ours, focused });
      });
    },

    readWindow: (id) => clean(errors.orNull(() => app.windows.byId(id).tabs.sessions.id())),
    add(id, tabs) {
      map.windows.unshift({ id, hotkey: false, tabs, selected_before: null, current: 0, ours: true, focused: false });
    },
    remove(window) {
      map.windows = map.windows.filter((seen) => seen !== window);
    },

    find(guid) {
      for (const window of map.windows) {
        const tab = window.tabs.findIndex((panes) => panes.includes(guid));
        if (tab >= 0) return { window, tab, guid };
      }
      return null;
    },
    tabAt: ({ window, tab }) => app.windows.byId(window.id).tabs.at(tab),
    paneAt: (at) => map.tabAt(at).sessions.byId(at.guid),
    guids: () => map.windows.flatMap(({ tabs }) => tabs.flat()),
  };
  return map;
}
