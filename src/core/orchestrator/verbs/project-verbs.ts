import { planOf } from "../../decide/project-plan.ts";
import {
  forgetProject,
  forgetStopProblems,
  resumable,
  closeProject,
  openProject,
  restartAllSessions,
  restartFailedSessions,
  resumeSessions,
  withdrawOpen,
  withoutProject,
} from "../../decide/desired-state.ts";
import type { DesiredState } from "../../model/desired.ts";
import { Fault } from "../../model/fault.ts";
import type { Project } from "../../model/project.ts";
import type { ManagedSession } from "../../model/session.ts";
import type { SessionTemplate } from "../../model/session-template.ts";
import { isGone } from "../../model/session-state.ts";
import type { OpenOptions, Orchestrator, Report, VerbOptions } from "../contract.ts";
import type { Engine } from "../engine.ts";
import { isAtWork, runningIn } from "./running-programs.ts";
import { BLOCKING, tickUntilSettled } from "./tick-until-settled.ts";
import { outcomeOfStart, outcomeOfStop, type OutcomeOf } from "./report.ts";
import { requireTrust, trustedResolve } from "../tick/trusted-resolve.ts";
import { templateOf, type StoredState } from "../tick/stored-state.ts";

/** The stop command of a session whose command has ended and left something elsewhere; null: it has not. */
function leftElsewhere(session: ManagedSession, template: SessionTemplate | undefined): string | null {
  return session.stop_command_due === true ? (template?.stop_command ?? null) : null;
}

export function projectVerbs(engine: Engine) {
  const { store, clock } = engine.ports;

  /** Everything that an open will run is resolved once before, so that a question or a misspelling starts nothing. */
  const resolveAll = async (project: Project, desired: DesiredState) => {
    const resolve = trustedResolve(engine.ports, desired);
    const wanted = desired.projects[project.id]?.sessions ?? {};
    const questions = new Set<string>();
    for (const template of project.session_templates) {
      if (wanted[template.id]?.want !== "running") continue;
      await resolve.template(project, template).catch((error: unknown) => {
        if (!(error instanceof Fault) || error.code !== "needs_answer") throw error;
        for (const question of error.problems) questions.add(question);
      });
    }
    if (questions.size > 0) {
      throw new Fault("needs_answer", `'${project.name}' asks something before it opens.`, {
        problems: [...questions],
        advice: "Answer, and it opens.",
      });
    }
  };

  const settleProject = (projectId: string, outcomeOf: OutcomeOf, options: VerbOptions): Promise<Report> =>
    tickUntilSettled({
      ...engine,
      concerned: (sessions, desired) => {
        const wanted = desired.projects[projectId]?.sessions ?? {};
        const mine = sessions.filter(({ project_id }) => project_id === projectId);
        return outcomeOf === outcomeOfStop ? mine : mine.filter((s) => wanted[s.template_id]?.want === "running");
      },
      outcomeOf,
      options,
    });

  const restart = async (projectId: string, edit: typeof restartAllSessions, options: VerbOptions) => {
    const project = await engine.project(projectId);
    await requireTrust(store, project);
    await engine.edit((stored) => ({ desired: edit(stored, project, clock.now()) }));
    return settleProject(projectId, outcomeOfStart, options);
  };

  return {
    async open(projectId, options: OpenOptions = {}) {
      const project = await engine.project(projectId);
      await requireTrust(store, project);
      const { front = true, window = project.config.window, answers = {} } = options;
      const opened = (stored: StoredState) => openProject(stored, project, { front, window, answers }, clock.now());

      const before = await engine.stored();
      await resolveAll(project, opened(before));
      await engine.edit((stored) => ({ desired: opened(stored) }));
      try {
        return await settleProject(projectId, outcomeOfStart, options);
      } catch (error) {
        // Nothing could be started: it must not come up by surprise once iTerm2 can be reached.
        if (error instanceof Fault && BLOCKING.has(error.code)) {
          await engine.edit((now) => withdrawOpen(now, before, projectId));
        }
        throw error;
      }
    },

    async deleteProject(projectId) {
      await engine.edit(({ desired, runtime }) => ({
        desired: forgetProject(desired, projectId),
        runtime: withoutProject(runtime, projectId),
      }));
      await store.deleteProject(projectId);
    },

    async closePlan(projectId) {
      const project = await engine.project(projectId);
      const { stored, observation } = await engine.tickOnce({ may_ask: true });
      const { stop } = planOf(project);
      const running = Object.values(stored.runtime.sessions)
        .filter((session) => session.project_id === projectId)
        .sort((a, b) => stop.indexOf(a.template_id) - stop.indexOf(b.template_id))
        .map((session) => ({ session, now: runningIn(observation.processes, session.tty) }))
        .flatMap(({ session, now }) => {
          const what = leftElsewhere(session, templateOf(stored, session));
          if (what !== null) return [{ session, what }];
          return !isGone(session) && isAtWork(now, session) ? [{ session, what: now?.name ?? null }] : [];
        });
      return { confirm: project.config.confirm_before_close, running };
    },

    async close(projectId, options = {}) {
      const project = await engine.project(projectId);
      await engine.edit(({ desired, runtime }) => ({
        desired: closeProject(desired, project, clock.now()),
        runtime: forgetStopProblems(runtime, ({ project_id }) => project_id === projectId),
      }));
      if (!project.config.close_sessions_on_project_close) {
        await engine.tickOnce({ may_ask: true, signal: options.signal });
        return { succeeded: [], failed: [], skipped: [], unfinished: [] };
      }
      return settleProject(projectId, outcomeOfStop, options);
    },

    restartAll: (projectId, options = {}) => restart(projectId, restartAllSessions, options),
    restartFailed: (projectId, options = {}) => restart(projectId, restartFailedSessions, options),

    async resume(options = {}) {
      const before = await engine.stored();
      const sessions = resumable(before);
      const lost = new Set(sessions.map(({ id }) => id));
      for (const projectId of new Set(sessions.map((session) => session.project_id))) {
        const project = before.projects[projectId];
        if (project !== undefined) await requireTrust(store, project);
      }
      await engine.edit((stored) => ({ desired: resumeSessions(stored, stored.projects, clock.now()) }));
      return tickUntilSettled({
        ...engine,
        concerned: (sessions) => sessions.filter(({ id }) => lost.has(id)),
        outcomeOf: outcomeOfStart,
        options,
      });
    },
  } satisfies Partial<Orchestrator>;
}
