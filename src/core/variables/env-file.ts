/** What an `.env` file gives. */
export interface EnvFile {
  values: Record<string, string>;
  /** Names that no shell can hand to a program (`app.name`), left out of `values`, with their lines. */
  unusable: { name: string; line: number }[];
}

/** A line that cannot be read; `message` says what is wrong with it. */
export class EnvFileProblem extends Error {
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

const BLANKS_AND_COMMENTS = /(?:\s|#[^\n]*)*/y;
const NAME = /(?:export[^\S\n]+)?([^=:\n]*)([=:]|\n|$)/y;
const QUOTE = /[^\S\n]*(?=['"])/y;
const QUOTED = /'((?:[^'\\]|\\[^])*)'|"((?:[^"\\]|\\[^])*)"/y;
const REST_OF_LINE = /[^\n]*/y;

/**
 * Reads the syntax of docker compose (compose-go, `dotenv/parser.go`): `NAME=value` or `NAME: value`, with `export` or
 * without; a bare name is one that the environment has already. An unquoted value ends with its line or at ` #`. Quoted
 * ones may have several lines; in double quotes `\n` and its like are escapes. Except in single quotes `$NAME`,
 * `${NAME}` and `${NAME:-default}` stand for earlier values of the file, else for `known`; `$$` is a `$`.
 *
 * Stricter than compose: a variable that neither has is a problem, not an empty text. Throws `EnvFileProblem`.
 */
export function parseEnvFile(source: string, known: Readonly<Record<string, string>> = {}): EnvFile {
  const text = source.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  const values = new Map<string, string>();
  const unusable: EnvFile["unusable"] = [];
  let at = 0;
  let line = 1;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) return null;
    at = pattern.lastIndex;
    line += match[0].split("\n").length - 1;
    return match;
  };

  for (;;) {
    const end = at;
    take(BLANKS_AND_COMMENTS);
    if (at === text.length) break;
    const begin = line;
    const goesOnAfterQuote = end > 0 && !text.slice(end - 1, at).includes("\n");
    const [, written = "", separator] = take(NAME) ?? [];
    const name = written.trimEnd();
    // What the line says may be a secret: the problem is told without it.
    if (!/^[\p{L}\p{N}_.[\]-]+$/u.test(name)) throw new EnvFileProblem(begin, "it does not say NAME=value");
    if (separator !== "=" && separator !== ":") {
      if (goesOnAfterQuote) throw new EnvFileProblem(begin, "something stands after the closing quote");
      continue;
    }
    const valueOf = (variable: string) => values.get(variable) ?? known[variable];
    const value = takeValue(take, begin, valueOf);
    if (/^[A-Za-z_]\w*$/.test(name)) values.set(name, value);
    else unusable.push({ name, line: begin });
  }
  return { values: Object.fromEntries(values), unusable };
}

type ValueOf = (name: string) => string | undefined;

function takeValue(take: (pattern: RegExp) => RegExpExecArray | null, line: number, valueOf: ValueOf): string {
  if (take(QUOTE) === null) {
    const [unquoted = ""] = take(REST_OF_LINE) ?? [];
    return expanded(unquoted.replace(/\s#.*/, "").trim(), PLAIN, { line, valueOf });
  }
  const quoted = take(QUOTED);
  if (quoted === null) throw new EnvFileProblem(line, "the value has no closing quote");
  const [, single, double = ""] = quoted;
  return single?.replaceAll("\\'", "'") ?? expanded(double, ESCAPED, { line, valueOf });
}

const ESCAPES: Record<string, string> = { a: "\x07", b: "\b", c: "\\c", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };

/** What has a meaning in a value: `$$`, `$NAME`, the beginning of `${NAME…}`; in double quotes escapes, too. */
const PLAIN = /\$(?<variable>\$|[A-Za-z_]\w*|\{)/g;
const ESCAPED = new RegExp(`\\\\(?<escape>[abcfnrtv"\\\\$]|0[0-7]{3})|${PLAIN.source}`, "g");

interface Expansion {
  line: number;
  valueOf: ValueOf;
}

function expanded(value: string, special: RegExp, expansion: Expansion): string {
  let result = "";
  let copied = 0;
  for (const match of value.matchAll(special)) {
    if (match.index < copied) continue;
    result += value.slice(copied, match.index);
    copied = match.index + match[0].length;
    const { escape, variable = "" } = match.groups ?? {};
    if (escape !== undefined) result += unescaped(escape);
    else if (variable === "$") result += "$";
    else if (variable !== "{") result += expansion.valueOf(variable) ?? unset(variable, expansion.line);
    else {
      const close = closingBrace(value, copied);
      if (close < 0) throw new EnvFileProblem(expansion.line, "a ${ has no closing }");
      result += braced(value.slice(copied, close), expansion);
      copied = close + 1;
    }
  }
  return result + value.slice(copied);
}

function unescaped(escape: string): string {
  return escape.startsWith("0") ? String.fromCharCode(parseInt(escape, 8)) : (ESCAPES[escape] ?? escape);
}

/** Of the brace that was opened before `from`; -1: there is none. */
function closingBrace(value: string, from: number): number {
  let open = 1;
  for (let at = from; at < value.length; at++) {
    if (value.startsWith("${", at)) open += 1;
    if (value[at] === "}") open -= 1;
    if (open === 0) return at;
  }
  return -1;
}

/** What is between the braces: `NAME`, or `NAME`, an operator (`:-` `-` `:+` `+` `:?` `?`) and a text. */
function braced(inside: string, expansion: Expansion): string {
  const { line, valueOf } = expansion;
  const [, name, colon, operator, text = ""] = /^([A-Za-z_]\w*)(?:(:?)([-+?])([^]*))?$/.exec(inside) ?? [];
  if (name === undefined) throw new EnvFileProblem(line, `\${${inside}} is no variable`);
  const value = valueOf(name);
  const isSet = value !== undefined && !(colon === ":" && value === "");
  if (operator === "+") return isSet ? expanded(text, PLAIN, expansion) : "";
  if (isSet) return value;
  if (operator === "-") return expanded(text, PLAIN, expansion);
  if (operator === "?") throw new EnvFileProblem(line, text === "" ? `$${name} has no value` : text);
  return value ?? unset(name, line);
}

function unset(name: string, line: number): never {
  const ways = `set it in an earlier line, write \${${name}:-} for nothing, or put the value in single quotes to keep the $`;
  throw new EnvFileProblem(line, `$${name} has no value: ${ways}`);
}
