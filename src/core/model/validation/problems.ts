import { Fault } from "../fault.ts";

const MOST_PROBLEMS = 50;

/** How a session of a project is called in sentences. `project`: how the project is, as in `Project 'webapp'`. */
export function sessionOf(project: string, id: string): string {
  return `${project}, session '${id}'`;
}

/** The values that are there more than once. */
export function repeated(values: readonly string[]): Set<string> {
  const seen = new Set<string>();
  return new Set(values.filter((value) => seen.size === seen.add(value).size));
}

/** One fault for all that is wrong with `subject`, in sentences; more than 50 are counted, not listed. */
export function problemsFault(
  code: "invalid_project" | "invalid_file",
  subject: string,
  problems: readonly string[],
  advice: string,
): Fault {
  const [first = "", ...others] = problems;
  const shown = problems.slice(0, MOST_PROBLEMS);
  if (problems.length > shown.length) shown.push(`… and ${problems.length - shown.length} more.`);
  const message = others.length === 0 ? first : `${subject} has ${problems.length} problems: ${first}`;
  return new Fault(code, message, { problems: shown, advice });
}
