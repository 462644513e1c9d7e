import type { Project } from "../project.ts";
import { didYouMean } from "../did-you-mean.ts";
import { sessionOf } from "./problems.ts";

const LONGEST_PATTERN = 10_000;

/** Regular expressions that do not compile (JavaScript syntax, no flags) and groups that a pattern does not have. */
export function patternProblems({ session_templates, config }: Project, subject: string): string[] {
  const problems: string[] = [];
  const check = (pattern: string, field: string, of = subject) => {
    const why = whyNotCompiled(pattern);
    if (why !== null) problems.push(`${of}: ${field} is not a regular expression: ${why}`);
    return why === null;
  };

  for (const { id, success_pattern, error_pattern, ready_when } of session_templates) {
    const session = sessionOf(subject, id);
    if (success_pattern !== null) check(success_pattern, "success_pattern", session);
    if (error_pattern !== null) check(error_pattern, "error_pattern", session);
    if (ready_when?.type === "ready_log_line") check(ready_when.pattern, "ready_when.pattern", session);
  }
  config.triggers.forEach(({ on }, index) => {
    if (on.event === "pattern") check(on.pattern, `triggers[${index}].on.pattern`);
  });
  for (const { name, patterns } of config.output_parsers) {
    patterns.forEach(({ regex, extract_groups }, index) => {
      const field = `output_parsers.${name}.patterns[${index}]`;
      if (!check(regex, `${field}.regex`)) return;
      const groups = groupsOf(regex);
      for (const group of extract_groups.filter((each) => !groups.includes(each))) {
        const meant = didYouMean(group, groups);
        problems.push(`${subject}: ${field}.extract_groups '${group}' is not a named group of the pattern${meant}`);
      }
    });
  }
  return problems;
}

function whyNotCompiled(pattern: string): string | null {
  if (pattern.length > LONGEST_PATTERN) return `it is longer than ${LONGEST_PATTERN} characters`;
  try {
    new RegExp(pattern);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** With an empty alternative any text matches, and every named group is listed, set or not. */
function groupsOf(pattern: string): string[] {
  return Object.keys(new RegExp(`${pattern}|`).exec("")?.groups ?? {});
}
