import type { Project } from "../../core/model/project.ts";

/** What is stored of a project: not the sessions it has now. */
export function withoutLive(project: Project): Project {
  const own: Project & { active_sessions?: unknown } = { ...project };
  delete own.active_sessions;
  return own;
}
