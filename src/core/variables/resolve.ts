import { stat } from "node:fs/promises";
import { Fault } from "../model/fault.ts";
import type { Git, ProjectStore } from "../model/ports.ts";
import type { Project } from "../model/project.ts";
import type { SessionTemplate } from "../model/session-template.ts";
import { textsWithVariables } from "../model/validation/variables.ts";
import { PROJECT_VARIABLES, renderVariables, variableKey, variablesIn, type Syntax } from "../model/variables.ts";
import { absolutePath } from "./absolute-path.ts";
import { environmentOf } from "./environment.ts";
import { assignedPort } from "./assigned-port.ts";

export interface ResolveContext {
  /** Absolute home folder. */
  home: string;
  /** Answers to `{ask:Question}`, by question. */
  answers: Readonly<Record<string, string>>;
  store: Pick<ProjectStore, "ports" | "savePort">;
  git: Git;
}

export interface ResolvedTemplate {
  command: string;
  /** Empty: none. */
  setup: string;
  /** Absolute; there when it was looked at. */
  working_directory: string;
  environment: Record<string, string>;
  /** Names in `environment` in whose values `$NAME` stands for what the session's shell has. */
  expanded: string[];
  /** What the user should know of it; empty: nothing. */
  note: string;
  /** The ports that were filled in, by name. */
  ports: Record<string, number>;
}

/**
 * What a template runs, where and with which variables. Rejects with `needs_answer` (its `problems` are all the
 * questions of this template without an answer), `unknown_variable`, `not_found` (a folder, the `.env` file, a
 * branch), `invalid_file`, `timed_out` or `invalid_project`.
 */
export async function resolveTemplate(
  project: Project,
  template: SessionTemplate,
  context: ResolveContext,
): Promise<ResolvedTemplate> {
  requireAnswers(project, textsWithVariables(template), context);
  const { home } = context;
  const projectPath = await folder(absolutePath(project.path, home, home), `Project '${project.name}'`, "path");
  const { environment, note, ports, fill } = await valuesOf(project, projectPath, context);
  const written = await fill(template.working_directory ?? "", "plain");
  const working_directory = await folder(
    absolutePath(written, home, projectPath),
    `Project '${project.name}', session '${template.id}'`,
    "working_directory",
  );
  const [command, setup] = [await fill(template.command, "shell"), await fill(template.setup ?? "", "shell")];
  const expanded = Object.entries(project.config.environment_variables).flatMap(([name, value]) =>
    /\$\{?[A-Za-z_]/.test(value) ? name : [],
  );
  return { command, setup, working_directory, environment, expanded, note, ports };
}

/**
 * Another text of a project with its variables filled in: a stop command (`shell`), a readiness URL (`plain`).
 * Rejects like `resolveTemplate`.
 */
export async function resolveText(
  project: Project,
  text: string,
  syntax: Syntax,
  context: ResolveContext,
): Promise<string> {
  requireAnswers(project, [{ text, syntax }], context);
  // A password manager may write the `.env` file only as it is read: it is left alone where the text does not need it.
  const needsFile = variablesIn(text, syntax).some(
    ({ kind, name }) => kind === "name" && !PROJECT_VARIABLES.includes(name),
  );
  const config = needsFile ? project.config : { ...project.config, env_file: null };
  const path = absolutePath(project.path, context.home, context.home);
  const { fill } = await valuesOf({ ...project, config }, path, context);
  return fill(text, syntax);
}

/** Throws `needs_answer` with all questions of the texts and of the project's environment that have no answer. */
function requireAnswers(
  project: Project,
  texts: readonly { text: string; syntax: Syntax }[],
  { answers }: ResolveContext,
): void {
  const variables = [
    ...texts.flatMap(({ text, syntax }) => variablesIn(text, syntax)),
    ...Object.values(project.config.environment_variables).flatMap((value) => variablesIn(value, "plain")),
  ];
  const asked = new Set(variables.filter(({ kind }) => kind === "ask").map(({ name }) => name));
  const questions = [...asked].filter((question) => !Object.hasOwn(answers, question));
  if (questions.length === 0) return;
  throw new Fault("needs_answer", `'${project.name}' asks: ${questions.join(" ")}`, {
    problems: questions,
    advice: "Answer and open again.",
  });
}

interface Values {
  environment: Record<string, string>;
  note: string;
  /** Those that `fill` has come across so far. */
  ports: Record<string, number>;
  fill(text: string, syntax: Syntax): Promise<string>;
}

/**
 * The values of a project's variables; git and ports are asked only if a text uses them. In its own environment
 * variables, `{port:…}`, `{branch}` and the like are filled in; one that uses anything else in braces is left as it
 * stands: it may be JSON or a template of another program. `.env` values are never filled in.
 */
async function valuesOf(project: Project, projectPath: string, context: ResolveContext): Promise<Values> {
  const answers = Object.entries(context.answers).map(
    ([name, answer]) => [variableKey({ kind: "ask", name }), answer] as const,
  );
  const own = { project_name: project.name, project_path: projectPath, home: context.home };
  const { values: environment, note } = await environmentOf(project, projectPath, context.home);

  const ports: Record<string, number> = {};
  const fill = async (text: string, syntax: Syntax, known: Record<string, string> = {}) => {
    const values = new Map(Object.entries({ ...known, ...own, ...Object.fromEntries(answers) }));
    for (const variable of variablesIn(text, syntax)) {
      const key = variableKey(variable);
      if (key === "branch") values.set(key, await context.git.branch(projectPath));
      if (variable.kind === "port") {
        const port = await assignedPort(context.store, project.id, variable.name);
        ports[variable.name] = port;
        values.set(key, String(port));
      }
    }
    return renderVariables(text, syntax, values);
  };

  for (const [name, value] of Object.entries(project.config.environment_variables)) {
    const variables = variablesIn(value, "plain");
    const ours = variables.every((variable) => variable.kind !== "name" || PROJECT_VARIABLES.includes(variable.name));
    if (variables.length > 0 && ours) environment[name] = await fill(value, "plain");
  }
  return { environment, note, ports, fill: (text, syntax) => fill(text, syntax, environment) };
}

async function folder(path: string, subject: string, field: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) return path;
  throw new Fault("not_found", `${subject}: ${field} '${path}' ${found ? "is not a folder" : "does not exist"}.`, {
    advice: path.includes("$")
      ? `Of what begins with $ only $HOME is filled in there: write the folder as ${field}.`
      : `Make the folder, or change ${field} in the project.`,
  });
}
