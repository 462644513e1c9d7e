import type { Observation, ProcessRow, SeenSession, SeenTab, SeenWindow } from "../model/observation.ts";
import { rowsBy } from "../model/process-rows.ts";
import type { ManagedSession } from "../model/session.ts";
import { ttyName } from "../model/tty.ts";

export interface Pane {
  seen: SeenSession;
  tab: SeenTab;
  window: SeenWindow;
}

/** An observation, indexed once so that no session has to search it. */
export interface IndexedObservation {
  observation: Observation;
  panes: ReadonlyMap<string, Pane>;
  panesByTty: ReadonlyMap<string, Pane>;
  /** Living processes by tty (as `ttyName` writes it); null: nothing is known of processes. */
  rows: ReadonlyMap<string | null, ProcessRow[]> | null;
  /** Living processes by their number, and the children of each. */
  byPid: ReadonlyMap<number, ProcessRow>;
  children: ReadonlyMap<number, ProcessRow[]>;
  /** iTerm2 was seen whole: what is not listed is not there. */
  complete: boolean;
}

export function indexObservation(observation: Observation): IndexedObservation {
  const { terminal, processes } = observation;
  const panes = new Map<string, Pane>();
  const panesByTty = new Map<string, Pane>();
  const windows = terminal.state === "running" ? terminal.windows : [];
  for (const window of windows) {
    for (const tab of window.tabs) {
      for (const seen of tab.sessions) {
        const pane = { seen, tab, window };
        panes.set(seen.id, pane);
        if (seen.tty) panesByTty.set(ttyName(seen.tty), pane);
      }
    }
  }
  const living = (processes ?? []).filter(({ stat }) => !stat.startsWith("Z"));
  const byPid = new Map(living.map((row) => [row.pid, row]));
  const children = rowsBy(living, ({ ppid }) => ppid);
  const rows = processes && rowsBy(living, ({ tty }) => tty);
  const complete = terminal.state === "running" && windows.every(({ readable }) => readable);
  return { observation, panes, panesByTty, rows, byPid, children, complete };
}

export type PaneFinding =
  | { state: "there"; pane: Pane }
  /** `with_iterm`: all of iTerm2 is gone. */
  | { state: "gone"; with_iterm: boolean }
  | { state: "unknown" };

type Located = Pick<ManagedSession, "iterm_session_id" | "tty" | "runner_pid">;

/**
 * The pane of a session: by its GUID, else by its tty if its runner still lives there (restarting a session gives it
 * another GUID). A failed look, or a window that could not be read, proves nothing.
 */
export function paneOf(look: IndexedObservation, session: Located): PaneFinding {
  const { terminal } = look.observation;
  if (terminal.state === "unknown") return { state: "unknown" };
  if (terminal.state === "not_running") return { state: "gone", with_iterm: true };
  const byGuid = session.iterm_session_id === null ? undefined : look.panes.get(session.iterm_session_id);
  if (byGuid) return { state: "there", pane: byGuid };
  const byTty = session.tty === null ? undefined : look.panesByTty.get(ttyName(session.tty));
  if (byTty && runnerLives(look, session) === true) return { state: "there", pane: byTty };
  return look.complete ? { state: "gone", with_iterm: false } : { state: "unknown" };
}

/** Whether the session's runner is a living process on its tty; null: unknown. */
export function runnerLives(
  look: IndexedObservation,
  { tty, runner_pid }: Omit<Located, "iterm_session_id">,
): boolean | null {
  if (look.rows === null || tty === null || runner_pid === null) return null;
  return look.rows.get(ttyName(tty))?.some(({ pid }) => pid === runner_pid) ?? false;
}

/**
 * The living processes of a session; null: unknown. A tty's number is given again once it is free, so its processes
 * are the session's only while its pane has that tty or its runner is among them.
 */
export function processesOf(look: IndexedObservation, session: Located): ProcessRow[] | null {
  if (look.rows === null) return null;
  if (session.tty === null) return [];
  const rows = look.rows.get(ttyName(session.tty)) ?? [];
  const pane = session.iterm_session_id === null ? undefined : look.panes.get(session.iterm_session_id);
  const ours =
    (pane?.seen.tty != null && ttyName(pane.seen.tty) === ttyName(session.tty)) ||
    rows.some(({ pid }) => pid === session.runner_pid);
  return ours ? rows : [];
}
