import type { LiveProject } from "../core/model/app-state.ts";
import type { ManagedSession } from "../core/model/session.ts";
import type { Report } from "../core/orchestrator.ts";
import { lookOf } from "../views/status-look.ts";
import { why } from "../views/why.ts";

/** A session as the model reads it. */
export function describedSession(session: ManagedSession) {
  return {
    id: session.id,
    name: session.name,
    status: session.status,
    state: lookOf(session).title,
    why: why(session),
    exit_code: session.exit_code,
    last_output: session.last_output,
    errors: session.errors.slice(-3).map(({ message }) => message),
  };
}

/** A project as the model reads it: no variables. */
export function describedProject(project: LiveProject) {
  return {
    id: project.id,
    name: project.name,
    path: project.path,
    templates: project.session_templates.map(({ id, name, command }) => ({ id, name, command })),
    sessions: Object.values(project.active_sessions).map(describedSession),
  };
}

/** How a verb ended, by session name. */
export function describedReport({ succeeded, failed, skipped, unfinished }: Report) {
  return {
    succeeded: succeeded.map(({ name }) => name),
    failed: failed.map(({ session, why }) => ({ name: session.name, why })),
    skipped: skipped.map(({ session, why }) => ({ name: session.name, why })),
    still_under_way: unfinished.map(({ name }) => name),
  };
}
