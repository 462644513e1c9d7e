import { seenSessions, type Observation, type ProcessRow } from "../../model/observation.ts";
import { inForeground, rowsOnTty } from "../../model/process-rows.ts";
import type { ManagedSession } from "../../model/session.ts";
import { isIn } from "../../model/session-state.ts";
import { isShell, programName } from "../../model/shells.ts";
import type { OpenPane } from "../contract.ts";

export interface Running {
  name: string;
  busy: boolean;
  pid: number;
  command: string;
}

/**
 * What is in the foreground of a terminal, as a person would name it; null if nothing is known. A shell that waits for
 * a program is not what runs: the first program of the foreground group that is no shell is.
 */
export function runningIn(processes: ProcessRow[] | null, tty: string | null): Running | null {
  if (processes === null || tty === null) return null;
  const here = rowsOnTty(processes, tty);
  const foreground = inForeground(here).sort((a, b) => a.pid - b.pid);
  const [first] = foreground;
  if (first === undefined) return null;
  const programs = foreground.filter(({ command }) => !isShell(command));
  // What its parent has left behind, such as the runner's watcher for Ctrl-C in bash, is named only if nothing else runs.
  const started = programs.find(({ ppid }) => here.some(({ pid }) => pid === ppid));
  const program = started ?? programs[0];
  const { pid, command } = program ?? first;
  return { name: programName(command), busy: program !== undefined, pid, command };
}

/** Whether closing stops anything: a shell that runs its script, or asks with `read`, looks idle to ps alone. */
export function isAtWork(running: Running | null, session: ManagedSession | null): boolean {
  if (running?.busy) return true;
  if (session === null) return false;
  return isIn(session, "launching", "stopping") || (isIn(session, "up") && session.attention !== "idle");
}

/** The panes of every tab, by tab id, as the observation found them, in the folders that `foldersOf` tells. */
export async function panesByTab(
  observation: Observation,
  sessions: ManagedSession[],
  tabs: { tab_id: string; session_ids: string[] }[],
  foldersOf: (pids: number[]) => Promise<Record<number, string>>,
): Promise<Record<string, OpenPane[]>> {
  const byGuid = new Map(sessions.map((session) => [session.iterm_session_id, session]));
  const seen = new Map(seenSessions(observation.terminal).map((pane) => [pane.id, pane]));
  const guids = tabs.flatMap(({ session_ids }) => session_ids);
  const here = new Map(guids.map((guid) => [guid, runningIn(observation.processes, seen.get(guid)?.tty ?? null)]));
  const folders = await foldersOf([...here.values()].flatMap((running) => running?.pid ?? []));
  const pane = (guid: string): OpenPane => {
    const running = here.get(guid) ?? null;
    const session = byGuid.get(guid) ?? null;
    return {
      iterm_session_id: guid,
      running: running?.name ?? null,
      busy: isAtWork(running, session),
      command: running?.command ?? null,
      folder: (running && folders[running.pid]) ?? null,
      size: seen.get(guid)?.size ?? null,
      session,
    };
  };
  return Object.fromEntries(tabs.map((tab) => [tab.tab_id, tab.session_ids.map(pane)]));
}
