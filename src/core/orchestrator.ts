import type { Ports } from "./model/ports.ts";
import type { Orchestrator } from "./orchestrator/contract.ts";
import { createEngine } from "./orchestrator/engine.ts";
import { projectVerbs } from "./orchestrator/project-verbs.ts";
import { quitVerbs } from "./orchestrator/quit-verbs.ts";
import { sessionVerbs } from "./orchestrator/session-verbs.ts";
import type { Subscriber } from "./orchestrator/tick.ts";
import { appState } from "./orchestrator/world.ts";

export type * from "./orchestrator/contract.ts";

/** Puts the verbs together. `subscribers` hear every event of the ticks that run here. */
export function createOrchestrator(ports: Ports, subscribers: ReadonlySet<Subscriber> = new Set()): Orchestrator {
  const engine = createEngine(ports, subscribers);
  return {
    state: async () => appState(await engine.world()),
    async tick({ may_ask = false, signal } = {}) {
      const { world, settled, fault } = await engine.tickOnce({ may_ask, signal });
      return { state: appState(world), settled, fault };
    },
    ...projectVerbs(engine),
    ...sessionVerbs(engine),
    ...quitVerbs(engine),
  };
}
