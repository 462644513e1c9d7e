import { unsafeData } from "../plain-data.ts";
import { Project } from "../project.ts";
import { dependencyProblems } from "./dependencies.ts";
import { patternProblems } from "./patterns.ts";
import { problemsFault } from "./problems.ts";
import { referenceProblems } from "./references.ts";
import { shapeProblems } from "./shape.ts";
import { valueProblems } from "./values.ts";
import { variableProblems } from "./variables.ts";

/** Each finds what is wrong with a project of the right shape, in sentences that a person can act on. */
const RULES = [valueProblems, referenceProblems, dependencyProblems, patternProblems, variableProblems];

/**
 * A project as it may be kept: fields that are not known are kept, defaults are filled in; `active_sessions`, which
 * exists at run time only, is left out. Throws `invalid_project`; its `problems` are sentences that name project,
 * session and field.
 */
export function parseProject(value: unknown): Project {
  const subject = subjectOf(value);
  const refuse = (problems: readonly string[]) =>
    problemsFault("invalid_project", subject, problems, "Correct what is named and save or import again.");

  const unsafe = unsafeData(value);
  if (unsafe !== null) throw refuse([`${subject} ${unsafe}.`]);
  const parsed = Project.safeParse(value);
  if (!parsed.success) throw refuse(shapeProblems(parsed.error.issues, value, subject));
  const project: Project = { ...parsed.data };
  delete project["active_sessions"];
  const problems = RULES.flatMap((rule) => rule(project, subject));
  if (problems.length > 0) throw refuse(problems);
  return project;
}

function subjectOf(value: unknown): string {
  const { name, id } = (typeof value === "object" && value !== null ? value : {}) as { name?: unknown; id?: unknown };
  const called = [name, id].find((text) => typeof text === "string" && text !== "");
  return called === undefined ? "Project" : `Project '${called as string}'`;
}
