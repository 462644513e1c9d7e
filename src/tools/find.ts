import { orchestrator } from "../core/composition.ts";
import type { LiveProject } from "../core/model/app-state.ts";
import { Fault } from "../core/model/fault.ts";
import type { ManagedSession } from "../core/model/session.ts";
import { matchProject } from "../views/projects/match-project.ts";

/** The project that a person's words name. Rejects with `not_found`, listing what there is. */
export async function findProject(named: string): Promise<LiveProject> {
  const { projects } = await orchestrator().state();
  const match = matchProject(projects, named);
  const found = match.kind === "one" && projects.find(({ id }) => id === match.project.id);
  if (found) return found;
  const names = (match.kind === "many" ? match.projects : projects).map(({ name }) => name).join(", ");
  throw new Fault("not_found", `'${named}' names ${match.kind === "many" ? "several projects" : "no project"}.`, {
    advice: names ? `Choose one of: ${names}.` : "There is no project yet.",
  });
}

/** A session of that project by its id, template or name. Rejects with `not_found`, listing what there is. */
export async function findSession(projectNamed: string, named: string): Promise<ManagedSession> {
  const project = await findProject(projectNamed);
  const sessions = Object.values(project.active_sessions);
  const wanted = named.trim().toLowerCase();
  const found =
    sessions.find(({ id, template_id }) => id === named || template_id.toLowerCase() === wanted) ??
    sessions.find(({ name }) => name.toLowerCase() === wanted) ??
    sessions.find(({ name }) => name.toLowerCase().includes(wanted));
  if (found) return found;
  throw new Fault("not_found", `'${project.name}' has no open session '${named}'.`, {
    advice: `Open sessions: ${sessions.map(({ name }) => name).join(", ") || "none"}.`,
  });
}
