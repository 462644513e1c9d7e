import type { Project } from "../project.ts";
import { sessionOf } from "./problems.ts";

const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** Values of the right type that still cannot be used. */
export function valueProblems(project: Project, subject: string): string[] {
  const { created_at, updated_at, config, session_templates } = project;
  return [
    ...reservedId(project.id, subject),
    ...Object.entries({ created_at, updated_at })
      .filter(([, text]) => !ISO_DATE.test(text) || Number.isNaN(Date.parse(text)))
      .map(([field, text]) => `${subject}: ${field} '${text}' is not a date; write it as 2024-01-15T10:30:00Z`),
    ...Object.keys(config.environment_variables)
      .filter((name) => !VARIABLE_NAME.test(name))
      .map((name) => `${subject}: environment_variables has the name '${name}'; ${HOW_NAMES_ARE_MADE}`),
    ...session_templates.flatMap(({ id }) => reservedId(id, sessionOf(subject, id))),
  ];
}

const HOW_NAMES_ARE_MADE = "a name is made of letters, digits and _, and does not begin with a digit";

/** Ids are keys of plain objects everywhere; these would find what every object has. */
function reservedId(id: string, subject: string): string[] {
  return id in Object.prototype ? [`${subject}: id '${id}' is a reserved word; choose another id`] : [];
}
