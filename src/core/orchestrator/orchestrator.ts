import type { Ports } from "../model/ports.ts";
import type { Orchestrator } from "./contract.ts";
import { createEngine } from "./engine.ts";
import { projectVerbs } from "./verbs/project-verbs.ts";
import { quitVerbs } from "./verbs/quit-verbs.ts";
import { sessionVerbs } from "./verbs/session-verbs.ts";
import { appState } from "./tick/stored-state.ts";

export type * from "./contract.ts";

/** Puts the verbs together. */
export function createOrchestrator(ports: Ports): Orchestrator {
  const engine = createEngine(ports);
  return {
    state: async () => appState(await engine.stored()),
    async tick({ may_ask = false, signal } = {}) {
      const { stored, settled, fault } = await engine.tickOnce({ may_ask, signal });
      return { state: appState(stored), settled, fault };
    },
    pauseNotifications: (until) =>
      engine.edit(({ desired }) => ({ desired: { ...desired, notifications_paused_until: until } })),
    ...projectVerbs(engine),
    ...sessionVerbs(engine),
    ...quitVerbs(engine),
  };
}
