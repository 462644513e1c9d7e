import { NOTHING_KNOWN, type RuntimeState } from "../model/runtime.ts";
import { writeEntry, type Entries } from "./entry.ts";
import { keyOf, RUNTIME, SESSIONS, valueIn, valuesIn, type Batch } from "./entry-kinds.ts";

/**
 * The run-time state as entries: each project's sessions in one, everything else in another. The other one comes
 * first: if writing ends between the two, an event is decided twice (and has the same id), never forgotten.
 */
export function changesToRuntime(before: Entries, { sessions, ...rest }: RuntimeState): Batch {
  const wanted: Batch = { [RUNTIME.key]: writeEntry(RUNTIME, rest) };
  for (const [id, own] of Map.groupBy(Object.values(sessions), ({ project_id }) => project_id)) {
    wanted[keyOf(SESSIONS, id)] = writeEntry(SESSIONS, Object.fromEntries(own.map((session) => [session.id, session])));
  }
  for (const id of valuesIn(before, SESSIONS).keys()) wanted[keyOf(SESSIONS, id)] ??= null;
  return wanted;
}

/** The state from its entries; what cannot be read of it is left out. */
export function runtimeFrom(entries: Entries): RuntimeState {
  const sessions = Object.assign({}, ...valuesIn(entries, SESSIONS).values()) as RuntimeState["sessions"];
  return { ...NOTHING_KNOWN, ...valueIn(entries, RUNTIME), sessions };
}
