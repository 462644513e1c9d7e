/** What iTerm2 makes of a command line: interpolated string, `$$` parameters, words. No shell is involved. */

const ESCAPES: Record<string, string> = {
  n: "\n",
  r: "\r",
  t: "\t",
  a: "\x07",
  b: "\b",
  f: "\f",
  e: "\x1b",
  "\\": "\\",
  '"': '"',
  "/": "/",
};

/** Backslash escapes of a string literal, `\uXXXX` too; an unknown one stays as it stands. */
export function expandEscapes(text: string): string {
  return text.replaceAll(/\\(u([0-9A-Fa-f]{4})|[^])/g, (all, escape: string, hex?: string) =>
    hex ? String.fromCharCode(Number.parseInt(hex, 16)) : (ESCAPES[escape] ?? all),
  );
}

/** Where the expression that begins at `start` ends (index of its closing parenthesis), or -1. */
function endOfExpression(text: string, start: number): number {
  let depth = 1;
  let quoted = false;
  for (let at = start; at < text.length; at++) {
    const c = text[at];
    if (c === "\\") {
      at += 1;
    } else if (c === '"') {
      quoted = !quoted;
    } else if (!quoted && c === "(") {
      depth += 1;
    } else if (!quoted && c === ")") {
      depth -= 1;
      if (depth === 0) {
        return at;
      }
    }
  }
  return -1;
}

/** Evaluates `\(expression)` and backslash escapes. `evaluate` gives null for what it cannot; then all of it is null. */
export function interpolate(text: string, evaluate: (expression: string) => string | null): string | null {
  let result = "";
  let literal = "";
  for (let at = 0; at < text.length; at++) {
    if (text[at] !== "\\") {
      literal += text[at];
    } else if (text[at + 1] !== "(") {
      literal += text.slice(at, at + 2);
      at += 1;
    } else {
      const end = endOfExpression(text, at + 2);
      const value = end < 0 ? null : evaluate(text.slice(at + 2, end));
      if (value === null) {
        return null;
      }
      result += expandEscapes(literal) + value;
      literal = "";
      at = end;
    }
  }
  return result + expandEscapes(literal);
}

const PARAMETER = /\$\$(.*?)\$\$/gs;

/** Names of the `$$NAME$$` parameters to be asked for, each once. `$$$$` is no parameter but an escaped `$$`. */
export function parameters(text: string): string[] {
  return [...new Set([...text.matchAll(PARAMETER)].map(([, name]) => name ?? "").filter((name) => name !== ""))];
}

export function substitute(text: string, values: Record<string, string>): string {
  return text.replaceAll(PARAMETER, (all, name: string) => (name === "" ? "$$" : (values[name] ?? all)));
}

const WORD_ESCAPES: Record<string, string> = { n: "\n", a: "\x07", t: "\t", r: "\r" };

function escapedInWord(c: string, quote: string): string {
  if (WORD_ESCAPES[c] !== undefined) {
    return WORD_ESCAPES[c];
  }
  if (quote === '"') {
    return c === '"' || c === "\\" ? c : `\\${c}`;
  }
  if (quote === "'") {
    return c === "'" ? "\\" : `\\${c}`;
  }
  return c;
}

/**
 * iTerm2's own splitter: blanks part words, quotes keep them together, a backslash works inside single quotes too,
 * and `\n \a \t \r` are control characters everywhere. `~` at the start of an unquoted word is the home folder.
 */
export function splitWords(line: string, home: string): string[] {
  const words: string[] = [];
  let word = "";
  let begun = false;
  let tilde = false;
  let quote = "";
  const finish = () => {
    if (begun) {
      words.push(tilde ? word.replace(/^~(?=\/|$)/, () => home) : word);
    }
    word = "";
    begun = false;
    tilde = false;
  };
  const characters = [...line];
  for (let at = 0; at < characters.length; at++) {
    const c = characters[at] ?? "";
    if (c === "\\" && at + 1 < characters.length) {
      at += 1;
      word += escapedInWord(characters[at] ?? "", quote);
      begun = true;
    } else if (c === "\\") {
      break;
    } else if ((c === '"' || c === "'") && (quote === "" || quote === c)) {
      quote = quote === "" ? c : "";
      begun = true;
    } else if (quote === "" && /\s/.test(c)) {
      finish();
    } else {
      tilde ||= !begun && c === "~";
      word += c;
      begun = true;
    }
  }
  finish();
  return words;
}
