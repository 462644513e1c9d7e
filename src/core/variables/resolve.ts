import { stat } from "node:fs/promises";
import { isAbsolute, join, resolve as resolvePath } from "node:path";
import { Fault } from "../model/fault.ts";
import type { Git, ProjectStore } from "../model/ports.ts";
import type { Project } from "../model/project.ts";
import type { SessionTemplate } from "../model/template.ts";
import { questionsOf } from "../model/validation/variables.ts";
import { renderVariables, variableKey, variablesIn, type Syntax } from "../model/variables.ts";
import { environmentOf } from "./environment.ts";
import { stablePort } from "./free-port.ts";

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
  /** Absolute; there when it was looked at. */
  working_directory: string;
  environment: Record<string, string>;
}

/**
 * What a template runs, where and with which variables. Rejects with `needs_answer` (its `problems` are all the
 * questions of this template without an answer), `unknown_variable`, `not_found` (a folder, the `.env` file, a
 * branch), `invalid_file` or `invalid_project`.
 */
export async function resolveTemplate(
  project: Project,
  template: SessionTemplate,
  context: ResolveContext,
): Promise<ResolvedTemplate> {
  const asked = [...questionsOf([template]), ...environmentQuestions(project)];
  const questions = [...new Set(asked)].filter((question) => !Object.hasOwn(context.answers, question));
  if (questions.length > 0) throw needsAnswer(project, questions);

  const { home } = context;
  const projectPath = await folder(expanded(project.path, home, home), `Project '${project.name}'`, "path");
  const given = await environmentOf(project, projectPath);
  const environment = await new Values(project, projectPath, {}, context).fillEnvironment(given, project);
  const values = new Values(project, projectPath, environment, context);

  const written = await values.fill(template.working_directory ?? "", "plain");
  const working_directory = await folder(
    expanded(written, home, projectPath),
    `Project '${project.name}', session '${template.id}'`,
    "working_directory",
  );
  return { command: await values.fill(template.command, "shell"), working_directory, environment };
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
  const asked = variablesIn(text, syntax).filter(
    ({ kind, name }) => kind === "ask" && !Object.hasOwn(context.answers, name),
  );
  if (asked.length > 0)
    throw needsAnswer(
      project,
      asked.map(({ name }) => name),
    );
  const projectPath = expanded(project.path, context.home, context.home);
  const given = await environmentOf(project, projectPath);
  const environment = await new Values(project, projectPath, {}, context).fillEnvironment(given, project);
  return new Values(project, projectPath, environment, context).fill(text, syntax);
}

function environmentQuestions(project: Project): string[] {
  return Object.values(project.config.environment_variables)
    .flatMap((value) => variablesIn(value, "plain"))
    .filter(({ kind }) => kind === "ask")
    .map(({ name }) => name);
}

/** The values of a project's variables. Git and ports are asked only if a text uses them. */
class Values {
  readonly #project: Project;
  readonly #projectPath: string;
  readonly #context: ResolveContext;
  readonly #known: ReadonlyMap<string, string>;

  constructor(project: Project, projectPath: string, environment: Record<string, string>, context: ResolveContext) {
    this.#project = project;
    this.#projectPath = projectPath;
    this.#context = context;
    this.#known = new Map([
      ...Object.entries(environment),
      ["project_name", project.name],
      ["project_path", projectPath],
      ["home", context.home],
    ]);
  }

  async fill(text: string, syntax: Syntax): Promise<string> {
    const values = new Map(this.#known);
    for (const variable of variablesIn(text, syntax)) {
      const key = variableKey(variable);
      if (key === "branch") values.set(key, await this.#context.git.branch(this.#projectPath));
      if (variable.kind === "ask") values.set(key, this.#context.answers[variable.name]!);
      if (variable.kind === "port") {
        values.set(key, String(await stablePort(this.#context.store, this.#project.id, variable.name)));
      }
    }
    return renderVariables(text, syntax, values);
  }

  /**
   * The project's own variables with `{port:…}`, `{branch}` and the like filled in. A value that uses anything else in
   * braces is left as it stands: it may be JSON or a template of another program. `.env` values are never filled in.
   */
  async fillEnvironment(given: Record<string, string>, project: Project): Promise<Record<string, string>> {
    const filled: Record<string, string> = { ...given };
    for (const [name, value] of Object.entries(project.config.environment_variables)) {
      const variables = variablesIn(value, "plain");
      const ours = variables.every(({ kind, name }) => kind !== "name" || this.#known.has(name) || name === "branch");
      if (variables.length > 0 && ours) filled[name] = await this.fill(value, "plain");
    }
    return filled;
  }
}

function needsAnswer(project: Project, questions: string[]): Fault {
  return new Fault("needs_answer", `'${project.name}' asks: ${questions.join(" ")}`, {
    problems: questions,
    advice: "Answer and open again.",
  });
}

function expanded(path: string, home: string, base: string): string {
  const full = path === "~" || path.startsWith("~/") ? join(home, path.slice(1)) : path;
  return isAbsolute(full) ? resolvePath(full) : resolvePath(base, full);
}

async function folder(path: string, subject: string, field: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) return path;
  throw new Fault("not_found", `${subject}: ${field} '${path}' ${found ? "is not a folder" : "does not exist"}.`, {
    advice: `Make the folder, or change ${field} in the project.`,
  });
}
