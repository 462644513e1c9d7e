import type * as z from "zod/mini";
import type { Problem } from "./problem.ts";
import { didYouMean } from "../did-you-mean.ts";

/** How the project is called in sentences: `Project 'webapp'`. */
export interface About {
  project: string;
}

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** What zod found wrong with `value`, said in sentences. */
export function shapeProblems(issues: readonly Issue[], value: unknown, about: About): Problem[] {
  return issues.map((issue) => shapeProblem(issue, value, about));
}

function shapeProblem(issue: Issue, value: unknown, about: About): Problem {
  const { subject, template_id, rest } = addressOf(issue.path, value, about);
  const field = fieldName(rest);
  return { template_id, field, message: `${subject}: ${field || "it"} ${complaint(issue, at(value, issue.path))}` };
}

/** `session_templates[2]` in a path is said as that session's id, so that a person finds it. */
function addressOf(path: Path, value: unknown, about: About) {
  if (path[0] !== "session_templates" || typeof path[1] !== "number") {
    const rest = path[0] === "config" ? path.slice(1) : path;
    return { subject: about.project, template_id: null, rest: rest.length > 0 ? rest : path };
  }
  const id = at(value, [...path.slice(0, 2), "id"]);
  const named = typeof id === "string" && id !== "";
  return {
    subject: `${about.project}, session ${named ? `'${id}'` : path[1] + 1}`,
    template_id: named ? id : null,
    rest: path.slice(2),
  };
}

function fieldName(path: Path): string {
  return path.reduce<string>(
    (name, key) => (typeof key === "number" ? `${name}[${key}]` : name === "" ? String(key) : `${name}.${String(key)}`),
    "",
  );
}

function at(value: unknown, path: Path): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as Record<PropertyKey, unknown>)[key];
  }
  return current;
}

function complaint(issue: Issue, found: unknown): string {
  if (found === undefined) return "is missing";
  switch (issue.code) {
    case "invalid_value":
      return oneOf(issue.values.map(String), found);
    case "invalid_union":
      return oneOf("options" in issue ? (issue.options as unknown[]).map(String) : [], found);
    case "invalid_type":
      return `must be ${KINDS[issue.expected] ?? issue.expected}, not ${kindOf(found)}`;
    case "too_small":
      return Number(issue.minimum) === 1 && issue.origin !== "number"
        ? "must not be empty"
        : `must be ${issue.inclusive ? "at least" : "more than"} ${issue.minimum}`;
    case "too_big":
      return `must be ${issue.inclusive ? "at most" : "less than"} ${issue.maximum}`;
    case "invalid_format":
    case "not_multiple_of":
    case "unrecognized_keys":
    case "invalid_key":
    case "invalid_element":
    case "custom":
      return `is not as expected: ${issue.message}`;
  }
}

function oneOf(known: string[], found: unknown): string {
  const list = `known: ${known.join(", ")}`;
  if (typeof found !== "string") return `must be one of the known values, not ${kindOf(found)} (${list})`;
  return `'${shorten(found)}' is not known (${list})${didYouMean(found, known)}`;
}

const KINDS: Record<string, string> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return `text ('${shorten(value)}')`;
  if (typeof value === "object") return "an object";
  return String(value);
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
