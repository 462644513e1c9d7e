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
export const PROJECT_VARIABLES = ["project_name", "project_path", "home", "branch"] as const;

const VARIABLE = /\{(?:([A-Za-z_][A-Za-z0-9_]*)|(port):([A-Za-z0-9_.-]+)|(ask):([^{}\n]*[^{}\s][^{}\n]*))\}/y;
const MALFORMED = /\{(port|ask):[^{}\n]*\}?/y;
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

  while (index < text.length) {
    const match = (pattern: RegExp) => matchAt(pattern, text, index);
    const template = match(FOREIGN_TEMPLATE);
    if (template) {
      const after = index + template[0].length;
      let end = index;
      while (end < after) end = syntax === "shell" ? Math.min(reader.next(end), text.length) : after;
      literal += text.slice(index, end);
      index = end;
      continue;
    }
    if (text.startsWith("{{", index)) {
      literal += "{";
      index += 2;
      continue;
    }
    const found = text[index - 1] === "$" ? null : match(VARIABLE);
    if (found) {
      const variable = toVariable(found);
      const place = syntax === "shell" ? reader.place() : "plain";
      const impossible = IMPOSSIBLE[place];
      if (impossible) problems.push(`uses {${variableKey(variable)}} ${impossible}`);
      pieces.push(literal, { variable, place });
      literal = "";
      index += found[0].length;
      continue;
    }
    const malformed = text[index - 1] === "$" ? null : match(MALFORMED);
    if (malformed) problems.push(`has ${malformed[0]}; write ${EXAMPLES[malformed[1] as "port" | "ask"]}`);
    const end = syntax === "shell" ? Math.min(reader.next(index), text.length) : index + 1;
    literal += text.slice(index, end);
    index = end;
  }
  pieces.push(literal);
  return { pieces: pieces.filter((piece) => piece !== ""), problems };
}

const EXAMPLES = { port: "{port:web}, the name in letters and digits", ask: "{ask:Which branch?}" };

function matchAt(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  if (text[index] !== "{") return null;
  pattern.lastIndex = index;
  return pattern.exec(text);
}

function toVariable([, name, port, portName, ask, question]: RegExpExecArray): Variable {
  if (port) return { kind: "port", name: portName! };
  if (ask) return { kind: "ask", name: question!.trim() };
  return { kind: "name", name: name! };
}

/** The variables of a text, each once, in the order of their first use. */
export function variablesIn(text: string, syntax: Syntax): Variable[] {
  const found = new Map<string, Variable>();
  for (const piece of parseVariables(text, syntax).pieces) {
    if (typeof piece !== "string" && !found.has(variableKey(piece.variable))) {
      found.set(variableKey(piece.variable), piece.variable);
    }
  }
  return [...found.values()];
}

/** What is wrong with a name that nothing is known by, as a sentence without subject. */
export function unknownVariable(name: string, known: Iterable<string>): string {
  const meant = name in EXAMPLES ? `; write ${EXAMPLES[name as keyof typeof EXAMPLES]}` : didYouMean(name, known);
  return `uses {${name}}, which is not known${meant || `; for a plain brace write {{${name}}`}`;
}

/**
 * The text with every variable replaced; in shell syntax, quoted. `values` is by `variableKey`. Throws
 * `unknown_variable` for one without a value, `invalid_project` where a value cannot stand.
 */
export function renderVariables(text: string, syntax: Syntax, values: ReadonlyMap<string, string>): string {
  const { pieces, problems } = parseVariables(text, syntax);
  if (problems.length > 0) {
    throw new Fault("invalid_project", `'${text}' ${problems[0]!}.`, { problems, advice: "Change the command." });
  }
  const unknown = pieces.flatMap((piece) =>
    typeof piece === "string" || values.has(variableKey(piece.variable)) ? [] : [variableKey(piece.variable)],
  );
  if (unknown.length > 0) {
    const said = unknown.map((name) => unknownVariable(name, values.keys()));
    throw new Fault("unknown_variable", `'${text}' ${said[0]!}.`, {
      problems: said,
      advice: "Correct the name, or add it to the project's environment variables.",
    });
  }
  return pieces
    .map((piece) => {
      if (typeof piece === "string") return piece;
      const value = values.get(variableKey(piece.variable))!;
      return syntax === "plain" ? value : quotedFor(piece.place, value, variableKey(piece.variable));
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
