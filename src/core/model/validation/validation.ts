import { Fault } from "../fault.ts";
import { unsafeData } from "../plain-data.ts";
import type { Problem } from "./problem.ts";
import { Project } from "../project.ts";
import { dependencyProblems } from "./dependencies.ts";
import { patternProblems } from "./patterns.ts";
import { referenceProblems } from "./references.ts";
import { shapeProblems, type About } from "./shape.ts";
import { valueProblems } from "./values.ts";
import { variableProblems } from "./variables.ts";

export type { Problem } from "./problem.ts";

const MOST_PROBLEMS = 50;

/**
 * A project as it may be kept: fields that are not known are kept, defaults are filled in; `active_sessions`, which
 * exists at run time only, is left out. Throws
 * `invalid_project`; its `problems` are sentences that name project, session and field.
 */
export function parseProject(value: unknown): Project {
  const about = aboutProject(value);
  const unsafe = unsafeData(value);
  if (unsafe !== null) throw invalid(about, [`${about.project} ${unsafe}.`]);

  const parsed = Project.safeParse(value);
  if (!parsed.success) {
    throw invalid(
      about,
      shapeProblems(parsed.error.issues, value, about).map(({ message }) => message),
    );
  }
  const project = withoutSessions(parsed.data);
  const problems = problemsOf(project);
  if (problems.length > 0)
    throw invalid(
      about,
      problems.map(({ message }) => message),
    );
  return project;
}

function withoutSessions(project: Project): Project {
  const kept: Project = { ...project };
  delete kept["active_sessions"];
  return kept;
}

/**
 * Everything that is wrong with a project of the right shape. `env_file_names`: the names in its `.env` file, where
 * they are known; without them, a project with an `env_file` may use any variable name.
 */
export function problemsOf(project: Project, known: { env_file_names?: readonly string[] } = {}): Problem[] {
  const about = aboutProject(project);
  return [
    ...valueProblems(project, about),
    ...referenceProblems(project, about),
    ...dependencyProblems(project, about),
    ...patternProblems(project, about),
    ...variableProblems(project, about, known.env_file_names),
  ];
}

function aboutProject(value: unknown): About {
  const { name, id } = (typeof value === "object" && value !== null ? value : {}) as { name?: unknown; id?: unknown };
  const called = [name, id].find((text) => typeof text === "string" && text !== "");
  return { project: called === undefined ? "Project" : `Project '${called as string}'` };
}

function invalid({ project }: About, problems: string[]): Fault {
  const shown = problems.slice(0, MOST_PROBLEMS);
  if (problems.length > shown.length) shown.push(`… and ${problems.length - shown.length} more.`);
  const message = problems.length === 1 ? problems[0]! : `${project} has ${problems.length} problems: ${problems[0]!}`;
  return new Fault("invalid_project", message, {
    problems: shown,
    advice: "Correct what is named and save or import again.",
  });
}
