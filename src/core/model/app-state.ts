import type { Project } from "./project.ts";
import type { ManagedSession } from "./session.ts";
import type { Settings } from "./settings.ts";
import type { WindowState } from "./window.ts";
import type { Damaged } from "./ports.ts";

/** A project with the sessions it has now: `active_sessions` exists at run time only. */
export type LiveProject = Project & { active_sessions: Record<string, ManagedSession> };

/** The sessions that these projects have now, each with its project. */
export function sessionsOf(projects: readonly LiveProject[]): { session: ManagedSession; project: LiveProject }[] {
  return projects.flatMap((project) => Object.values(project.active_sessions).map((session) => ({ session, project })));
}

/** What is stored of a project: not the sessions it has now. */
export function withoutSessions(project: LiveProject | Project): Project {
  const stored: Project & Partial<LiveProject> = { ...project };
  delete stored.active_sessions;
  return stored;
}

/** One picture of everything, for views. Made by `orchestrator.state()`; never stored. */
export interface AppState {
  projects: LiveProject[];
  damaged: Damaged[];
  settings: Settings;
  active_project_id: string | null;
  /** The connection to iTerm2 as of the last tick. */
  connection: "connected" | "not_running" | "unknown";
  window_state: WindowState[];
  selected_session_id: string | null;
  /** Sessions that went down with iTerm2, Raycast or the machine and are still wanted: what `resume` brings back. */
  resumable: ManagedSession[];
  /** ms since the epoch; null: notifications are not paused. */
  notifications_paused_until: number | null;
  get_active_project(): LiveProject | null;
}
