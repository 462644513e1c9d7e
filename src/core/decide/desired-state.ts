import type { DesiredProject, DesiredState } from "../model/desired.ts";
import type { Project } from "../model/project.ts";
import type { RuntimeState } from "../model/runtime.ts";
import type { ManagedSession } from "../model/session.ts";
import { isIn, outcomeOf } from "../model/session-state.ts";
import { planOf, type ProjectPlan } from "./project-plan.ts";
import { editProject, editSessions, restarted, started, stopped } from "./desired-sessions.ts";

/*
 * What commands make of the desired state: each function takes it and gives the edited one, and none looks at iTerm2.
 * Times are ms since the epoch.
 */

/** What is desired, and what is known. */
export interface States {
  desired: DesiredState;
  runtime: RuntimeState;
}

export interface OpenRequest {
  front: boolean;
  window: "current" | "new";
  /** Answers to `{ask:Question}`, by question. */
  answers: Record<string, string>;
}

/**
 * Opens a project, or what is missing of an open one: the startup sequence, auto-started ones, and what they need.
 * Of an open project, a session whose command has ended and left its pane stays as it is: its result is there to see.
 */
export function openProject(known: States, project: Project, request: OpenRequest, now: number): DesiredState {
  const { desired, runtime } = known;
  const plan = planOf(project);
  const before = desired.projects[project.id];
  const isOpen = before?.want === "open";
  const opened: DesiredProject = {
    ...request,
    want: "open",
    changed_at: isOpen ? before.changed_at : now,
    answers: { ...before?.answers, ...request.answers },
    sessions: before?.sessions ?? {},
  };
  // A pane that iTerm2 restored shows no result of a session that was lost with it.
  const stays = (session: ManagedSession) =>
    opened.sessions[session.template_id]?.want === "running" &&
    (!isIn(session, "ended") || (session.phase.pane_open && session.phase.cause !== "lost"));
  const kept = isOpen ? sessionsOf(runtime, project.id).filter(stays) : [];
  const missing = plan.start.filter((id) => plan.opens.has(id) && !kept.some(({ template_id }) => template_id === id));
  const edited = { ...withDesired(desired, project.id, opened), active_project_id: project.id };
  return editSessions(edited, project.id, started(plan, runtime.sessions, missing));
}

function sessionsOf(runtime: RuntimeState, projectId: string): ManagedSession[] {
  return Object.values(runtime.sessions).filter(({ project_id }) => project_id === projectId);
}

function withDesired(desired: DesiredState, projectId: string, project: DesiredProject): DesiredState {
  return { ...desired, projects: { ...desired.projects, [projectId]: project } };
}

/** Closes a project; with `close_sessions_on_project_close: false` its sessions live on. */
export function closeProject(desired: DesiredState, project: Project, now: number): DesiredState {
  const active_project_id = desired.active_project_id === project.id ? null : desired.active_project_id;
  const closed = editProject(desired, project.id, (before) => {
    if (!project.config.close_sessions_on_project_close) return { ...before, want: "left", changed_at: now };
    const sessions = stopped(Object.keys(before.sessions))(before.sessions);
    return { ...before, want: "closed", changed_at: now, front: false, sessions };
  });
  return { ...closed, active_project_id };
}

/** A project of which only single sessions are desired. */
function partly(want: "open" | "left", now: number, before?: DesiredProject): DesiredProject {
  return {
    want,
    changed_at: now,
    front: false,
    window: "current",
    answers: before?.answers ?? {},
    sessions: before?.sessions ?? {},
  };
}

/** A session of a project may be desired although the project was never opened: then it counts as open. */
function withProject(desired: DesiredState, { id, config }: Project, now: number): DesiredState {
  const before = desired.projects[id];
  if (before?.want === "open") return desired;
  const opened = { ...partly("open", now, before), window: config.window };
  return { ...withDesired(desired, id, opened), active_project_id: desired.active_project_id ?? id };
}

/** Starts one session and what it needs (parents of panes, dependencies), unless they run already. */
export function startSession({ desired, runtime }: States, project: Project, id: string, now: number): DesiredState {
  const edit = started(planOf(project), runtime.sessions, [id]);
  return editSessions(withProject(desired, project, now), project.id, edit);
}

/** Stops one session; its pane goes too. Also one of a project that nothing is desired of any more. */
export function stopSession(desired: DesiredState, projectId: string, templateId: string, now: number): DesiredState {
  const known = desired.projects[projectId] ? desired : withDesired(desired, projectId, partly("left", now));
  return editSessions(known, projectId, stopped([templateId]));
}

/** Stops and starts these sessions; those that do not run are started. Their conditions are checked again. */
export function restartSessions(known: States, project: Project, templateIds: string[], now: number): DesiredState {
  const edit = restarted(planOf(project), known.runtime.sessions, templateIds);
  return editSessions(withProject(known.desired, project, now), project.id, edit);
}

/** Every session that should run in this project, afresh. */
export function restartAllSessions(known: States, project: Project, now: number): DesiredState {
  const { start } = planOf(project);
  return restartSessions(known, project, start.filter(shouldRun(known.desired, project.id)), now);
}

/** Those that failed, and those that depend on them. */
export function restartFailedSessions(known: States, project: Project, now: number): DesiredState {
  const plan = planOf(project);
  const failed = sessionsOf(known.runtime, project.id).filter((session) => hasFailed(plan, session));
  const concerned = withDependents(plan, failed);
  const wanted = plan.start.filter((id) => concerned.has(id)).filter(shouldRun(known.desired, project.id));
  return wanted.length === 0 ? known.desired : restartSessions(known, project, wanted, now);
}

const shouldRun = (desired: DesiredState, projectId: string) => (templateId: string) =>
  desired.projects[projectId]?.sessions[templateId]?.want === "running";

function hasFailed(plan: ProjectPlan, session: ManagedSession): boolean {
  if (isIn(session, "up")) return session.verdict?.status === "failed";
  const codes = plan.templates.get(session.template_id)?.success_exit_codes;
  return isIn(session, "ended") && outcomeOf(session, codes) === "failed";
}

/** By what their dependencies say; a pane does not depend on the one it is split from. */
function withDependents(plan: ProjectPlan, sessions: ManagedSession[]): Set<string> {
  const all = new Set(sessions.map(({ template_id }) => template_id));
  for (const id of all) {
    for (const [task, dependencies] of plan.dependencies) {
      if (dependencies.some(({ depends_on }) => depends_on.includes(id))) all.add(task);
    }
  }
  return all;
}

/** The sessions that were lost with iTerm2 or the machine, and should still run. */
export function resumable({ desired, runtime }: States): ManagedSession[] {
  return Object.values(runtime.sessions).filter(
    (session) =>
      desired.projects[session.project_id]?.want === "open" &&
      shouldRun(desired, session.project_id)(session.template_id) &&
      isIn(session, "ended") &&
      session.phase.cause === "lost",
  );
}

/** Starts again what is `resumable`, in its projects that still exist. */
export function resumeSessions(known: States, projects: Record<string, Project>, now: number): DesiredState {
  let { desired } = known;
  for (const [id, lost] of Map.groupBy(resumable(known), ({ project_id }) => project_id)) {
    const project = projects[id];
    const templateIds = lost.map(({ template_id }) => template_id);
    if (project) desired = restartSessions({ ...known, desired }, project, templateIds, now);
  }
  return desired;
}

/**
 * Takes back an open of which nothing could be started: what was desired of this project before is desired again, and
 * sessions that have only waited are as they were. The very same if something of it has been started meanwhile.
 */
export function withdrawOpen(now: States, before: States, projectId: string): States {
  const waiting = sessionsOf(now.runtime, projectId).filter((session) => isIn(session, "pending"));
  const launches = ({ runtime }: States) => sessionsOf(runtime, projectId).map(({ launch }) => launch?.token);
  const known = new Set(launches(before));
  if (launches(now).some((token) => token !== undefined && !known.has(token))) return now;

  const sessions = { ...now.runtime.sessions };
  for (const { id } of waiting) {
    const earlier = before.runtime.sessions[id];
    if (earlier) sessions[id] = earlier;
    else delete sessions[id];
  }
  const earlier = before.desired.projects[projectId];
  const forgotten = forgetProject(now.desired, projectId);
  const wasActive = now.desired.active_project_id === projectId;
  const active_project_id = wasActive ? before.desired.active_project_id : now.desired.active_project_id;
  const desired = { ...(earlier ? withDesired(forgotten, projectId, earlier) : forgotten), active_project_id };
  return { desired, runtime: { ...now.runtime, sessions } };
}

/** What did not work at an earlier stop is not said again of these. */
export function forgetStopProblems(
  runtime: RuntimeState,
  concerns: (session: ManagedSession) => boolean,
): RuntimeState {
  const told = Object.values(runtime.sessions).filter((session) => session.stop_problem && concerns(session));
  if (told.length === 0) return runtime;
  const sessions = Object.fromEntries(told.map((session) => [session.id, { ...session, stop_problem: null }]));
  return { ...runtime, sessions: { ...runtime.sessions, ...sessions } };
}

/** What is known once a project is deleted: its sessions live on, as anybody's. */
export function withoutProject(runtime: RuntimeState, projectId: string): RuntimeState {
  const sessions = Object.fromEntries(
    Object.entries(runtime.sessions).filter(([, { project_id }]) => project_id !== projectId),
  );
  return { ...runtime, sessions, open_projects: runtime.open_projects.filter((id) => id !== projectId) };
}

/** Nothing is desired any more of a project that is deleted. */
export function forgetProject(desired: DesiredState, projectId: string): DesiredState {
  if (!desired.projects[projectId]) return desired;
  const projects = Object.fromEntries(Object.entries(desired.projects).filter(([id]) => id !== projectId));
  const active_project_id = desired.active_project_id === projectId ? null : desired.active_project_id;
  return { ...desired, projects, active_project_id };
}
