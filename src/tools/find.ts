import { orchestrator } from "../core/composition.ts";
import type { AppState, LiveProject } from "../core/model/app-state.ts";
import { Fault } from "../core/model/fault.ts";
import type { ManagedSession } from "../core/model/session.ts";
import { cut, LONGEST_NAME, named as listed } from "./bounds.ts";

type Fits = (name: string, wanted: string) => boolean;

/** From exact to loose; the first rule that fits anything decides. */
const RULES: Fits[] = [
  (name, wanted) => name === wanted,
  (name, wanted) => name.startsWith(wanted),
  (name, wanted) => name.includes(wanted),
];

const folded = (text: unknown) =>
  String(text ?? "")
    .normalize("NFC")
    .trim()
    .toLowerCase();

/** What these words can mean: by id before name, by all of it before a part of it. */
export function meant<Thing>(things: readonly Thing[], words: unknown, namesOf: ((thing: Thing) => string)[]): Thing[] {
  const wanted = folded(words);
  if (wanted === "") return [];
  for (const fits of RULES) {
    for (const nameOf of namesOf) {
      const found = things.filter((thing) => fits(folded(nameOf(thing)), wanted));
      if (found.length > 0) return found;
    }
  }
  return [];
}

/** Ids are never guessed from a part: they are not what people say. */
export function projectsMeant(projects: readonly LiveProject[], words: unknown): LiveProject[] {
  const exact = projects.filter(({ id }) => id === words);
  return exact.length > 0 ? exact : meant(projects, words, [({ name }) => name]);
}

/** `projectIn` what is known, without looking at iTerm2. */
export async function findProject(words: unknown): Promise<LiveProject> {
  return projectIn(await orchestrator().state(), words);
}

const quoted = (words: unknown) => `'${cut(String(words ?? ""), LONGEST_NAME)}'`;

/** The project that a person's words name. Throws `not_found`, listing what there is. */
export function projectIn({ projects }: AppState, words: unknown): LiveProject {
  const found = projectsMeant(projects, words);
  if (found.length === 1) return found[0]!;
  const names = listed((found.length > 1 ? found : projects).map(({ name }) => name));
  throw new Fault("not_found", `${quoted(words)} names ${found.length > 1 ? "several projects" : "no project"}.`, {
    advice: names ? `Choose one of: ${names}.` : "There is no project yet.",
  });
}

/** A session of that project by its id, template or name. Throws `not_found`, listing what there is. */
export function sessionIn(project: LiveProject, words: unknown): { project: LiveProject; session: ManagedSession } {
  const sessions = Object.values(project.active_sessions);
  const exact = sessions.filter(({ id, template_id }) => id === words || template_id === words);
  const found = exact.length > 0 ? exact : meant(sessions, words, [({ name }) => name]);
  if (found.length === 1) return { project, session: found[0]! };
  const names = listed((found.length > 1 ? found : sessions).map(({ name, id }) => `${name} (${id})`));
  const what = found.length > 1 ? "several open sessions" : "no open session";
  throw new Fault("not_found", `${quoted(words)} names ${what} of '${cut(project.name, LONGEST_NAME)}'.`, {
    advice: names ? `Choose one of: ${names}.` : "None of its sessions is open.",
  });
}
