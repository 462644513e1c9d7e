import type { Problem } from "./problem.ts";
import type { Project } from "../project.ts";
import type { About } from "./shape.ts";

const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** Values of the right type that still cannot be used. */
export function valueProblems(project: Project, about: About): Problem[] {
  const problems: Problem[] = [];
  const complain = (field: string, what: string, template_id: string | null = null) => {
    const subject = template_id === null ? about.project : `${about.project}, session '${template_id}'`;
    problems.push({ template_id, field, message: `${subject}: ${field} ${what}` });
  };

  if (isReserved(project.id)) complain("id", `'${project.id}' is a reserved word; choose another id`);
  for (const field of ["created_at", "updated_at"] as const) {
    const text = project[field];
    if (!ISO_DATE.test(text) || Number.isNaN(Date.parse(text))) {
      complain(field, `'${text}' is not a date; write it as 2024-01-15T10:30:00Z`);
    }
  }
  for (const name of Object.keys(project.config.environment_variables)) {
    if (!VARIABLE_NAME.test(name)) {
      complain(
        "environment_variables",
        `has the name '${name}'; a name is made of letters, digits and _, and does not begin with a digit`,
      );
    }
  }
  for (const template of project.session_templates) {
    if (isReserved(template.id)) complain("id", `'${template.id}' is a reserved word; choose another id`, template.id);
  }
  return problems;
}

/** Ids are keys of plain objects everywhere; these would find what every object has. */
function isReserved(id: string): boolean {
  return id in Object.prototype;
}
