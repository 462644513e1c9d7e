import type { Project } from "../model/project.ts";
import { looksSecret } from "../model/secrets.ts";

const FIELD = "secrets_left_out";

/** The project without the values of variables that look secret. Their names stay, and a list of them. */
export function leaveSecretsOut(project: Project): Project {
  const variables = Object.entries(project.config.environment_variables);
  const secret = variables.filter(([name, value]) => looksSecret(name, value)).map(([name]) => name);
  if (secret.length === 0) return project;
  const environment_variables = Object.fromEntries(
    variables.map(([name, value]) => [name, secret.includes(name) ? "" : value]),
  );
  return { ...project, config: { ...project.config, environment_variables, [FIELD]: secret } };
}

/** The project with the secrets that were left out of its file as `existing` has them. */
export function putSecretsBack(project: Project, existing: Project | undefined): Project {
  const { [FIELD]: left, ...config } = project.config;
  if (!Array.isArray(left) || !existing) return project;
  const known = existing.config.environment_variables;
  const back = Object.entries(config.environment_variables).map(([name, value]): [string, string] => [
    name,
    value === "" && left.includes(name) && Object.hasOwn(known, name) ? (known[name] ?? "") : value,
  ]);
  const environment_variables = Object.fromEntries(back);
  const still = left.filter((name) => environment_variables[String(name)] === "");
  return {
    ...project,
    config: { ...config, environment_variables, ...(still.length > 0 && { [FIELD]: still }) } as Project["config"],
  };
}
