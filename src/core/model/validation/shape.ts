import type * as z from "zod/mini";
import { didYouMean } from "../did-you-mean.ts";
import { sessionOf } from "./problems.ts";

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** What zod found wrong with `value`, said in sentences. `subject`: what it is called, as in `Project 'webapp'`. */
export function shapeProblems(issues: readonly Issue[], value: unknown, subject: string): string[] {
  return issues.map((issue) => {
    const { owner, rest } = addressOf(issue.path, value, subject);
    return `${owner}: ${fieldName(rest) || "it"} ${complaint(issue, at(value, issue.path))}`;
  });
}

/** `session_templates[2]` in a path is said as that session's id, so that a person finds it. */
function addressOf(path: Path, value: unknown, subject: string): { owner: string; rest: Path } {
  const [first, index, ...rest] = path;
  if (first === "config" && path.length > 1) return { owner: subject, rest: path.slice(1) };
  if (first !== "session_templates" || typeof index !== "number") return { owner: subject, rest: path };
  const id = at(value, [first, index, "id"]);
  const named = typeof id === "string" && id !== "";
  return { owner: named ? sessionOf(subject, id) : `${subject}, session ${index + 1}`, rest };
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
