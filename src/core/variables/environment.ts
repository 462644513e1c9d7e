import { readFile } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { parseEnv } from "node:util";
import { Fault } from "../model/fault.ts";
import type { Project } from "../model/project.ts";

const LARGEST = 1024 * 1024;

/**
 * What a project's sessions find in their environment: its `.env` file, and over that its environment_variables.
 * Values are taken as they are. Rejects with `not_found` or `invalid_file` if there is an `env_file` that cannot be read.
 */
export async function environmentOf(project: Project, projectPath: string): Promise<Record<string, string>> {
  const { env_file, environment_variables } = project.config;
  if (env_file === null) return { ...environment_variables };
  const path = isAbsolute(env_file) ? env_file : join(projectPath, env_file);
  return { ...(await readEnvFile(project, path)), ...environment_variables };
}

async function readEnvFile(project: Project, path: string): Promise<Record<string, string>> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    const missing = (cause as NodeJS.ErrnoException).code === "ENOENT";
    throw new Fault(
      missing ? "not_found" : "invalid_file",
      `Project '${project.name}': env_file '${path}' ${missing ? "does not exist" : "cannot be read"}.`,
      { cause, advice: "Make the file, or take env_file out of the project." },
    );
  });
  if (text.length > LARGEST || text.includes("\0")) {
    throw new Fault(
      "invalid_file",
      `Project '${project.name}': env_file '${path}' is not a file of NAME=value lines.`,
      {
        advice: "Name another file as env_file.",
      },
    );
  }
  // parseEnv leaves a byte order mark in the first name.
  const parsed = parseEnv(text.replace(/^\uFEFF/, ""));
  return Object.fromEntries(
    Object.entries(parsed).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
