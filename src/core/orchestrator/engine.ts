import { act } from "./tick/act.ts";
import { applyResults } from "../decide/apply-results.ts";
import type { Action, ActionResult } from "../model/action.ts";
import type { DesiredState } from "../model/desired.ts";
import type { Event } from "../model/event.ts";
import { Fault } from "../model/fault.ts";
import type { Ports } from "../model/ports.ts";
import type { Project } from "../model/project.ts";
import type { RuntimeState } from "../model/runtime.ts";
import type { ManagedSession } from "../model/session.ts";
import { tick, type Subscriber, type Tick, type TickOptions } from "./tick/tick.ts";
import { trustedResolve } from "./tick/trusted-resolve.ts";
import { readStoredState, type StoredState } from "./tick/stored-state.ts";

/** How long (ms) a command waits for another one's tick to end. */
const LOCK_WAIT = 20_000;

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
  /** Edits the desired state. */
  editDesired(edit: (desired: DesiredState, stored: StoredState) => DesiredState): Promise<void>;
  /** Changes what is desired and what is known as one, between two ticks. */
  editState(
    change: (stored: Pick<StoredState, "desired" | "runtime">) => Pick<StoredState, "desired" | "runtime">,
  ): Promise<void>;
  /** Does something at once, outside of what `decide` would do; the results are folded in. */
  actNow(actions: (tick: Tick) => Action[], options?: { signal?: AbortSignal }): Promise<ActionResult[]>;
  /** Changes what is known, between two ticks. */
  editRuntime(change: (runtime: RuntimeState) => RuntimeState): Promise<void>;
  /** Publishes an event that no tick decided. */
  publish(event: (now: number) => Event): Promise<void>;
  project(id: string): Promise<Project>;
  session(id: string): Promise<ManagedSession>;
}

export function createEngine(ports: Ports, subscribers: ReadonlySet<Subscriber>): Engine {
  const editing = <T>(work: () => Promise<T>) => ports.lock.hold(work, { wait_ms: LOCK_WAIT, limit_ms: LIMIT.edit });
  const ticking = <T>(work: (given_up: AbortSignal) => Promise<T>, signal: AbortSignal | undefined) =>
    ports.lock.hold(work, { wait_ms: LOCK_WAIT, limit_ms: LIMIT.tick, signal });
  const stored = () => readStoredState(ports.store);

  const editRuntime = (change: (runtime: RuntimeState) => RuntimeState) =>
    editing(async () => ports.store.saveRuntime(change(await ports.store.runtime())));

  return {
    ports,
    stored,
    tickOnce: (options) => ticking((given_up) => tick(ports, subscribers, { ...options, given_up }), options.signal),

    editDesired: (edit) =>
      editing(async () => {
        const before = await stored();
        const desired = edit(before.desired, before);
        if (desired !== before.desired) await ports.store.saveDesired(desired);
      }),

    editState: (change) =>
      editing(async () => {
        const { desired, runtime } = change(await stored());
        await ports.store.saveRuntime(runtime);
        await ports.store.saveDesired(desired);
      }),

    actNow: (actionsFor, options = {}) =>
      ticking(async (given_up) => {
        const done = await tick(ports, subscribers, { may_ask: true, signal: options.signal, given_up });
        if (done.fault !== null) throw done.fault;
        const { projects, desired, settings, runtime } = done.stored;
        const actions = actionsFor(done);
        if (actions.length === 0) return [];
        const resolve = trustedResolve(ports, desired);
        const results = await act(actions, {
          ports,
          projects,
          desired,
          settings,
          observation: done.observation,
          runtime,
          resolve,
          signal: given_up,
        });
        await ports.store.saveRuntime(applyResults(runtime, results, ports.clock.now()));
        return results;
      }, options.signal),

    editRuntime,
    publish: (event) =>
      editRuntime((runtime) => ({ ...runtime, outbox: [...runtime.outbox, event(ports.clock.now())] })),

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
