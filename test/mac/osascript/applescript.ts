import type { ShownNotification } from "./protocol.ts";

/** AppleScript that the test Mac does not take: a syntax error to the caller. `at`: where in the script, UTF-16 units. */
export class AppleScriptError extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

type Token =
  | { type: "text"; value: string; at: number }
  | { type: "number"; value: number; at: number }
  | { type: "word" | "symbol" | "end"; value: string; at: number };

const escapes: Record<string, string> = { '"': '"', "\\": "\\", n: "\n", r: "\r", t: "\t" };
const lexeme = /[ \t]+|([A-Za-z][A-Za-z0-9_]*)|(\d+)|("(?:[^"\\]|\\[\s\S])*")|([&(){},]|\n)/y;

function* tokens(script: string): Generator<Token> {
  const scanner = new RegExp(lexeme);
  let at = 0;
  while (at < script.length) {
    scanner.lastIndex = at;
    const match = scanner.exec(script);
    if (!match) throw new AppleScriptError("Expected expression but found unknown token.", at);
    const [all, word, digits, literal, symbol] = match;
    if (word !== undefined) yield { type: "word", value: word.toLowerCase(), at };
    if (digits !== undefined) yield { type: "number", value: Number(digits), at };
    if (literal !== undefined) yield { type: "text", value: unquote(literal, at), at };
    if (symbol !== undefined) yield { type: "symbol", value: symbol, at };
    at += all.length;
  }
  yield { type: "end", value: "end of script", at };
}

function unquote(literal: string, at: number): string {
  return literal.slice(1, -1).replace(/\\([\s\S])/g, (_sequence, character: string) => {
    const meant = escapes[character];
    if (meant === undefined) throw new AppleScriptError('Expected “"” but found unknown token.', at);
    return meant;
  });
}

const labels: { words: string[]; field: keyof ShownNotification }[] = [
  { words: ["with", "title"], field: "title" },
  { words: ["subtitle"], field: "subtitle" },
  { words: ["sound", "name"], field: "sound" },
];

class Parser {
  readonly #tokens: Token[];
  #position = 0;

  constructor(script: string) {
    this.#tokens = [...tokens(script.replaceAll("\r\n", "\n").replaceAll("\r", "\n"))];
  }

  notification(): ShownNotification {
    this.#blankLines();
    this.#words(["display", "notification"]);
    const shown: ShownNotification = { title: "", subtitle: "", sound: "", body: this.#expression() };
    const given = new Set<string>();
    for (let label = this.#label(); label; label = this.#label()) {
      if (given.has(label.field)) this.#fail("each parameter once");
      given.add(label.field);
      this.#words(label.words);
      shown[label.field] = this.#expression();
    }
    this.#blankLines();
    if (this.#next.type !== "end") this.#fail("end of line");
    return shown;
  }

  /** Texts joined by `&`. */
  #expression(): string {
    let text = this.#text();
    while (this.#next.value === "&" && this.#next.type === "symbol") {
      this.#position += 1;
      text += this.#text();
    }
    return text;
  }

  #text(): string {
    const token = this.#next;
    if (token.type === "text") {
      this.#position += 1;
      return token.value;
    }
    if (token.type === "word" && token.value === "character") {
      this.#words(["character", "id"]);
      return String.fromCodePoint(...this.#codePoints());
    }
    if (token.type === "symbol" && token.value === "(") {
      this.#symbol("(");
      const text = this.#expression();
      this.#symbol(")");
      return text;
    }
    return this.#fail("expression");
  }

  #codePoints(): number[] {
    if (this.#next.type === "number") return [this.#codePoint()];
    this.#symbol("{");
    const list: number[] = [];
    while (!this.#isSymbol("}")) {
      if (list.length > 0) this.#symbol(",");
      list.push(this.#codePoint());
    }
    this.#symbol("}");
    return list;
  }

  #codePoint(): number {
    const token = this.#next;
    if (token.type !== "number" || token.value > 0x10ffff) return this.#fail("a character id");
    this.#position += 1;
    return token.value;
  }

  #label() {
    const token = this.#next;
    return token.type === "word" ? labels.find(({ words }) => words[0] === token.value) : undefined;
  }

  #words(words: string[]): void {
    for (const word of words) {
      if (this.#next.type !== "word" || this.#next.value !== word) this.#fail(`“${word}”`);
      this.#position += 1;
    }
  }

  #isSymbol(symbol: string): boolean {
    return this.#next.type === "symbol" && this.#next.value === symbol;
  }

  #symbol(symbol: string): void {
    if (!this.#isSymbol(symbol)) this.#fail(`“${symbol}”`);
    this.#position += 1;
  }

  #blankLines(): void {
    while (this.#isSymbol("\n")) this.#position += 1;
  }

  get #next(): Token {
    const token = this.#tokens[this.#position];
    if (!token) throw new AppleScriptError("Expected expression but found end of script.", 0);
    return token;
  }

  #fail(wanted: string): never {
    throw new AppleScriptError(`Expected ${wanted} but found ${JSON.stringify(this.#next.value)}.`, this.#next.at);
  }
}

/**
 * Reads the one AppleScript statement that is modelled: `display notification <text> [with title <text>] [subtitle
 * <text>] [sound name <text>]`, a text being literals and `character id {…}` joined by `&`.
 *
 * Throws `AppleScriptError` for everything else.
 */
export function parseNotification(script: string): ShownNotification {
  return new Parser(script).notification();
}
