import { act } from "./tick/act.ts";
import { applyResults } from "../decide/apply-results.ts";
import type { States } from "../decide/desired-state.ts";
import type { Action, ActionResult } from "../model/action.ts";
import { Fault } from "../model/fault.ts";
import type { Ports } from "../model/ports.ts";
import type { Project } from "../model/project.ts";
import type { ManagedSession } from "../model/session.ts";
import { tick, type Tick, type TickOptions } from "./tick/tick.ts";
import { trustedResolve } from "./tick/trusted-resolve.ts";
import { readStoredState, type StoredState } from "./tick/stored-state.ts";

/**
 * How long (ms) a command waits for another one's tick to end. A background run, of which Raycast begins the next after
 * 10 s, leaves it to that one.
 */
const LOCK_WAIT = { foreground: 20_000, background: 3_000 };

/**
 * When the lock is given up (ms). A tick outlasts the time limits inside it: 180 s for the snapshot while macOS asks
 * for consent, the same and 2 s a step for what is done in iTerm2, and a stop command's own time. An edit only reads
 * and writes the store.
 */
const LIMIT = { tick: 15 * 60_000, edit: 30_000 };

/** What the verbs are made of; everything that writes holds the lock. */
export interface Engine {
  ports: Ports;
  stored(): Promise<StoredState>;
  tickOnce(options: TickOptions): Promise<Tick>;
  /** Changes what is desired, what is known, or both as one, between two ticks. */
  edit(change: (stored: StoredState) => Partial<States>): Promise<void>;
  /** Does something at once, outside of what `decide` would do; the results are folded in. */
  actNow(actions: (tick: Tick) => Action[], options?: { signal?: AbortSignal }): Promise<ActionResult[]>;
  project(id: string): Promise<Project>;
  session(id: string): Promise<ManagedSession>;
}

export function createEngine(ports: Ports): Engine {
  const ticking = <T>(
    work: (given_up: AbortSignal) => Promise<T>,
    { may_ask, signal }: Pick<TickOptions, "may_ask" | "signal">,
  ) => {
    const wait_ms = may_ask ? LOCK_WAIT.foreground : LOCK_WAIT.background;
    return ports.lock.hold(work, { wait_ms, limit_ms: LIMIT.tick, signal });
  };
  const stored = () => readStoredState(ports.store);

  return {
    ports,
    stored,
    edit: (change) =>
      ports.lock.hold(
        async () => {
          const before = await stored();
          const { desired = before.desired, runtime = before.runtime } = change(before);
          if (runtime !== before.runtime) await ports.store.saveRuntime(runtime);
          if (desired !== before.desired) await ports.store.saveDesired(desired);
        },
        { wait_ms: LOCK_WAIT.foreground, limit_ms: LIMIT.edit },
      ),

    tickOnce: (options) => ticking((given_up) => tick(ports, { ...options, given_up }), options),

    actNow: (actionsFor, options = {}) =>
      ticking(
        async (given_up) => {
          const done = await tick(ports, { may_ask: true, signal: options.signal, given_up });
          if (done.fault !== null) throw done.fault;
          const actions = actionsFor(done);
          if (actions.length === 0) return [];
          const resolve = trustedResolve(ports, done.stored.desired);
          const results = await act(actions, {
            ports,
            ...done.stored,
            observation: done.observation,
            resolve,
            signal: given_up,
          });
          await ports.store.saveRuntime(applyResults(done.stored.runtime, results, ports.clock.now()));
          return results;
        },
        { may_ask: true, signal: options.signal },
      ),

    async project(id) {
      const project = await ports.store.project(id);
      if (project !== null) return project;
      throw new Fault("not_found", `There is no project '${id}'.`, { advice: "Pick one in List Projects." });
    },

    async session(id) {
      const session = (await ports.store.runtime()).sessions[id];
      if (session !== undefined) return session;
      throw new Fault("not_found", `There is no session '${id}'.`, { advice: "Pick one in Search Sessions." });
    },
  };
}
