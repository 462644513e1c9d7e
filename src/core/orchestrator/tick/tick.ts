import { act } from "./act.ts";
import { decide } from "../../decide/decide.ts";
import { applyResults } from "../../decide/apply-results.ts";
import type { Fault } from "../../model/fault.ts";
import type { Observation } from "../../model/observation.ts";
import type { Ports } from "../../model/ports.ts";
import { observe } from "./observe.ts";
import { isDue, tidy } from "./housekeeping.ts";
import { probeWith } from "./probe.ts";
import { trustedResolve } from "./trusted-resolve.ts";
import { readStoredState, type StoredState } from "./stored-state.ts";

export interface Tick {
  stored: StoredState;
  observation: Observation;
  settled: boolean;
  fault: Fault | null;
}

export interface TickOptions {
  may_ask: boolean;
  /** With the size of each pane. */
  sizes?: boolean;
  signal?: AbortSignal;
  /** The caller's hold of the lock has been given up: what is under way in iTerm2 is ended. */
  given_up?: AbortSignal;
}

/** Events decided so far go to the history, then the outbox is empty. */
async function publish(ports: Ports, stored: StoredState): Promise<StoredState> {
  const { outbox } = stored.runtime;
  if (outbox.length === 0) return stored;
  const names = Object.values(stored.projects).map(({ id, name, path }) => ({ project_id: id, name, path }));
  await ports.history.append(outbox, names);
  const runtime = { ...stored.runtime, outbox: [] };
  await ports.store.saveRuntime(runtime);
  return { ...stored, runtime };
}

/**
 * One turn of observe → decide → act; the caller holds the lock. What was decided is saved before it is done, so that
 * a kill at any point leaves enough for the next tick to go on from and nothing to be done twice.
 */
export async function tick(ports: Ports, options: TickOptions): Promise<Tick> {
  const before = await readStoredState(ports.store);
  const resolve = trustedResolve(ports, before.desired);
  const previous = before.runtime;
  const probe = probeWith(ports, resolve, before.settings.default_shell);
  const observation = await observe({ ports, ...before, previous, probe, ...options });

  const now = ports.clock.now();
  const minute_of_day = minuteOfDay(now);
  const { desired, next, actions, settled } = decide({ ...before, previous, observation, now, minute_of_day });
  if (desired !== before.desired) await ports.store.saveDesired(desired);
  await ports.store.saveRuntime(next);

  let stored: StoredState = { ...before, desired, runtime: next };
  if (actions.length > 0) {
    const results = await act(actions, { ports, ...stored, observation, resolve, signal: options.given_up });
    stored = { ...stored, runtime: applyResults(next, results, ports.clock.now()) };
    await ports.store.saveRuntime(stored.runtime);
  }
  stored = await publish(ports, stored);
  if (isDue(previous.ticked_at, now)) stored = await tidy(ports, stored);
  const fault = observation.terminal.state === "unknown" ? observation.terminal.fault : null;
  return { stored, observation, settled: settled && actions.length === 0, fault };
}

function minuteOfDay(now: number): number {
  const local = new Date(now);
  return local.getHours() * 60 + local.getMinutes();
}
