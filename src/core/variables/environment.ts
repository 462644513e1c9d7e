import { readFile } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { parseEnv } from "node:util";
import { Fault, type FaultCode, type FaultDetail } from "../model/fault.ts";
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
  const fault = (code: FaultCode, what: string, detail: FaultDetail) =>
    new Fault(code, `Project '${project.name}': env_file '${path}' ${what}.`, detail);
  const text = await readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    const detail = { cause, advice: "Make the file, or take env_file out of the project." };
    throw cause.code === "ENOENT"
      ? fault("not_found", "does not exist", detail)
      : fault("invalid_file", "cannot be read", detail);
  });
  if (text.length > LARGEST || text.includes("\0")) {
    throw fault("invalid_file", "is not a file of NAME=value lines", { advice: "Name another file as env_file." });
  }
  // parseEnv leaves a byte order mark in the first name.
  const parsed = parseEnv(text.replace(/^\uFEFF/, ""));
  return Object.fromEntries(
    Object.entries(parsed).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
