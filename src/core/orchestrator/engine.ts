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
  const hold = <T>(work: () => Promise<T>, signal?: AbortSignal) =>
    ports.lock.hold(work, { wait_ms: LOCK_WAIT, signal });
  const stored = () => readStoredState(ports.store);

  const editRuntime = (change: (runtime: RuntimeState) => RuntimeState) =>
    hold(async () => ports.store.saveRuntime(change(await ports.store.runtime())));

  return {
    ports,
    stored,
    tickOnce: (options) => hold(() => tick(ports, subscribers, options), options.signal),

    editDesired: (edit) =>
      hold(async () => {
        const before = await stored();
        const desired = edit(before.desired, before);
        if (desired !== before.desired) await ports.store.saveDesired(desired);
      }),

    editState: (change) =>
      hold(async () => {
        const { desired, runtime } = change(await stored());
        await ports.store.saveRuntime(runtime);
        await ports.store.saveDesired(desired);
      }),

    actNow: (actionsFor, options = {}) =>
      hold(async () => {
        const done = await tick(ports, subscribers, { may_ask: true, signal: options.signal });
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
