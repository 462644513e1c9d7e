import type { Project } from "./project.ts";
import type { SessionTemplate } from "./session-template.ts";
import { textsWithVariables } from "./validation/variables.ts";
import { variablesIn } from "./variables.ts";

const namesIn = (texts: readonly { text: string; syntax: "shell" | "plain" }[]) =>
  texts.flatMap(({ text, syntax }) =>
    variablesIn(text, syntax).flatMap(({ kind, name }) => (kind === "port" ? name : [])),
  );

/** The ports (`{port:NAME}`) that a session's own texts name. */
export function ownPortNames(template: SessionTemplate): string[] {
  return [...new Set(namesIn(textsWithVariables(template)))];
}

/** Those, and the ones that it finds in its project's environment variables. */
export function portNames({ config }: Project, template: SessionTemplate): string[] {
  const values = Object.values(config.environment_variables).map((text) => ({ text, syntax: "plain" as const }));
  return [...new Set([...ownPortNames(template), ...namesIn(values)])];
}
