import type { Column, JxaError, JxaGlobals, JxaITerm2, JxaTabs } from "./dictionary.ts";
import type { Buffer, BufferRequest } from "../model/ports.ts";
import type { SeenTab, SeenWindow } from "../model/observation.ts";

export interface SnapshotRequest {
  buffers: BufferRequest[];
  /** No further buffer is begun after this, ms. */
  buffer_time_ms: number;
  sizes: boolean;
}

/**
 * Runs inside osascript; must stay self-contained (see `jxaScript`). Gives JSON of the shape in `snapshot.ts`.
 *
 * Seven Apple events whatever the number of sessions, one more for each buffer, and two for each window if sizes
 * are wanted. Columns are read one after the
 * other, so a tab that comes or goes in between makes them disagree: they are then read once more, and a window that
 * still does not fit together is given as unreadable.
 */
export function snapshotScript(request: SnapshotRequest, jxa: JxaGlobals): string {
  interface Columns {
    title: Column<string>;
    id: Column<Column<string>>;
    tty: Column<Column<string>>;
    name: Column<Column<string>>;
    processing: Column<Column<boolean>>;
    prompt: Column<Column<boolean>>;
  }
  const began = Date.now();
  let app: JxaITerm2;
  try {
    app = jxa.Application("com.googlecode.iterm2");
  } catch {
    return JSON.stringify({ state: "condition", condition: "not_installed" });
  }

  const numberOf = (error: unknown) => (error as JxaError).errorNumber;
  /** These say something about iTerm2 as a whole; any other error only about what was asked for. */
  const isFatal = (error: unknown) =>
    error instanceof TypeError || [-1743, -1744, -1712, -600, -609, -128].includes(numberOf(error) ?? 0);

  const columnsOf = (tabs: JxaTabs): Columns => ({
    title: tabs.title(),
    id: tabs.sessions.id(),
    tty: tabs.sessions.tty(),
    name: tabs.sessions.name(),
    processing: tabs.sessions.isProcessing(),
    prompt: tabs.sessions.isAtShellPrompt(),
  });
  const cut = <T>(column: Column<T>, index: number): T | null => (column === null ? null : (column[index] ?? null));

  /** Every window's columns at once; null for a window that cannot be read. */
  const readColumns = (ids: (number | null)[]): (Columns | null)[] => {
    try {
      const tabs = app.windows.tabs;
      const title = tabs.title();
      const id = tabs.sessions.id();
      const tty = tabs.sessions.tty();
      const name = tabs.sessions.name();
      const processing = tabs.sessions.isProcessing();
      const prompt = tabs.sessions.isAtShellPrompt();
      const sameLength = [title, id, tty, name, processing, prompt].every(
        (column) => column !== null && column.length === ids.length,
      );
      if (!sameLength) return ids.map(() => null);
      return ids.map((_, index) => ({
        title: cut(title, index),
        id: cut(id, index),
        tty: cut(tty, index),
        name: cut(name, index),
        processing: cut(processing, index),
        prompt: cut(prompt, index),
      }));
    } catch (error) {
      if (isFatal(error)) throw error;
      // One window without tabs can spoil the reading of all: then each by itself.
      return ids.map((windowId) => {
        if (windowId === null) return null;
        try {
          return columnsOf(app.windows.byId(windowId).tabs);
        } catch (failure) {
          if (isFatal(failure)) throw failure;
          return null;
        }
      });
    }
  };

  /** null: the columns of this window do not fit together. */
  const assemble = (columns: Columns): SeenTab[] | null => {
    const { title, id, tty, name, processing, prompt } = columns;
    if (!title || !id || !tty || !name || !processing || !prompt) return null;
    const lengths = [title, tty, name, processing, prompt].map((column) => column.length);
    if (lengths.some((length) => length !== id.length)) return null;
    const tabs: SeenTab[] = [];
    for (let index = 0; index < id.length; index++) {
      const guids = id[index];
      const rows = [tty[index], name[index], processing[index], prompt[index]];
      if (!guids || guids.length === 0) return null;
      if (guids.some((guid) => typeof guid !== "string")) return null;
      if (rows.some((row) => !row || row.length !== guids.length)) return null;
      tabs.push({
        index,
        title: title[index] || "",
        sessions: guids.map((guid, at) => ({
          id: guid || "",
          tty: cut(tty[index] || null, at) || null,
          name: cut(name[index] || null, at),
          is_processing: cut(processing[index] || null, at) === true,
          is_at_shell_prompt: cut(prompt[index] || null, at) === true,
        })),
      });
    }
    return tabs;
  };

  const look = (): { windows: SeenWindow[]; settled: boolean } => {
    const ids = app.windows.id();
    if (ids === null || ids.length === 0) return { windows: [], settled: true };
    const columns = readColumns(ids);
    let settled = true;
    const windows: SeenWindow[] = [];
    ids.forEach((windowId, at) => {
      if (windowId === null) return;
      const own = columns[at] || null;
      const tabs = own === null ? null : assemble(own);
      // Null in every column is how a window without tabs looks at any time; anything else may be a change under way.
      const withoutTabs = own !== null && own.title === null && own.id === null;
      if (tabs === null && !withoutTabs) settled = false;
      windows.push({
        id: windowId,
        tabs: tabs || [],
        readable: tabs !== null,
      });
    });
    return { windows, settled };
  };

  /** A window whose tabs have changed meanwhile stays without sizes. */
  const addSizes = (window: SeenWindow): void => {
    try {
      const { sessions } = app.windows.byId(window.id).tabs;
      const columns = sessions.columns();
      const rows = sessions.rows();
      const fits = (column: Column<Column<number>>) =>
        column !== null &&
        column.length === window.tabs.length &&
        window.tabs.every((tab, at) => (column[at] || []).length === tab.sessions.length);
      if (!fits(columns) || !fits(rows)) return;
      window.tabs.forEach((tab, at) =>
        tab.sessions.forEach((session, index) => {
          const wide = cut(cut(columns, at), index);
          const high = cut(cut(rows, at), index);
          if (wide && high) session.size = { columns: wide, rows: high };
        }),
      );
    } catch (error) {
      if (isFatal(error)) throw error;
    }
  };

  try {
    if (!app.running()) return JSON.stringify({ state: "not_running" });
    let seen = look();
    if (!seen.settled) seen = look();
    if (request.sizes) seen.windows.filter(({ readable }) => readable).forEach(addSizes);

    const places: Record<string, { window: number; tab: number; processing: boolean }> = {};
    for (const window of seen.windows) {
      for (const tab of window.tabs) {
        for (const session of tab.sessions) {
          places[session.id] = { window: window.id, tab: tab.index, processing: session.is_processing };
        }
      }
    }
    const buffers: Buffer[] = [];
    for (const wanted of request.buffers) {
      const place = places[wanted.id];
      if (!place || (!wanted.always && !place.processing)) continue;
      if (Date.now() - began > request.buffer_time_ms) break;
      try {
        // A session resolves only inside its tab: if tabs have moved meanwhile this fails, and never reads another one.
        const tab = app.windows.byId(place.window).tabs.at(place.tab);
        const text = tab.sessions.byId(wanted.id).contents() || "";
        const from = Math.max(0, text.length - wanted.max_chars);
        buffers.push({ id: wanted.id, text: text.slice(from), length: text.length });
      } catch (error) {
        if (isFatal(error)) throw error;
      }
    }
    return JSON.stringify({ state: "running", windows: seen.windows, buffers });
  } catch (error) {
    // Without terminology (no permission, or the app is going away) its members are undefined, which is a TypeError.
    if (error instanceof TypeError) return JSON.stringify({ state: "condition", condition: "no_terminology" });
    return JSON.stringify({ state: "error", number: numberOf(error) || -2700, text: String(error) });
  }
}
