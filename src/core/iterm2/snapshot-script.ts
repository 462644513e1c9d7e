import type { Column, JxaTabColumns } from "./dictionary.ts";
import type { ScriptHost } from "./jxa-script.ts";
import type { Buffer, BufferRequest } from "../model/ports.ts";
import type { SeenTab, SeenWindow } from "../model/observation.ts";

export interface SnapshotRequest {
  buffers: BufferRequest[];
  /** No further buffer is begun after this, ms. */
  buffer_time_ms: number;
  sizes: boolean;
}

export type SnapshotAnswer = { state: "running"; windows: SeenWindow[]; buffers: Buffer[] } | { state: "not_running" };

/**
 * Runs inside osascript; must stay self-contained (see `jxaScript`).
 *
 * Seven Apple events whatever the number of sessions, one more for each buffer, and two for each window if sizes are
 * wanted. Columns are read one after the other, so a tab that comes or goes in between makes them disagree: they are
 * then read once more, and a window that still does not fit together is given as unreadable.
 */
export function snapshotScript(request: SnapshotRequest, { app, errors }: ScriptHost): SnapshotAnswer {
  interface Columns {
    title: Column<string>;
    id: Column<Column<string>>;
    tty: Column<Column<string>>;
    name: Column<Column<string>>;
    processing: Column<Column<boolean>>;
    prompt: Column<Column<boolean>>;
  }
  const began = Date.now();

  const columnsOf = <Text, Texts, Flags>(tabs: JxaTabColumns<Text, Texts, Flags>) => ({
    title: tabs.title(),
    id: tabs.sessions.id(),
    tty: tabs.sessions.tty(),
    name: tabs.sessions.name(),
    processing: tabs.sessions.isProcessing(),
    prompt: tabs.sessions.isAtShellPrompt(),
  });
  const cut = <T>(column: Column<T> | undefined, index: number): T | null => column?.[index] ?? null;

  /** Every window's columns; null for a window that cannot be read. */
  const readColumns = (ids: (number | null)[]): (Columns | null)[] => {
    const all = errors.orNull(() => columnsOf(app.windows.tabs));
    // One window without tabs can spoil the reading of all: then each by itself.
    if (all === null) {
      return ids.map((id) => (id === null ? null : errors.orNull(() => columnsOf(app.windows.byId(id).tabs))));
    }
    if (Object.values(all).some((column) => column?.length !== ids.length)) return ids.map(() => null);
    return ids.map((_, at) => ({
      title: cut(all.title, at),
      id: cut(all.id, at),
      tty: cut(all.tty, at),
      name: cut(all.name, at),
      processing: cut(all.processing, at),
      prompt: cut(all.prompt, at),
    }));
  };

  /** null: the columns of this window do not fit together. */
  const assemble = ({ title, id, tty, name, processing, prompt }: Columns): SeenTab[] | null => {
    if (id === null) return null;
    if ([title, tty, name, processing, prompt].some((column) => column?.length !== id.length)) return null;
    const tabs: SeenTab[] = [];
    for (let index = 0; index < id.length; index++) {
      const guids = id[index];
      const rows = [tty, name, processing, prompt].map((column) => cut<Column<unknown>>(column, index));
      if (!guids?.length || !guids.every((guid) => guid !== null)) return null;
      if (rows.some((row) => row?.length !== guids.length)) return null;
      const sessions = guids.map((guid, at) => ({
        id: guid,
        tty: cut(cut(tty, index), at) || null,
        name: cut(cut(name, index), at),
        is_processing: cut(cut(processing, index), at) === true,
        is_at_shell_prompt: cut(cut(prompt, index), at) === true,
      }));
      tabs.push({ index, title: cut(title, index) || "", sessions });
    }
    return tabs;
  };

  const readAll = (): { windows: SeenWindow[]; settled: boolean } => {
    const ids = app.windows.id() ?? [];
    if (ids.length === 0) return { windows: [], settled: true };
    const columns = readColumns(ids);
    let settled = true;
    const windows: SeenWindow[] = [];
    ids.forEach((id, at) => {
      if (id === null) return;
      const own = columns[at] ?? null;
      const tabs = own === null ? null : assemble(own);
      // Null in every column is how a window without tabs looks at any time; anything else may be a change under way.
      const withoutTabs = own !== null && own.title === null && own.id === null;
      if (tabs === null && !withoutTabs) settled = false;
      windows.push({ id, tabs: tabs ?? [], readable: tabs !== null });
    });
    return { windows, settled };
  };

  /** A window whose tabs have changed meanwhile stays without sizes. */
  const addSizes = (window: SeenWindow): void => {
    const { sessions } = app.windows.byId(window.id).tabs;
    const columns = sessions.columns();
    const rows = sessions.rows();
    const fits = (column: Column<Column<number>>) =>
      column?.length === window.tabs.length &&
      window.tabs.every((tab, at) => cut(column, at)?.length === tab.sessions.length);
    if (!fits(columns) || !fits(rows)) return;
    window.tabs.forEach((tab, at) =>
      tab.sessions.forEach((session, index) => {
        const wide = cut(cut(columns, at), index);
        const high = cut(cut(rows, at), index);
        if (wide && high) session.size = { columns: wide, rows: high };
      }),
    );
  };

  const readBuffers = (windows: SeenWindow[]): Buffer[] => {
    const locations: Record<string, { window: number; tab: number; processing: boolean }> = {};
    for (const { id: window, tabs } of windows) {
      for (const { index: tab, sessions } of tabs) {
        for (const { id, is_processing } of sessions) locations[id] = { window, tab, processing: is_processing };
      }
    }
    const buffers: Buffer[] = [];
    for (const { id, always, max_chars } of request.buffers) {
      const at = locations[id];
      if (!at || (!always && !at.processing)) continue;
      if (Date.now() - began > request.buffer_time_ms) break;
      // A session resolves only inside its tab: if tabs have moved meanwhile this fails, and never reads another one.
      const { sessions } = app.windows.byId(at.window).tabs.at(at.tab);
      const text = errors.orNull(() => sessions.byId(id).contents() ?? "");
      if (text !== null)
        buffers.push({ id, text: text.slice(Math.max(0, text.length - max_chars)), length: text.length });
    }
    return buffers;
  };

  try {
    if (!app.running()) return { state: "not_running" };
    let seen = readAll();
    if (!seen.settled) seen = readAll();
    if (request.sizes) {
      for (const window of seen.windows) if (window.readable) errors.orNull(() => addSizes(window));
    }
    return { state: "running", windows: seen.windows, buffers: readBuffers(seen.windows) };
  } catch (error) {
    // It was running a moment ago: quitting now is the same as not running.
    if (errors.numberOf(error) === -600) return { state: "not_running" };
    throw error;
  }
}
