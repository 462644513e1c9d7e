import type { Problem } from "./problem.ts";
import type { Project } from "../project.ts";
import type { SessionTemplate } from "../template.ts";
import { parseVariables, PROJECT_VARIABLES, unknownVariable, variablesIn, type Syntax } from "../variables.ts";
import type { About } from "./shape.ts";

interface VariableText {
  field: string;
  text: string;
  syntax: Syntax;
}

/** The fields of a template that may hold variables. */
export function textsWithVariables(template: SessionTemplate): VariableText[] {
  const texts: VariableText[] = [{ field: "command", text: template.command, syntax: "shell" }];
  const { working_directory, stop_command, ready_when } = template;
  if (working_directory !== null) texts.push({ field: "working_directory", text: working_directory, syntax: "plain" });
  if (stop_command !== null) texts.push({ field: "stop_command", text: stop_command, syntax: "shell" });
  if (ready_when?.type === "exec") {
    texts.push({ field: "ready_when.command", text: ready_when.command, syntax: "shell" });
  }
  if (ready_when?.type === "http_get") texts.push({ field: "ready_when.url", text: ready_when.url, syntax: "plain" });
  return texts;
}

/** All that must be asked before these templates can start, each question once. */
export function questionsOf(templates: readonly SessionTemplate[]): string[] {
  const variables = templates.flatMap(textsWithVariables).flatMap(({ text, syntax }) => variablesIn(text, syntax));
  return [...new Set(variables.filter(({ kind }) => kind === "ask").map(({ name }) => name))];
}

/** Unknown variables, and variables where no value can stand. */
export function variableProblems(project: Project, about: About, envFileNames?: readonly string[]): Problem[] {
  const { environment_variables, env_file } = project.config;
  const known = new Set([...PROJECT_VARIABLES, ...Object.keys(environment_variables), ...(envFileNames ?? [])]);
  const anyName = env_file !== null && envFileNames === undefined;
  return project.session_templates.flatMap((template) =>
    textsWithVariables(template).flatMap(({ field, text, syntax }) => {
      const wrong = [...parseVariables(text, syntax).problems];
      for (const { kind, name } of variablesIn(text, syntax)) {
        if (kind === "name" && !anyName && !known.has(name)) wrong.push(unknownVariable(name, known));
      }
      return wrong.map((what): Problem => {
        const subject = `${about.project}, session '${template.id}'`;
        return { template_id: template.id, field, message: `${subject}: ${field} ${what}` };
      });
    }),
  );
}
