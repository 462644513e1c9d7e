import type { DesiredProject, DesiredState } from "../model/desired.ts";
import type { Project } from "../model/project.ts";
import type { RuntimeState } from "../model/runtime.ts";
import type { ManagedSession } from "../model/session.ts";
import { isIn, outcomeOf } from "../model/session-state.ts";
import { planOf, type ProjectPlan } from "./order.ts";
import { editProject, editSessions, restarted, started, stopped } from "./desired-sessions.ts";

/** Pure edits of what is desired. None of them looks at iTerm2. Times are ms since the epoch. */

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
export function openProject(
  desired: DesiredState,
  runtime: RuntimeState,
  project: Project,
  wish: OpenRequest,
  now: number,
): DesiredState {
  const plan = planOf(project);
  const before = desired.projects[project.id];
  const isOpen = before?.want === "open";
  const opened: DesiredProject = {
    ...wish,
    want: "open",
    changed_at: isOpen ? before.changed_at : now,
    answers: { ...before?.answers, ...wish.answers },
    sessions: before?.sessions ?? {},
  };
  const wished = {
    ...desired,
    projects: { ...desired.projects, [project.id]: opened },
    active_project_id: project.id,
  };
  // A pane that iTerm2 restored shows no result of a session that was lost with it.
  const stands = ({ phase, template_id }: ManagedSession) =>
    isOpen &&
    opened.sessions[template_id]?.want === "running" &&
    (phase.name !== "ended" || (phase.pane_open && phase.cause !== "lost"));
  const standing = new Set(
    sessionsOf(runtime, project.id)
      .filter(stands)
      .map(({ template_id }) => template_id),
  );
  const missing = plan.start.filter((id) => plan.opens.has(id) && !standing.has(id));
  return editSessions(wished, project.id, started(plan, runtime.sessions, missing));
}

function sessionsOf(runtime: RuntimeState, projectId: string): ManagedSession[] {
  return Object.values(runtime.sessions).filter(({ project_id }) => project_id === projectId);
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

/** The wishes about a project; a session of it may be wanted although the project was never opened. */
function withProject(desired: DesiredState, project: Project, now: number): DesiredState {
  const before = desired.projects[project.id];
  if (before?.want === "open") return desired;
  const opened: DesiredProject = {
    want: "open",
    changed_at: now,
    front: false,
    window: project.config.window,
    answers: before?.answers ?? {},
    sessions: before?.sessions ?? {},
  };
  return {
    ...desired,
    projects: { ...desired.projects, [project.id]: opened },
    active_project_id: desired.active_project_id ?? project.id,
  };
}

/** Starts one session and what it needs (parents of panes, dependencies), unless they run already. */
export function startSession(
  desired: DesiredState,
  runtime: RuntimeState,
  project: Project,
  templateId: string,
  now: number,
): DesiredState {
  const edit = started(planOf(project), runtime.sessions, [templateId]);
  return editSessions(withProject(desired, project, now), project.id, edit);
}

/** Stops one session; its pane goes too. */
export function stopSession(desired: DesiredState, projectId: string, templateId: string, now: number): DesiredState {
  const isOpen = desired.projects[projectId]?.want === "open";
  const stoppable = isOpen ? desired : reopenedToStop(desired, projectId, now);
  return editSessions(stoppable, projectId, stopped([templateId]));
}

/** A session that was left running by a closed project can still be stopped: by a wish about nothing but it. */
function reopenedToStop(desired: DesiredState, projectId: string, now: number): DesiredState {
  const before = desired.projects[projectId];
  if (before) return desired;
  const alone: DesiredProject = {
    want: "left",
    changed_at: now,
    front: false,
    window: "current",
    answers: {},
    sessions: {},
  };
  return { ...desired, projects: { ...desired.projects, [projectId]: alone } };
}

/** Stops and starts these sessions; those that do not run are started. Their conditions are checked again. */
export function restartSessions(
  desired: DesiredState,
  runtime: RuntimeState,
  project: Project,
  templateIds: string[],
  now: number,
): DesiredState {
  const edit = restarted(planOf(project), runtime.sessions, templateIds);
  return editSessions(withProject(desired, project, now), project.id, edit);
}

/** Every session that should run in this project, afresh. */
export function restartAllSessions(
  desired: DesiredState,
  runtime: RuntimeState,
  project: Project,
  now: number,
): DesiredState {
  const wishes = desired.projects[project.id]?.sessions ?? {};
  const known = new Set(project.session_templates.map(({ id }) => id));
  const wanted = Object.keys(wishes).filter((id) => wishes[id]?.want === "running" && known.has(id));
  return restartSessions(desired, runtime, project, wanted, now);
}

/** Those that failed, and those that depend on them. */
export function restartFailedSessions(
  desired: DesiredState,
  runtime: RuntimeState,
  project: Project,
  now: number,
): DesiredState {
  const plan = planOf(project);
  const wishes = desired.projects[project.id]?.sessions ?? {};
  const failed = sessionsOf(runtime, project.id).filter((session) => hasFailed(plan, session));
  const concerned = dependentsOf(
    plan,
    failed.map(({ template_id }) => template_id),
  );
  const wanted = plan.start.filter((id) => concerned.has(id) && wishes[id]?.want === "running");
  return wanted.length === 0 ? desired : restartSessions(desired, runtime, project, wanted, now);
}

function hasFailed(plan: ProjectPlan, session: ManagedSession): boolean {
  if (isIn(session, "up")) return session.verdict?.status === "failed";
  const codes = plan.templates.get(session.template_id)?.success_exit_codes;
  return isIn(session, "ended") && outcomeOf(session, codes) === "failed";
}

/** By what their dependencies say; a pane does not depend on the one it is split from. */
function dependentsOf(plan: ProjectPlan, ids: string[]): Set<string> {
  const all = new Set(ids);
  for (const id of all) {
    for (const dependent of plan.neededBy.get(id) ?? []) {
      const depends = plan.dependencies.get(dependent)?.some(({ depends_on }) => depends_on.includes(id));
      if (depends) all.add(dependent);
    }
  }
  return all;
}

/** The sessions that were lost with iTerm2 or the machine, and are still wanted. */
export function resumable(desired: DesiredState, runtime: RuntimeState): ManagedSession[] {
  return Object.values(runtime.sessions).filter(({ phase, project_id, template_id }) => {
    const project = desired.projects[project_id];
    const wanted = project?.want === "open" && project.sessions[template_id]?.want === "running";
    return wanted && phase.name === "ended" && phase.cause === "lost";
  });
}

/** Wants again what is `resumable`, in its projects that still exist. */
export function resumeSessions(
  desired: DesiredState,
  runtime: RuntimeState,
  projects: Record<string, Project>,
  now: number,
): DesiredState {
  let wished = desired;
  for (const project of Object.values(projects)) {
    const lost = resumable(desired, runtime).filter(({ project_id }) => project_id === project.id);
    if (lost.length === 0) continue;
    wished = restartSessions(
      wished,
      runtime,
      project,
      lost.map(({ template_id }) => template_id),
      now,
    );
  }
  return wished;
}

interface Wished {
  desired: DesiredState;
  runtime: RuntimeState;
}

/**
 * Takes back an open of which nothing could be started: what was wanted of this project before is wanted again, and
 * sessions that have only waited are as they were. The very same if something of it has been started meanwhile.
 */
export function withdrawOpen(now: Wished, before: Wished, projectId: string): Wished {
  const waiting = sessionsOf(now.runtime, projectId).filter(({ phase }) => phase.name === "pending");
  const launches = ({ runtime }: Wished) => sessionsOf(runtime, projectId).map(({ launch }) => launch?.token);
  const known = new Set(launches(before));
  if (launches(now).some((token) => token !== undefined && !known.has(token))) return now;

  const sessions = { ...now.runtime.sessions };
  for (const { id } of waiting) {
    const earlier = before.runtime.sessions[id];
    if (earlier) sessions[id] = earlier;
    else delete sessions[id];
  }
  const earlier = before.desired.projects[projectId];
  const others = forgetProject(now.desired, projectId).projects;
  const projects = earlier ? { ...others, [projectId]: earlier } : others;
  const wasActive = now.desired.active_project_id === projectId;
  const active_project_id = wasActive ? before.desired.active_project_id : now.desired.active_project_id;
  return { desired: { ...now.desired, projects, active_project_id }, runtime: { ...now.runtime, sessions } };
}

/** What is known once a project is deleted: its sessions live on, as anybody's. */
export function withoutProject(runtime: RuntimeState, projectId: string): RuntimeState {
  const sessions = Object.fromEntries(
    Object.entries(runtime.sessions).filter(([, { project_id }]) => project_id !== projectId),
  );
  return { ...runtime, sessions, open_projects: runtime.open_projects.filter((id) => id !== projectId) };
}

/** Drops every wish about a project that is deleted. */
export function forgetProject(desired: DesiredState, projectId: string): DesiredState {
  if (!desired.projects[projectId]) return desired;
  const projects = Object.fromEntries(Object.entries(desired.projects).filter(([id]) => id !== projectId));
  const active_project_id = desired.active_project_id === projectId ? null : desired.active_project_id;
  return { ...desired, projects, active_project_id };
}
