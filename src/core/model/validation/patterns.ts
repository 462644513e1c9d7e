import type { Problem } from "./problem.ts";
import type { Project } from "../project.ts";
import { didYouMean } from "../did-you-mean.ts";
import type { About } from "./shape.ts";

const LONGEST_PATTERN = 10_000;

/** Regular expressions that do not compile (JavaScript syntax, no flags) and groups that a pattern does not have. */
export function patternProblems(project: Project, about: About): Problem[] {
  const problems: Problem[] = [];
  const check = (pattern: string | null, field: string, template_id: string | null = null) => {
    const why = pattern === null ? null : whyNotCompiled(pattern);
    if (why === null) return;
    const subject = template_id === null ? about.project : `${about.project}, session '${template_id}'`;
    problems.push({ template_id, field, message: `${subject}: ${field} is not a regular expression: ${why}` });
  };

  for (const template of project.session_templates) {
    check(template.success_pattern, "success_pattern", template.id);
    check(template.error_pattern, "error_pattern", template.id);
    if (template.ready_when?.type === "ready_log_line") {
      check(template.ready_when.pattern, "ready_when.pattern", template.id);
    }
  }
  project.config.triggers.forEach(({ on }, index) => {
    if (on.event === "pattern") check(on.pattern, `triggers[${index}].on.pattern`);
  });
  for (const parser of project.config.output_parsers) {
    parser.patterns.forEach(({ regex, extract_groups }, index) => {
      const field = `output_parsers.${parser.name}.patterns[${index}]`;
      check(regex, `${field}.regex`);
      if (whyNotCompiled(regex) !== null) return;
      const groups = groupsOf(regex);
      for (const group of extract_groups.filter((name) => !groups.includes(name))) {
        problems.push({
          template_id: null,
          field: `${field}.extract_groups`,
          message: `${about.project}: ${field}.extract_groups '${group}' is not a named group of the pattern${didYouMean(group, groups)}`,
        });
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
