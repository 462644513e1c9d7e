import type { ProcessRow } from "../model/observation.ts";
import { withDescendants } from "../model/process-rows.ts";
import type { ManagedSession, ProcessIdentity } from "../model/session.ts";
import { isIn } from "../model/session-state.ts";
import { processesOf, type IndexedObservation } from "./indexed-observation.ts";

/**
 * All living processes of a session: those on its terminal, those it was seen to have before, and whatever
 * these have started, also in a group of their own or without a terminal (process-compose #49: children
 * that are not stopped with their parent keep running). null: nothing is known of processes.
 */
export function processTreeOf(seen: IndexedObservation, session: ManagedSession): ProcessRow[] | null {
  const onTty = processesOf(seen, session);
  if (onTty === null) return null;
  const known = isIn(session, "stopping") ? (session.phase.processes ?? []) : [];
  return withDescendants([...onTty, ...known.flatMap((process) => living(seen, process))], seen.children);
}

/** Process ids are used again: one that is in another process group is another process. */
function living(seen: IndexedObservation, { pid, pgid }: ProcessIdentity): ProcessRow[] {
  const row = seen.byPid.get(pid);
  return row?.pgid === pgid ? [row] : [];
}

export const identitiesOf = (rows: ProcessRow[]): ProcessIdentity[] => rows.map(({ pid, pgid }) => ({ pid, pgid }));

export const groupsOf = (rows: ProcessRow[]): number[] => [...new Set(rows.map(({ pgid }) => pgid))];
