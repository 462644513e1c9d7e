import { basename } from "node:path";
import type { LaunchSpec } from "../model/ports.ts";
import { shellQuoted } from "../model/shell-quoting.ts";

interface Reference {
  name: string;
  /** As it stands in the value: `$NAME` or `${NAME}`. */
  written: string;
}

/** A value cut at its references: the texts around them are one more than these. */
function cut(value: string): { texts: string[]; references: Reference[] } {
  const pieces = value.split(/(\$\{[A-Za-z_]\w*\}|\$[A-Za-z_]\w*)/);
  const references = pieces
    .filter((_, i) => i % 2 === 1)
    .map((written) => ({ name: written.replace(/[${}]/g, ""), written }));
  return { texts: pieces.filter((_, i) => i % 2 === 0).map((text) => text && shellQuoted(text)), references };
}

/** The texts with what stands for the references between them, as one word. */
const joined = (texts: string[], between: string[]) => texts.map((text, i) => text + (between[i] ?? "")).join("");

/** What is written goes through a variable: bash 3.2 cannot quote the brace of `${NAME}` within `${…-…}`. */
function inSh(name: string, value: string): string {
  const { texts, references } = cut(value);
  const written = references.map((one, i) => `r_${i}=${shellQuoted(one.written)}`);
  const word = joined(
    texts,
    references.map((one, i) => `"\${${one.name}-$r_${i}}"`),
  );
  return [...written, `export ${name}=${word}`].join("\n");
}

/** fish has no default values: each reference goes through a variable of its own. */
function inFish(name: string, value: string): string {
  const { texts, references } = cut(value);
  const variables = references.map((one, i) => {
    return `set -l r_${i} ${shellQuoted(one.written)}; set -q ${one.name}; and set r_${i} "$${one.name}"`;
  });
  const word = joined(
    texts,
    references.map((_, i) => `"$r_${i}"`),
  );
  return [...variables, `set -gx ${name} ${word}`].join("\n");
}

/**
 * Statements by which the session's shell sets its environment once its start-up files are over, in the order of
 * `environment`. In the variables that `expanded` names, `$NAME` and `${NAME}` stand for what the shell has by then
 * (`PATH: ./bin:$PATH`); a name that nothing sets stays as it is written, so that no password loses a part.
 * `firstInPath`: a folder that comes before all of that.
 */
export function environmentStatements(
  { shell, environment, expanded }: Pick<LaunchSpec, "shell" | "environment" | "expanded">,
  firstInPath: string | null,
): string {
  const fish = basename(shell) === "fish";
  const literal = (name: string, value: string) =>
    fish ? `set -gx ${name} ${shellQuoted(value)}` : `export ${name}=${shellQuoted(value)}`;
  const withReferences = fish ? inFish : inSh;
  const inFront = (folder: string) =>
    fish ? `set -gx PATH ${shellQuoted(folder)} $PATH` : `export PATH=${shellQuoted(folder)}:"$PATH"`;
  const statements = Object.entries(environment).map(([name, value]) =>
    (expanded.includes(name) ? withReferences : literal)(name, value),
  );
  return [...statements, ...(firstInPath === null ? [] : [inFront(firstInPath)])].join("\n");
}
