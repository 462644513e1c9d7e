import type { Action } from "../model/action.ts";
import type { DesiredProject, DesiredState } from "../model/desired.ts";
import type { Event } from "../model/event.ts";
import type { QueuedMessage } from "../model/message.ts";
import type { Project } from "../model/project.ts";
import type { EndCause, ManagedSession } from "../model/session.ts";
import type { Outcome } from "../model/session-state.ts";
import type { Settings } from "../model/settings.ts";
import { SessionTemplate } from "../model/session-template.ts";
import type { IndexedObservation } from "./indexed-observation.ts";
import { planOf, type ProjectPlan } from "./project-plan.ts";

/** Something that happened to a session in this tick: what triggers and notifications go by. */
export type Change =
  | { kind: "ended"; session: ManagedSession; cause: EndCause; outcome: Outcome }
  | { kind: "verdict"; session: ManagedSession; verdict: "succeeded" | "failed" }
  | { kind: "waiting"; session: ManagedSession }
  /** It waited before, and asks something else now. */
  | { kind: "asks_anew"; session: ManagedSession }
  | { kind: "pattern"; session: ManagedSession; pattern: string }
  /** A trigger was not allowed to start it once more; `reason` says so, in words. */
  | { kind: "rate_limited"; session: ManagedSession; reason: string };

/** The sessions of one project by template id, as they stand at this point of the tick. */
export type ProjectSessions = ReadonlyMap<string, ManagedSession>;

/** One tick under way: the only thing that changes while `decide` works. */
export interface TickContext {
  readonly now: number;
  /** When the tick before was. */
  readonly ticked_at: number;
  readonly seen: IndexedObservation;
  readonly projects: Record<string, Project>;
  readonly settings: Settings;
  readonly plans: Map<string, ProjectPlan>;
  desired: DesiredState;
  /** By id. Only `put` writes to it and to `byProject`. */
  readonly sessions: Map<string, ManagedSession>;
  /** The same sessions by project and template. */
  readonly byProject: Map<string, Map<string, ManagedSession>>;
  /** Sessions of which a run was reported in this tick for the first time. */
  readonly started: Set<string>;
  messages: QueuedMessage[];
  /** See `RuntimeState.trigger_firings`. */
  trigger_firings: Record<string, number[]>;
  readonly actions: Action[];
  readonly events: Event[];
  readonly changes: Change[];
  /** Something is under way that will move by itself soon. */
  moving: boolean;
}

export function iso(at: number): string {
  return new Date(at).toISOString();
}

/** null: the project is not there, or its entry is damaged. */
export function planFor(tick: TickContext, projectId: string): ProjectPlan | null {
  const known = tick.plans.get(projectId);
  if (known) return known;
  const project = tick.projects[projectId];
  if (!project) return null;
  const plan = planOf(project);
  tick.plans.set(projectId, plan);
  return plan;
}

/** The session's template; if the project no longer has it, one that holds what the session itself knows. */
export function templateOf(tick: TickContext, session: ManagedSession): SessionTemplate {
  const template = planFor(tick, session.project_id)?.templates.get(session.template_id);
  return template ?? SessionTemplate.parse({ id: session.template_id, name: session.name, command: "" });
}

export function desiredProject(tick: TickContext, projectId: string): DesiredProject | undefined {
  return tick.desired.projects[projectId];
}

/** What is desired of a session; `left`: nothing, it lives on as it is. */
export function wantOf(tick: TickContext, projectId: string, templateId: string): "running" | "stopped" | "left" {
  const project = desiredProject(tick, projectId);
  if (!project) return "left";
  if (project.want === "closed") return "stopped";
  const want = project.sessions[templateId]?.want ?? "left";
  return project.want === "left" && want === "running" ? "left" : want;
}

/** The generation that is desired of a session; without one, that which it serves. */
export function desiredGeneration(tick: TickContext, session: ManagedSession): number {
  return desiredProject(tick, session.project_id)?.sessions[session.template_id]?.generation ?? session.generation;
}

export function sessionsOf(tick: TickContext, projectId: string): ProjectSessions {
  return tick.byProject.get(projectId) ?? new Map<string, ManagedSession>();
}

export function put<S extends ManagedSession>(tick: TickContext, session: S): S {
  tick.sessions.set(session.id, session);
  const siblings = tick.byProject.get(session.project_id);
  if (siblings) siblings.set(session.template_id, session);
  else tick.byProject.set(session.project_id, new Map([[session.template_id, session]]));
  return session;
}
