import { NOTHING_KNOWN, type RuntimeState } from "../model/runtime.ts";
import type { ManagedSession } from "../model/session.ts";
import { readEntry, writeEntry } from "./entry.ts";
import { idIn, keyOf, KEYS } from "./keys.ts";
import { RUNTIME, SESSIONS } from "./kinds.ts";

/**
 * The run-time state as entries: each project's sessions in one, everything else in another. The other one comes
 * first: if writing ends between the two, an event is decided twice (and has the same id), never forgotten.
 */
export function runtimeEntries(runtime: RuntimeState): Map<string, string> {
  const { sessions, ...rest } = runtime;
  const byProject = new Map<string, Record<string, ManagedSession>>();
  for (const session of Object.values(sessions)) {
    const own = byProject.get(session.project_id) ?? {};
    own[session.id] = session;
    byProject.set(session.project_id, own);
  }
  const entries = new Map([[KEYS.runtime as string, writeEntry(RUNTIME, rest)]]);
  for (const [id, own] of byProject) entries.set(keyOf("runtime", id), writeEntry(SESSIONS, own));
  return entries;
}

/** The state from its entries; what cannot be read of it is left out. */
export function runtimeFrom(entries: Readonly<Record<string, string>>): RuntimeState {
  const rest = readEntry(RUNTIME, entries[KEYS.runtime] ?? "");
  const sessions: RuntimeState["sessions"] = {};
  for (const [key, raw] of Object.entries(entries)) {
    const own = idIn("runtime", key) === null ? null : readEntry(SESSIONS, raw);
    if (own?.ok) Object.assign(sessions, own.value);
  }
  return { ...NOTHING_KNOWN, ...(rest.ok ? rest.value : {}), sessions };
}
