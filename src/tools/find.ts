import { orchestrator } from "../core/composition.ts";
import type { AppState, LiveProject } from "../core/model/app-state.ts";
import { Fault } from "../core/model/fault.ts";
import { matchName } from "../core/model/match-name.ts";
import type { ManagedSession } from "../core/model/session.ts";
import { currentState } from "./current-state.ts";
import { listNames, shortName } from "./limits.ts";

/** `projectIn` what is known, without looking at iTerm2. */
export async function findProject(words: unknown): Promise<LiveProject> {
  return projectIn(await orchestrator().state(), words);
}

/** The project that a person's words name. Throws `not_found`, listing what there is. */
export function projectIn({ projects }: AppState, words: unknown): LiveProject {
  return theOne(matchName(projects, words), words, {
    all: projects,
    nameOf: ({ name }) => name,
    kind: "project",
    nothing: "There is no project yet.",
  });
}

/**
 * An open session as it stands now, by its id, template or name. Throws `not_found`, listing what there is; rejects if
 * iTerm2 cannot be looked at: what is known might be long over.
 */
export async function findSession(input: {
  project: unknown;
  session: unknown;
}): Promise<{ project: LiveProject; session: ManagedSession }> {
  const { state, problem } = await currentState();
  if (problem) throw problem;
  const project = projectIn(state, input.project);
  const sessions = Object.values(project.active_sessions);
  const exact = sessions.filter(({ template_id }) => template_id === input.session);
  const session = theOne(exact.length > 0 ? exact : matchName(sessions, input.session), input.session, {
    all: sessions,
    nameOf: ({ name, id }) => `${name} (${id})`,
    kind: "open session",
    of: ` of '${shortName(project.name)}'`,
    nothing: "None of its sessions is open.",
  });
  return { project, session };
}

/** What there is to choose from, and how it is spoken of. */
interface Choice<T> {
  all: T[];
  nameOf: (thing: T) => string;
  kind: string;
  of?: string;
  /** Advice if there is nothing at all. */
  nothing: string;
}

/** The only thing found; else the model is told what it can choose from. */
function theOne<T>(found: T[], words: unknown, { all, nameOf, kind, of = "", nothing }: Choice<T>): T {
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  const meant = found.length > 0 ? `several ${kind}s` : `no ${kind}`;
  const names = listNames((found.length > 0 ? found : all).map(nameOf));
  throw new Fault("not_found", `'${shortName(String(words ?? ""))}' names ${meant}${of}.`, {
    advice: names ? `Choose one of: ${names}.` : nothing,
  });
}
