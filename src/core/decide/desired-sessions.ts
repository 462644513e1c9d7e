import type { DesiredProject, DesiredSession, DesiredState } from "../model/desired.ts";
import { sessionIdOf } from "../model/runtime.ts";
import type { ManagedSession } from "../model/session.ts";
import { hasPane, isIn } from "../model/session-state.ts";
import { holds } from "./dependencies.ts";
import { parentOf, type ProjectPlan } from "./order.ts";

/** What wishes and triggers have in common: edits of the desired sessions of one project. */

type Wishes = Record<string, DesiredSession>;
export type SessionEdit = (wishes: Wishes) => Wishes;
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

/** The very same object if nothing changes. */
export function editSessions(desired: DesiredState, projectId: string, edit: SessionEdit): DesiredState {
  return editProject(desired, projectId, (project) => {
    const sessions = edit(project.sessions);
    return sessions === project.sessions ? project : { ...project, sessions };
  });
}

function wish(wishes: Wishes, id: string, want: DesiredSession["want"], generation: number): Wishes {
  const now = wishes[id];
  return now?.want === want && now.generation === generation ? wishes : { ...wishes, [id]: { want, generation } };
}

function generationOf(wishes: Wishes, session: ManagedSession | undefined, id: string): number {
  return Math.max(wishes[id]?.generation ?? 0, session?.generation ?? 0);
}

function sessionOf(plan: ProjectPlan, sessions: Known, id: string): ManagedSession | undefined {
  return sessions[sessionIdOf(plan.project.id, id)];
}

/** What has to be started so that these can be: what they need and do not have as things stand. */
function missingNeeds(plan: ProjectPlan, sessions: Known, ids: Iterable<string>): Set<string> {
  const missing = new Set<string>();
  const seen = new Set(ids);
  for (const id of seen) {
    const template = plan.templates.get(id);
    const parent = template && parentOf(template);
    const needed = (plan.dependencies.get(id) ?? []).flatMap(({ depends_on, condition }) =>
      depends_on.filter((other) => {
        const target = plan.templates.get(other);
        if (!target) return false;
        const session = sessionOf(plan, sessions, other);
        return holds(condition, { template: target, session, renewing: false }, 0).holds !== "yes";
      }),
    );
    if (parent != null && plan.templates.has(parent) && !canBeSplit(sessionOf(plan, sessions, parent)))
      needed.push(parent);
    for (const other of needed) {
      missing.add(other);
      seen.add(other);
    }
  }
  return missing;
}

/** The pane of a session that is stopping goes with it. */
function canBeSplit(session: ManagedSession | undefined): boolean {
  return session !== undefined && hasPane(session) && !isIn(session, "stopping");
}

/** Wants these, and what they need, to run; what runs already is left as it is. */
export function started(plan: ProjectPlan, sessions: Known, ids: string[]): SessionEdit {
  return (wishes) => {
    let edited = wishes;
    for (const id of [...ids, ...missingNeeds(plan, sessions, ids)]) {
      const session = sessionOf(plan, sessions, id);
      const generation = generationOf(wishes, session, id);
      // A wish that no session serves yet stands as it is: asked for twice, it starts once.
      const fresh = session
        ? isIn(session, "ended") && session.generation >= generation
        : wishes[id]?.want !== "running";
      edited = wish(edited, id, "running", fresh ? generation + 1 : generation);
    }
    return edited;
  };
}

/** Wants these to run afresh, and what they need to run. */
export function restarted(plan: ProjectPlan, sessions: Known, ids: string[]): SessionEdit {
  return (wishes) => {
    let edited = started(plan, sessions, ids)(wishes);
    for (const id of ids) {
      const session = sessionOf(plan, sessions, id);
      if (!session || session.phase.name === "pending") continue;
      edited = wish(edited, id, "running", generationOf(wishes, session, id) + 1);
    }
    return edited;
  };
}

export function stopped(ids: string[]): SessionEdit {
  return (wishes) => {
    let edited = wishes;
    for (const id of ids) {
      const now = wishes[id];
      edited = wish(edited, id, "stopped", now?.generation ?? 0);
    }
    return edited;
  };
}
