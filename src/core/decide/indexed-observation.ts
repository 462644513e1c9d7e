import { seenSessions, type Observation, type ProcessRow, type SeenSession } from "../model/observation.ts";
import type { ManagedSession } from "../model/session.ts";
import { ttyName } from "../model/tty.ts";

/** An observation, indexed once so that no session has to search it. */
export interface IndexedObservation {
  observation: Observation;
  /** By GUID. */
  panes: ReadonlyMap<string, SeenSession>;
  /** By tty, as `ttyName` writes it. */
  panesByTty: ReadonlyMap<string, SeenSession>;
  /** Living processes by tty, as `ttyName` writes it; null: nothing is known of processes. */
  rows: ReadonlyMap<string | null, ProcessRow[]> | null;
  /** Living processes by their number, and the children of each. */
  byPid: ReadonlyMap<number, ProcessRow>;
  children: ReadonlyMap<number, ProcessRow[]>;
  /** iTerm2 was seen whole: what is not listed is not there. */
  complete: boolean;
}

export function indexObservation(observation: Observation): IndexedObservation {
  const { terminal, processes } = observation;
  const seen = seenSessions(terminal);
  const living = (processes ?? []).filter(({ stat }) => !stat.startsWith("Z"));
  return {
    observation,
    panes: new Map(seen.map((pane) => [pane.id, pane])),
    panesByTty: new Map(seen.flatMap((pane) => (pane.tty ? [[ttyName(pane.tty), pane]] : []))),
    rows: processes && Map.groupBy(living, ({ tty }) => tty),
    byPid: new Map(living.map((row) => [row.pid, row])),
    children: Map.groupBy(living, ({ ppid }) => ppid),
    complete: terminal.state === "running" && terminal.windows.every(({ readable }) => readable),
  };
}

export type PaneFinding =
  | { state: "there"; pane: SeenSession }
  /** `with_iterm`: all of iTerm2 is gone. */
  | { state: "gone"; with_iterm: boolean }
  | { state: "unknown" };

type Located = Pick<ManagedSession, "iterm_session_id" | "tty" | "runner_pid">;

/**
 * The pane of a session: by its GUID, else by its tty if its runner still lives there (restarting a session in iTerm2
 * gives it another GUID). If iTerm2 did not answer, or one of its windows could not be read, an absence proves nothing.
 */
export function paneOf(seen: IndexedObservation, session: Located): PaneFinding {
  const { terminal } = seen.observation;
  if (terminal.state === "unknown") return { state: "unknown" };
  if (terminal.state === "not_running") return { state: "gone", with_iterm: true };
  const byGuid = session.iterm_session_id === null ? undefined : seen.panes.get(session.iterm_session_id);
  if (byGuid) return { state: "there", pane: byGuid };
  const byTty = session.tty === null ? undefined : seen.panesByTty.get(ttyName(session.tty));
  if (byTty && runnerLives(seen, session) === true) return { state: "there", pane: byTty };
  return seen.complete ? { state: "gone", with_iterm: false } : { state: "unknown" };
}

/** Whether the session's runner is a living process on its tty; null: unknown. */
export function runnerLives(
  { rows }: IndexedObservation,
  { tty, runner_pid }: Pick<Located, "tty" | "runner_pid">,
): boolean | null {
  if (rows === null || tty === null || runner_pid === null) return null;
  return rows.get(ttyName(tty))?.some(({ pid }) => pid === runner_pid) ?? false;
}

/**
 * The living processes on a session's terminal; null: unknown. A tty's number is given again once it is free, so they
 * are the session's only while its pane has that tty or its runner is among them.
 */
export function processesOf(seen: IndexedObservation, session: Located): ProcessRow[] | null {
  if (seen.rows === null) return null;
  if (session.tty === null) return [];
  const tty = ttyName(session.tty);
  const rows = seen.rows.get(tty) ?? [];
  const shown = seen.panes.get(session.iterm_session_id ?? "")?.tty ?? null;
  const ours = (shown !== null && ttyName(shown) === tty) || rows.some(({ pid }) => pid === session.runner_pid);
  return ours ? rows : [];
}
