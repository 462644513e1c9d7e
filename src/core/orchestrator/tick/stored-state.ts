import { findTemplate } from "../../model/session-templates.ts";
import { resumable } from "../../decide/desired-state.ts";
import type { AppState, LiveProject } from "../../model/app-state.ts";
import type { DesiredState } from "../../model/desired.ts";
import type { Damaged, ProjectStore } from "../../model/ports.ts";
import type { Project } from "../../model/project.ts";
import type { RuntimeState } from "../../model/runtime.ts";
import type { ManagedSession } from "../../model/session.ts";
import type { Settings } from "../../model/settings.ts";
import type { SessionTemplate } from "../../model/session-template.ts";

/** Everything that the store holds, read at one moment. */
export interface StoredState {
  projects: Record<string, Project>;
  damaged: Damaged[];
  settings: Settings;
  desired: DesiredState;
  runtime: RuntimeState;
}

export async function readStoredState(store: ProjectStore): Promise<StoredState> {
  const [{ projects, damaged }, settings, desired, runtime] = await Promise.all([
    store.projects(),
    store.settings(),
    store.desired(),
    store.runtime(),
  ]);
  return {
    projects: Object.fromEntries(projects.map((project) => [project.id, project])),
    damaged,
    settings,
    desired,
    runtime,
  };
}

/** What a session was made from; undefined once it is taken out of its project. */
export function templateOf({ projects }: StoredState, session: ManagedSession): SessionTemplate | undefined {
  return findTemplate(projects[session.project_id], session.template_id);
}

/** The state as views see it. */
export function appState({ projects, damaged, settings, desired, runtime }: StoredState): AppState {
  const live: LiveProject[] = Object.values(projects).map((project) => ({ ...project, active_sessions: {} }));
  const byId = new Map(live.map((project) => [project.id, project]));
  for (const session of Object.values(runtime.sessions)) {
    const project = byId.get(session.project_id);
    if (project) project.active_sessions[session.id] = session;
  }
  return {
    projects: live,
    damaged,
    settings,
    active_project_id: desired.active_project_id,
    connection: runtime.connection,
    window_state: runtime.windows,
    selected_session_id: runtime.selected_session_id,
    resumable: resumable({ desired, runtime }),
    notifications_paused_until: desired.notifications_paused_until ?? null,
    get_active_project: () => byId.get(desired.active_project_id ?? "") ?? null,
  };
}
