import { forgetProject } from "../../decide/desired-state.ts";
import type { Ports } from "../../model/ports.ts";
import { sessionIdOf } from "../../model/runtime.ts";
import type { ManagedSession } from "../../model/session.ts";
import { isGone, isPresent, isWaitingToStart } from "../../model/session-state.ts";
import { templateOf, type StoredState } from "./stored-state.ts";

/** Once in each of these spans (ms) of the clock. */
const EVERY = 3_600_000;

/** Whether the tick at `now` is the first of its span. Times in ms since the epoch; `ticked_at` 0: there was none. */
export function isDue(ticked_at: number, now: number): boolean {
  return Math.floor(now / EVERY) !== Math.floor(ticked_at / EVERY);
}

/** Its template or whole project was deleted, and nothing of it is left that could still be followed. */
function isForgotten(stored: StoredState, session: ManagedSession): boolean {
  return templateOf(stored, session) === undefined && (isWaitingToStart(session) || isGone(session));
}

/**
 * Lets go of what nothing refers to any more: sessions and desired states of deleted projects, their journals and stop requests,
 * launch files of long ago. While any entry of the store is damaged nothing is: it may be a project. What cannot be
 * removed now is tried again the next time.
 */
export async function tidy(
  { store, runner, logs, logProfile, clock }: Pick<Ports, "store" | "runner" | "logs" | "logProfile" | "clock">,
  stored: StoredState,
): Promise<StoredState> {
  if (stored.damaged.length > 0) return stored;
  const all = Object.values(stored.runtime.sessions);
  const kept = all.filter((session) => !isForgotten(stored, session));
  const runtime =
    kept.length === all.length
      ? stored.runtime
      : { ...stored.runtime, sessions: Object.fromEntries(kept.map((session) => [session.id, session])) };

  const followed = new Set(kept.map(({ project_id }) => project_id));
  const gone = Object.keys(stored.desired.projects).filter((id) => !stored.projects[id] && !followed.has(id));
  const desired = gone.reduce(forgetProject, stored.desired);

  if (desired !== stored.desired) await store.saveDesired(desired);
  if (runtime !== stored.runtime) await store.saveRuntime(runtime);

  const possible = Object.values(stored.projects).flatMap(({ id, session_templates }) =>
    session_templates.map((template) => sessionIdOf(id, template.id)),
  );
  await runner.sweep([...kept.map(({ id }) => id), ...possible]).catch(() => undefined);
  const { keep_logs } = stored.settings;
  if (!keep_logs || possible.length === 0) await logProfile.withdraw();
  // iTerm2 would write on into a file that was removed, and nobody could keep that small.
  const logged = kept.filter((session) => keep_logs || isPresent(session));
  const panes = logged.flatMap(({ iterm_session_id }) => iterm_session_id ?? []);
  await logs.sweep(panes, keep_logs ? "old" : "all", clock.now());
  return { ...stored, desired, runtime };
}
