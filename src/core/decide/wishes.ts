import type { DesiredState } from "../model/desired.ts";
import type { Project } from "../model/project.ts";
import type { RuntimeState } from "../model/runtime.ts";
import type { ManagedSession } from "../model/session.ts";

/** Pure edits of what is desired. None of them looks at iTerm2. Times are ms since the epoch. */

export interface OpenWish {
  front: boolean;
  window: "current" | "new";
  /** Answers to `{ask:Question}`, by question. */
  answers: Record<string, string>;
}

/** Opens a project, or what is missing of an open one: the startup sequence, auto-started ones, and what they need. */
export function wishOpen(
  desired: DesiredState,
  _runtime: RuntimeState,
  _project: Project,
  _wish: OpenWish,
  _now: number,
): DesiredState {
  return desired;
}

/** Closes a project; with `close_sessions_on_project_close: false` its sessions live on. */
export function wishClose(desired: DesiredState, _project: Project, _now: number): DesiredState {
  return desired;
}

/** Starts one session and what it needs (parents of panes, dependencies), unless they run already. */
export function wishStart(
  desired: DesiredState,
  _runtime: RuntimeState,
  _project: Project,
  _templateId: string,
  _now: number,
): DesiredState {
  return desired;
}

/** Stops one session; its pane goes too. */
export function wishStop(desired: DesiredState, _projectId: string, _templateId: string, _now: number): DesiredState {
  return desired;
}

/** Stops and starts these sessions; those that do not run are started. Their conditions are checked again. */
export function wishRestart(
  desired: DesiredState,
  _runtime: RuntimeState,
  _project: Project,
  _templateIds: string[],
  _now: number,
): DesiredState {
  return desired;
}

/** Every session that should run in this project, afresh. */
export function wishRestartAll(
  desired: DesiredState,
  _runtime: RuntimeState,
  _project: Project,
  _now: number,
): DesiredState {
  return desired;
}

/** Those that failed, and those that depend on them. */
export function wishRestartFailed(
  desired: DesiredState,
  _runtime: RuntimeState,
  _project: Project,
  _now: number,
): DesiredState {
  return desired;
}

/** The sessions that were lost with iTerm2 or the machine, and are still wanted. */
export function resumable(_desired: DesiredState, _runtime: RuntimeState): ManagedSession[] {
  return [];
}

/** Wants again what is `resumable`. */
export function wishResume(
  desired: DesiredState,
  _runtime: RuntimeState,
  _projects: Record<string, Project>,
  _now: number,
): DesiredState {
  return desired;
}

/** Drops every wish about a project that is deleted. */
export function forgetProject(desired: DesiredState, _projectId: string): DesiredState {
  return desired;
}
