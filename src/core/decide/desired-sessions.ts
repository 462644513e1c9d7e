import type { DesiredProject, DesiredSession, DesiredState } from "../model/desired.ts";
import { sessionIdOf } from "../model/runtime.ts";
import type { ManagedSession } from "../model/session.ts";
import { hasPane, isIn } from "../model/session-state.ts";
import { blockerIn } from "./dependencies.ts";
import { parentOf, type ProjectPlan } from "./project-plan.ts";

/*
 * Edits of the desired sessions of one project, for commands (`desired-state`) and triggers alike. An edit that changes
 * nothing gives the very same object.
 */

type DesiredSessions = Record<string, DesiredSession>;
export type SessionEdit = (desired: DesiredSessions) => DesiredSessions;
type Known = Record<string, ManagedSession>;

export function editProject(
  desired: DesiredState,
  projectId: string,
  edit: (project: DesiredProject) => DesiredProject,
): DesiredState {
  const project = desired.projects[projectId];
  if (!project) return desired;
  const edited = edit(project);
  return edited === project ? desired : { ...desired, projects: { ...desired.projects, [projectId]: edited } };
}

export function editSessions(desired: DesiredState, projectId: string, edit: SessionEdit): DesiredState {
  return editProject(desired, projectId, (project) => {
    const sessions = edit(project.sessions);
    return sessions === project.sessions ? project : { ...project, sessions };
  });
}

function withSession(desired: DesiredSessions, id: string, session: DesiredSession) {
  const now = desired[id];
  return now?.want === session.want && now.generation === session.generation ? desired : { ...desired, [id]: session };
}

function generationOf(desired: DesiredSessions, session: ManagedSession | undefined, id: string): number {
  return Math.max(desired[id]?.generation ?? 0, session?.generation ?? 0);
}

function sessionOf(plan: ProjectPlan, sessions: Known, id: string): ManagedSession | undefined {
  return sessions[sessionIdOf(plan.project.id, id)];
}

/** These, and what has to be started for them: what they need and do not have as things stand. */
function withMissingNeeds(plan: ProjectPlan, sessions: Known, ids: string[]): Set<string> {
  const all = new Set(ids);
  for (const id of all) {
    for (const { depends_on, condition } of plan.dependencies.get(id) ?? []) {
      for (const other of depends_on) {
        const template = plan.templates.get(other);
        const session = sessionOf(plan, sessions, other);
        if (template && blockerIn(condition, { template, session, renewing: false }, 0)) all.add(other);
      }
    }
    const template = plan.templates.get(id);
    const parent = template && plan.templates.get(parentOf(template) ?? "");
    if (parent && !canBeSplit(sessionOf(plan, sessions, parent.id))) all.add(parent.id);
  }
  return all;
}

/** The pane of a session that is stopping goes with it. */
function canBeSplit(session: ManagedSession | undefined): boolean {
  return session !== undefined && hasPane(session) && !isIn(session, "stopping");
}

/** Desires these, and what they need, to run; what runs already is left as it is. */
export function started(plan: ProjectPlan, sessions: Known, ids: string[]): SessionEdit {
  return (desired) => {
    let edited = desired;
    for (const id of withMissingNeeds(plan, sessions, ids)) {
      const session = sessionOf(plan, sessions, id);
      const generation = generationOf(desired, session, id);
      // A generation that no session serves yet is enough: asked for twice, it starts once.
      const fresh = session
        ? isIn(session, "ended") && session.generation >= generation
        : desired[id]?.want !== "running";
      edited = withSession(edited, id, { want: "running", generation: fresh ? generation + 1 : generation });
    }
    return edited;
  };
}

/** Desires these to run afresh, and what they need to run. */
export function restarted(plan: ProjectPlan, sessions: Known, ids: string[]): SessionEdit {
  return (desired) => {
    let edited = started(plan, sessions, ids)(desired);
    for (const id of ids) {
      const session = sessionOf(plan, sessions, id);
      if (!session || isIn(session, "pending")) continue;
      const generation = generationOf(desired, session, id) + 1;
      edited = { ...edited, [id]: { want: "running", generation, stop_first: true } };
    }
    return edited;
  };
}

export function stopped(ids: string[]): SessionEdit {
  return (desired) =>
    ids.reduce(
      (edited, id) => withSession(edited, id, { want: "stopped", generation: desired[id]?.generation ?? 0 }),
      desired,
    );
}
