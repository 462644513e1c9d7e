import { quitRequested } from "../../decide/events.ts";
import { tabsToClose, type QuitDecision } from "../../decide/tabs-to-close.ts";
import { closeProject, stopSession } from "../../decide/desired-state.ts";
import type { DesiredState } from "../../model/desired.ts";
import { seenSessions } from "../../model/observation.ts";
import { isPresent } from "../../model/session-state.ts";
import type { Orchestrator, QuitReport, VerbOptions } from "../contract.ts";
import type { Engine } from "../engine.ts";
import { panesByTab } from "./running-programs.ts";
import { tickUntilSettled } from "./tick-until-settled.ts";
import { outcomeOfStop } from "./report.ts";
import type { StoredState } from "../tick/stored-state.ts";

/** A project of which nothing is left is closed; of another, only these sessions are stopped. */
function stopAll({ desired, runtime, projects }: StoredState, stop: string[], now: number): DesiredState {
  const going = new Set(stop);
  let edited = desired;
  for (const [projectId, sessions] of Map.groupBy(Object.values(runtime.sessions), ({ project_id }) => project_id)) {
    if (!sessions.some(({ id }) => going.has(id))) continue;
    const present = sessions.filter(isPresent);
    const project = projects[projectId];
    if (project !== undefined && present.every(({ id }) => going.has(id))) {
      const config = { ...project.config, close_sessions_on_project_close: true };
      edited = closeProject(edited, { ...project, config }, now);
    } else {
      for (const { id, template_id } of present)
        if (going.has(id)) edited = stopSession(edited, projectId, template_id, now);
    }
  }
  return edited;
}

export function quitVerbs(engine: Engine) {
  const { clock } = engine.ports;

  /** Our sessions go in their stop order, each with its pane. */
  const stopManaged = async (stop: string[], options: VerbOptions) => {
    if (stop.length === 0) return;
    await engine.edit((stored) => ({ desired: stopAll(stored, stop, clock.now()) }));
    await tickUntilSettled({
      ...engine,
      concerned: (sessions) => sessions.filter(({ id }) => stop.includes(id)),
      outcomeOf: outcomeOfStop,
      options,
    });
  };

  /** Panes of others: observed once more, and closed only where the tab still holds what the user saw. */
  const closeExternal = (decision: QuitDecision, options: VerbOptions) =>
    engine.actNow(
      ({ observation }) =>
        seenSessions(observation.terminal)
          .filter(({ id }) => decision.panes.includes(id))
          .map(({ id }) => ({ type: "close_pane", session_id: null, iterm_session_id: id })),
      { signal: options.signal },
    );

  return {
    async quitPlan({ in_full = false } = {}) {
      const { stored, observation, fault } = await engine.tickOnce({ may_ask: true, sizes: in_full });
      if (fault !== null) throw fault;
      const sessions = Object.values(stored.runtime.sessions);
      const foldersOf = async (pids: number[]) => (in_full ? engine.ports.processes.folders(pids) : {});
      const windows = await Promise.all(
        stored.runtime.windows.map(async (window) => ({
          ...window,
          panes: await panesByTab(observation, sessions, window.tabs, foldersOf),
        })),
      );
      return { windows, confirm: stored.settings.confirm_on_quit };
    },

    async quit(action, plan, options = {}): Promise<QuitReport> {
      await engine.edit(({ runtime }) => ({
        runtime: { ...runtime, outbox: [...runtime.outbox, quitRequested(action, clock.now())] },
      }));
      if (action === "cancel" || action === "keep_all") return { action, closed: [], left: [] };

      const { stored, fault } = await engine.tickOnce({ may_ask: true, signal: options.signal });
      if (fault !== null) throw fault;
      const decision = tabsToClose({
        action,
        planned: plan.windows,
        runtime: stored.runtime,
        window_id: options.windowId,
      });
      await stopManaged(decision.stop, options);
      if (decision.panes.length > 0) await closeExternal(decision, options);

      const after = await engine.tickOnce({ may_ask: true, signal: options.signal });
      const there = new Set(after.stored.runtime.windows.flatMap(({ tabs }) => tabs.map(({ tab_id }) => tab_id)));
      const stillThere = decision.close.filter(({ tab }) => there.has(tab.tab_id));
      return {
        action,
        closed: [...decision.close, ...decision.gone]
          .filter(({ tab }) => !there.has(tab.tab_id))
          .map(({ tab }) => ({ title: tab.title })),
        left: [
          ...decision.left.map(({ tab, why }) => ({ title: tab.title, why })),
          ...stillThere.map(({ tab }) => ({ title: tab.title, why: "something in it does not end" })),
        ],
      };
    },
  } satisfies Partial<Orchestrator>;
}
