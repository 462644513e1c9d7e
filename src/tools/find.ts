import { orchestrator } from "../core/composition.ts";
import type { AppState, LiveProject } from "../core/model/app-state.ts";
import { Fault } from "../core/model/fault.ts";
import { matchName } from "../core/model/match-name.ts";
import type { ManagedSession } from "../core/model/session.ts";
import { cut, LONGEST_NAME, named } from "./limits.ts";

/** `projectIn` what is known, without looking at iTerm2. */
export async function findProject(words: unknown): Promise<LiveProject> {
  return projectIn(await orchestrator().state(), words);
}

/** The project that a person's words name. Throws `not_found`, listing what there is. */
export function projectIn({ projects }: AppState, words: unknown): LiveProject {
  return theOne(matchName(projects, words), projects, ({ name }) => name, {
    words,
    several: "several projects",
    none: "no project",
    nothing: "There is no project yet.",
  });
}

/** A session of that project by its id, template or name. Throws `not_found`, listing what there is. */
export function sessionIn(project: LiveProject, words: unknown): { project: LiveProject; session: ManagedSession } {
  const sessions = Object.values(project.active_sessions);
  const exact = sessions.filter(({ template_id }) => template_id === words);
  const found = exact.length > 0 ? exact : matchName(sessions, words);
  const of = `of '${cut(project.name, LONGEST_NAME)}'`;
  const session = theOne(found, sessions, ({ name, id }) => `${name} (${id})`, {
    words,
    several: `several open sessions ${of}`,
    none: `no open session ${of}`,
    nothing: "None of its sessions is open.",
  });
  return { project, session };
}

/** The only thing found; else the model is told what it can choose from. */
function theOne<T>(
  found: T[],
  all: T[],
  nameOf: (thing: T) => string,
  { words, several, none, nothing }: { words: unknown; several: string; none: string; nothing: string },
): T {
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  const names = named((found.length > 0 ? found : all).map(nameOf));
  const quoted = `'${cut(String(words ?? ""), LONGEST_NAME)}'`;
  throw new Fault("not_found", `${quoted} names ${found.length > 0 ? several : none}.`, {
    advice: names ? `Choose one of: ${names}.` : nothing,
  });
}
