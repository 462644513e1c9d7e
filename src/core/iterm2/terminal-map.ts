import type { Column, JxaError, JxaITerm2, JxaSession, JxaTab } from "./dictionary.ts";

export interface MappedWindow {
  id: number;
  hotkey: boolean;
  /** [tab][pane]; null if it could not be read. */
  tabs: string[][] | null;
  /** A session in the tab that was selected before we changed it, to go back to. */
  selected_before: string | null;
  /** Index of the selected tab; null: not asked yet. */
  current: number | null;
  /** Made by this script. */
  ours: boolean;
  focused: boolean;
}

export interface MappedPlace {
  window: MappedWindow;
  /** Index of the tab. */
  tab: number;
}

/** Where every pane is, as last read. */
export interface TerminalMap {
  /** Front to back. */
  windows: MappedWindow[];
  /** Apple event error number of anything thrown. */
  numberOf(error: unknown): number;
  /** It says something about iTerm2 as a whole; any other error only about what was asked for. */
  isFatal(error: unknown): boolean;
  /** An error of ours with an Apple event error number. */
  failure(errorNumber: number): Error;
  /** Reads everything anew, keeping what is known of windows seen before. */
  look(): void;
  /** One window's [tab][pane], read now; null if it cannot be read. */
  readWindow(id: number): string[][] | null;
  /** A window that has just been made. */
  adopt(id: number, tabs: string[][] | null): void;
  forget(window: MappedWindow): void;
  find(guid: string): MappedPlace | null;
  tabAt(window: MappedWindow, index: number): JxaTab;
  paneAt(place: MappedPlace, guid: string): JxaSession;
  /** All panes known now, for `newIn`. */
  guids(): Record<string, true>;
  /** Panes in `tabs` that were not known before. */
  newIn(tabs: string[][] | null, known: Record<string, true>): string[];
}

/** Runs inside osascript; must stay self-contained (see `jxaScript`). One bulk read for all windows. */
export function terminalMap(app: JxaITerm2): TerminalMap {
  const clean = (column: Column<Column<string>> | undefined): string[][] | null => {
    if (!column) return null;
    const tabs: string[][] = [];
    for (const panes of column) {
      if (!panes) return null;
      tabs.push(panes.map((guid) => guid || ""));
    }
    return tabs;
  };

  const map: TerminalMap = {
    windows: [],
    numberOf: (error) => (error as JxaError).errorNumber || -2700,
    isFatal: (error) =>
      error instanceof TypeError || [-1743, -1744, -1712, -600, -609, -128].includes(map.numberOf(error)),
    failure: (errorNumber) => Object.assign(new Error("step"), { errorNumber }),

    look() {
      const ids = app.windows.id() || [];
      const before = map.windows;
      map.windows = [];
      if (ids.length === 0) return;
      const hotkey = app.windows.isHotkeyWindow() || [];
      let tabs: (string[][] | null)[] | null = null;
      try {
        const column = app.windows.tabs.sessions.id();
        if (column !== null && column.length === ids.length) tabs = column.map((own) => clean(own));
      } catch (error) {
        if (map.isFatal(error)) throw error;
      }
      ids.forEach((id, index) => {
        if (id === null) return;
        const known = before.find((window) => window.id === id);
        map.windows.push({
          id,
          hotkey: hotkey[index] === true,
          // One window without tabs can spoil the reading of all: then each by itself.
          tabs: tabs === null ? map.readWindow(id) : tabs[index] || null,
          selected_before: known ? known.selected_before : null,
          current: null,
          ours: known ? known.ours : false,
          focused: known ? known.focused : false,
        });
      });
    },

    readWindow(id) {
      try {
        return clean(app.windows.byId(id).tabs.sessions.id());
      } catch (error) {
        if (map.isFatal(error)) throw error;
        return null;
      }
    },

    adopt(id, tabs) {
      map.windows.unshift({ id, hotkey: false, tabs, selected_before: null, current: 0, ours: true, focused: false });
    },
    forget(window) {
      map.windows = map.windows.filter((seen) => seen !== window);
    },

    find(guid) {
      for (const window of map.windows) {
        const tab = (window.tabs || []).findIndex((panes) => panes.includes(guid));
        if (tab >= 0) return { window, tab };
      }
      return null;
    },
    tabAt: (window, index) => app.windows.byId(window.id).tabs.at(index),
    paneAt: (place, guid) => map.tabAt(place.window, place.tab).sessions.byId(guid),

    guids() {
      const known: Record<string, true> = {};
      for (const window of map.windows) {
        for (const panes of window.tabs || []) for (const guid of panes) known[guid] = true;
      }
      return known;
    },
    newIn(tabs, known) {
      const found: string[] = [];
      for (const panes of tabs || []) for (const guid of panes) if (guid !== "" && !known[guid]) found.push(guid);
      return found;
    },
  };
  return map;
}
