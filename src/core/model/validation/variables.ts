import type { Project } from "../project.ts";
import type { SessionTemplate } from "../session-template.ts";
import { parseVariables, PROJECT_VARIABLES, unknownVariable, variablesIn, type Syntax } from "../variables.ts";
import { sessionOf } from "./problems.ts";

interface VariableText {
  field: string;
  text: string;
  syntax: Syntax;
}

/** The fields of a template that may hold variables. */
export function textsWithVariables(template: SessionTemplate): VariableText[] {
  const { command, setup, working_directory, stop_command, ready_when } = template;
  const texts: VariableText[] = [{ field: "command", text: command, syntax: "shell" }];
  if (setup !== null) texts.push({ field: "setup", text: setup, syntax: "shell" });
  if (working_directory !== null) texts.push({ field: "working_directory", text: working_directory, syntax: "plain" });
  if (stop_command !== null) texts.push({ field: "stop_command", text: stop_command, syntax: "shell" });
  if (ready_when?.type === "exec") {
    texts.push({ field: "ready_when.command", text: ready_when.command, syntax: "shell" });
  }
  if (ready_when?.type === "http_get") texts.push({ field: "ready_when.url", text: ready_when.url, syntax: "plain" });
  return texts;
}

/** Unknown variables, and variables where no value can stand. With an `env_file`, any name may be one of its names. */
export function variableProblems({ session_templates, config }: Project, subject: string): string[] {
  const known = new Set([...PROJECT_VARIABLES, ...Object.keys(config.environment_variables)]);
  return session_templates.flatMap((template) =>
    textsWithVariables(template).flatMap(({ field, text, syntax }) => {
      const unknown = variablesIn(text, syntax)
        .filter(({ kind, name }) => kind === "name" && config.env_file === null && !known.has(name))
        .map(({ name }) => unknownVariable(name, known));
      return [...parseVariables(text, syntax).problems, ...unknown].map(
        (what) => `${sessionOf(subject, template.id)}: ${field} ${what}`,
      );
    }),
  );
}
