import type { Action } from "../model/action.ts";
import type { DesiredProject, DesiredState } from "../model/desired.ts";
import type { Event } from "../model/event.ts";
import type { QueuedMessage } from "../model/message.ts";
import type { Project } from "../model/project.ts";
import type { EndCause, ManagedSession } from "../model/session.ts";
import type { Settings } from "../model/settings.ts";
import { SessionTemplate } from "../model/template.ts";
import type { Look } from "./look.ts";
import { planOf, type ProjectPlan } from "./order.ts";

/** Something that happened to a session in this tick: what triggers and notifications go by. */
export type Change =
  | { kind: "ended"; session: ManagedSession; cause: EndCause; succeeded: boolean }
  | { kind: "verdict"; session: ManagedSession; verdict: "succeeded" | "failed" }
  | { kind: "waiting"; session: ManagedSession }
  | { kind: "pattern"; session: ManagedSession; pattern: string }
  /** Triggers would start it again and again; `reason` says so, in words. */
  | { kind: "loop"; session: ManagedSession; reason: string };

/** One tick under way. The only place where `decide` keeps anything that changes. */
export interface Turn {
  readonly now: number;
  /** When the tick before was. */
  readonly ticked_at: number;
  readonly look: Look;
  readonly projects: Record<string, Project>;
  readonly settings: Settings;
  readonly plans: Map<string, ProjectPlan>;
  desired: DesiredState;
  readonly sessions: Map<string, ManagedSession>;
  messages: QueuedMessage[];
  /** See `RuntimeState.trigger_pulls`. */
  pulls: Record<string, number[]>;
  readonly actions: Action[];
  readonly events: Event[];
  readonly changes: Change[];
  /** Something is under way that will move by itself soon. */
  moving: boolean;
}

export function iso(at: number): string {
  return new Date(at).toISOString();
}

export function planFor(turn: Turn, projectId: string): ProjectPlan | null {
  const known = turn.plans.get(projectId);
  if (known) return known;
  const project = turn.projects[projectId];
  if (!project) return null;
  const plan = planOf(project);
  turn.plans.set(projectId, plan);
  return plan;
}

/** The session's template; if the project no longer has it, one that holds what the session itself knows. */
export function templateOf(turn: Turn, session: ManagedSession): SessionTemplate {
  const template = planFor(turn, session.project_id)?.templates.get(session.template_id);
  return template ?? SessionTemplate.parse({ id: session.template_id, name: session.name, command: "" });
}

export function desiredProject(turn: Turn, projectId: string): DesiredProject | undefined {
  return turn.desired.projects[projectId];
}

/** What is wanted of a session; `left`: nothing, it lives on as it is. */
export function wantOf(turn: Turn, projectId: string, templateId: string): "running" | "stopped" | "left" {
  const project = desiredProject(turn, projectId);
  if (!project) return "left";
  if (project.want === "closed") return "stopped";
  const want = project.sessions[templateId]?.want ?? "left";
  return project.want === "left" && want === "running" ? "left" : want;
}

export function put(turn: Turn, session: ManagedSession): ManagedSession {
  turn.sessions.set(session.id, session);
  return session;
}
