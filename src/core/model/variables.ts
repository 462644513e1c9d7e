import { shellQuoted } from "./shell-quoting.ts";
import { Fault } from "./fault.ts";
import { ShellReader, type QuoteContext } from "./shell-reader.ts";
import { didYouMean } from "./did-you-mean.ts";

/**
 * Variables in commands.
 *
 * `{name}`, `{port:NAME}` and `{ask:Question}` are variables, unless a `$` or an escaping backslash stands before the
 * brace. Everything else in braces is the shell's own and stays: `${HOME}`, `{a,b}`, `{1..9}`, `{ print $1 }`, `{}`.
 * `{{` is one literal brace, so `{{name}` is `{name}`; only a closed pair with more than a name in it, as Go and Jinja
 * templates have it (`{{.Names}}`, `{{ json . }}`), stays as written. A name that nothing is known by is an error.
 *
 * A value is always one word, whatever it holds, in sh, bash, zsh and fish. Quotes that are already around the
 * variable are respected, so `{name}`, `"{name}"`, `'{name}'` and `bash -c "cd '{name}'"` each pass what the quotes
 * around it promise to the program that this shell starts.
 *
 * Why values are written into the command and not passed in its environment: an environment variable would have to be
 * written as `"$NAME"` where nothing quotes it and as `$NAME` within double quotes, so the quoting would have to be
 * read all the same. Within single quotes it cannot stand at all, which takes away `ssh host '{name}'` and every
 * command that a person has in single quotes today, and fish does not know `${NAME}`. It would gain backticks and
 * here-documents, which are an error that says what to write, and leave names of ours in the environment of everything
 * that a session starts.
 */
export type Variable = { kind: "name" | "port" | "ask"; name: string };

type Piece = string | { variable: Variable; place: QuoteContext };

export interface Parsed {
  pieces: Piece[];
  /** What is written in a way that cannot work, each as a sentence without subject ("uses {x} in backticks; …"). */
  problems: string[];
}

/** `shell`: a command. `plain`: text that no shell reads, such as a URL or a path. */
export type Syntax = "shell" | "plain";

/** Names that every project has. */
export const PROJECT_VARIABLES: readonly string[] = ["project_name", "project_path", "home", "branch"];

const VARIABLE = /\{(?:[A-Za-z_][A-Za-z0-9_]*|port:[A-Za-z0-9_.-]+|ask:[^{}\n]*[^{}\s][^{}\n]*)\}/y;
const MALFORMED = /\{(?:port|ask):[^{}\n]*\}?/y;
const FOREIGN_TEMPLATE = /\{\{(?![A-Za-z_][A-Za-z0-9_]*\}\}|port:|ask:)[^{}\n]+\}\}/y;

/** Why a value cannot stand there, and what to do instead. */
const IMPOSSIBLE: Partial<Record<QuoteContext, string>> = {
  backticks: "inside backticks, where it cannot be quoted; write $(…) instead of the backticks",
  parameter: "inside ${…}, where it cannot be quoted; set an environment variable and use that",
  here_document: "inside a here-document, where it cannot be quoted; set an environment variable and write $NAME there",
  comment: "inside a comment; leave it out",
};

/** How a variable is written: `{name}`, `{port:web}`, `{ask:Which branch?}`, without the braces. */
export function variableKey({ kind, name }: Variable): string {
  return kind === "name" ? name : `${kind}:${name}`;
}

/** Takes a text apart. Never throws. */
export function parseVariables(text: string, syntax: Syntax): Parsed {
  const pieces: Piece[] = [];
  const problems: string[] = [];
  const reader = new ShellReader(text);
  let literal = "";
  let index = 0;
  const keepUpTo = (end: number) => {
    const start = index;
    while (index < end) index = syntax === "shell" ? Math.min(reader.next(index), text.length) : end;
    literal += text.slice(start, index);
  };

  while (index < text.length) {
    const template = matchAt(FOREIGN_TEMPLATE, text, index);
    const escaped = text[index - 1] === "$";
    const found = escaped ? null : matchAt(VARIABLE, text, index);
    if (template !== null) {
      keepUpTo(index + template.length);
    } else if (text.startsWith("{{", index)) {
      literal += "{";
      index += 2;
    } else if (found !== null) {
      const variable = toVariable(found);
      const place = syntax === "shell" ? reader.place() : "plain";
      const impossible = IMPOSSIBLE[place];
      if (impossible) problems.push(`uses {${variableKey(variable)}} ${impossible}`);
      pieces.push(literal, { variable, place });
      literal = "";
      index += found.length;
    } else {
      const malformed = escaped ? null : matchAt(MALFORMED, text, index);
      if (malformed !== null)
        problems.push(`has ${malformed}; write ${EXAMPLES.get(malformed.slice(1, malformed.indexOf(":")))}`);
      keepUpTo(index + 1);
    }
  }
  pieces.push(literal);
  return { pieces: pieces.filter((piece) => piece !== ""), problems };
}

const EXAMPLES: ReadonlyMap<string, string> = new Map([
  ["port", "{port:web}, the name in letters and digits"],
  ["ask", "{ask:Which branch?}"],
]);

function matchAt(pattern: RegExp, text: string, index: number): string | null {
  if (text[index] !== "{") return null;
  pattern.lastIndex = index;
  return pattern.exec(text)?.[0] ?? null;
}

function toVariable(written: string): Variable {
  const inside = written.slice(1, -1);
  if (inside.startsWith("port:")) return { kind: "port", name: inside.slice("port:".length) };
  if (inside.startsWith("ask:")) return { kind: "ask", name: inside.slice("ask:".length).trim() };
  return { kind: "name", name: inside };
}

/** The variables of a text, each once, in the order of their first use. */
export function variablesIn(text: string, syntax: Syntax): Variable[] {
  const { pieces } = parseVariables(text, syntax);
  const variables = pieces.flatMap((piece) => (typeof piece === "string" ? [] : [piece.variable]));
  return [...new Map(variables.map((variable) => [variableKey(variable), variable])).values()];
}

/** What is wrong with a name that nothing is known by, as a sentence without subject. */
export function unknownVariable(name: string, known: Iterable<string>): string {
  const example = EXAMPLES.get(name);
  const meant = example ? `; write ${example}` : didYouMean(name, known);
  return `uses {${name}}, which is not known${meant || `; for a plain brace write {{${name}}`}`;
}

/**
 * The text with every variable replaced; in shell syntax, quoted. `values` is by `variableKey`. Throws
 * `unknown_variable` for one without a value, `invalid_project` where a value cannot stand.
 */
export function renderVariables(text: string, syntax: Syntax, values: ReadonlyMap<string, string>): string {
  const { pieces, problems } = parseVariables(text, syntax);
  if (problems.length > 0) {
    throw new Fault("invalid_project", `'${text}' ${problems[0]}.`, { problems, advice: "Change the command." });
  }
  const unknown = variablesIn(text, syntax)
    .map(variableKey)
    .filter((key) => !values.has(key))
    .map((key) => unknownVariable(key, values.keys()));
  if (unknown.length > 0) {
    throw new Fault("unknown_variable", `'${text}' ${unknown[0]}.`, {
      problems: unknown,
      advice: "Correct the name, or add it to the project's environment variables.",
    });
  }
  return pieces
    .map((piece) => {
      if (typeof piece === "string") return piece;
      const key = variableKey(piece.variable);
      const value = values.get(key) ?? "";
      return syntax === "plain" ? value : quotedFor(piece.place, value, key);
    })
    .join("");
}

function quotedFor(place: QuoteContext, value: string, key: string): string {
  if (value.includes("\0")) throw cannotStand(key, "has a NUL character, which no command can be given");
  switch (place) {
    case "single":
      return shellQuoted(value).slice(1, -1);
    case "double":
      return `"${shellQuoted(value)}"`;
    case "ansi_c":
      return `'${shellQuoted(value)}$'`;
    case "arithmetic":
      if (!/^-?\d+$/.test(value)) throw cannotStand(key, "is not a number, but stands in $((…))");
      return value;
    case "plain":
    case "backticks":
    case "parameter":
    case "here_document":
    case "comment":
      return shellQuoted(value);
  }
}

function cannotStand(key: string, why: string): Fault {
  return new Fault("invalid_project", `The value of {${key}} ${why}.`, { advice: "Change the value or the command." });
}
