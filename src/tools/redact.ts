import { store } from "../core/composition.ts";
import { looksSecret, MASK } from "../core/model/secrets.ts";
import type { Project } from "../core/model/project.ts";

/** Shorter values are parts of too many words to be told apart in a text. */
const SHORTEST = 4;
const ASSIGNED = /\b([A-Za-z_]\w*)=("[^"]*"|'[^']*'|[^\s;&|]+)/g;
const OPTION = /(?<!\S)(--?[A-Za-z][\w-]*)([ =])("[^"]*"|'[^']*'|[^\s;&|-][^\s;&|]*)/g;
const PASSWORD_IN_URL = /\b([a-z][a-z0-9+.-]*:\/\/[^/\s:@]*):[^/\s@]+@/gi;

/** Masks what looks secret in lines of text. A value may be wrapped over several of them. */
export type Redact = (lines: readonly string[]) => string[];

/**
 * Hides what no answer may carry: values of the project's variables, and answers to its `{ask:…}`, whose names look
 * secret, wherever they turn up; and what is assigned to such names in a command line. Values that stand in an `env_file`
 * only are not known.
 */
export async function redactorFor(project: Project): Promise<Redact> {
  const { projects } = await store().desired();
  const given = { ...project.config.environment_variables, ...projects[project.id]?.answers };
  const secrets = Object.entries(given)
    .filter(([name, value]) => isSecret(name, value))
    .map(([, value]) => value)
    .sort((a, b) => b.length - a.length);
  return (lines) => maskValues(lines, secrets).map(maskAssigned);
}

const isSecret = (name: string, value: string) => value.length >= SHORTEST && looksSecret(name, value);

function maskAssigned(line: string): string {
  return line
    .replace(ASSIGNED, (all, name: string, value: string) => (isSecret(name, value) ? `${name}=${MASK}` : all))
    .replace(OPTION, (all, name: string, between: string, value: string) =>
      // `--auth-token x` gives one, `--pass-with-no-tests x` and `--key-file x` do not.
      isSecret(name.replace(/^.*-/, ""), value) ? `${name}${between}${MASK}` : all,
    )
    .replace(PASSWORD_IN_URL, `$1:${MASK}@`);
}

/** The values are looked for in all lines as one text, as a terminal wraps at its width. */
function maskValues(lines: readonly string[], values: readonly string[]): string[] {
  const whole = lines.join("");
  const hidden = new Uint8Array(whole.length);
  for (const value of values) {
    for (let at = whole.indexOf(value); at >= 0; at = whole.indexOf(value, at + value.length)) {
      hidden.fill(1, at, at + value.length);
    }
  }
  let start = 0;
  return lines.map((line) => {
    let shown = "";
    for (let at = 0; at < line.length; at += 1) {
      if (!hidden[start + at]) shown += line[at];
      else if (at === 0 || !hidden[start + at - 1]) shown += MASK;
    }
    start += line.length;
    return shown;
  });
}
