import type { ProcessRow } from "../model/observation.ts";
import { withDescendants } from "../model/process-rows.ts";
import type { ManagedSession, ProcessName } from "../model/session.ts";
import { processesOf, type IndexedObservation } from "./indexed-observation.ts";

/**
 * All living processes of a session: those on its terminal, those it had when it was looked at before, and whatever
 * these have started, also in a group of their own or without a terminal. null: nothing is known of processes.
 */
export function membersOf(look: IndexedObservation, session: ManagedSession): ProcessRow[] | null {
  const onTty = processesOf(look, session);
  if (onTty === null) return null;
  const known = session.phase.name === "stopping" ? (session.phase.members ?? []) : [];
  return withDescendants([...onTty, ...known.flatMap((name) => living(look, name))], look.children);
}

/** A number is given again some time: one in another group is another process. */
function living(look: IndexedObservation, { pid, pgid }: ProcessName): ProcessRow[] {
  const row = look.byPid.get(pid);
  return row?.pgid === pgid ? [row] : [];
}

export const namesOf = (rows: ProcessRow[]): ProcessName[] => rows.map(({ pid, pgid }) => ({ pid, pgid }));

export const groupsOf = (rows: ProcessRow[]): number[] => [...new Set(rows.map(({ pgid }) => pgid))];
