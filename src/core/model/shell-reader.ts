/** Where in a shell command a character stands, as far as quoting goes. */
export type QuoteContext =
  | "plain"
  | "single"
  | "double"
  /** `$'…'` */
  | "ansi_c"
  /** `$((…))` */
  | "arithmetic"
  | "backticks"
  /** `${…}` */
  | "parameter"
  | "here_document"
  | "comment";

interface Frame {
  place: QuoteContext;
  /** Parentheses that are open within this frame. */
  open: number;
  delimiter?: { word: string; tabs: boolean };
}

/** Nothing can be quoted reliably anywhere inside these. */
const OPAQUE: readonly QuoteContext[] = ["backticks", "parameter", "here_document", "comment"];
const HERE = /<<(-?)[ \t]*(\\?[\w.-]+|'[^'\n]*'|"[^"\n]*")/y;

/**
 * Follows the quoting of a command in POSIX shell syntax (with what bash and zsh add) from left to right. The caller
 * moves over the text with `next` and may pass over parts that the shell will never see.
 */
export class ShellReader {
  readonly #source: string;
  readonly #outermost: Frame = { place: "plain", open: 0 };
  /** What is open within it, the innermost last. */
  readonly #frames: Frame[] = [];
  #announced: NonNullable<Frame["delimiter"]>[] = [];

  constructor(source: string) {
    this.#source = source;
  }

  /** The place of the next character. Inside something that cannot be quoted, that something, however deep. */
  place(): QuoteContext {
    return this.#frames.find(({ place }) => OPAQUE.includes(place))?.place ?? this.#top().place;
  }

  /** Takes in the unit of syntax at `index`; returns the index after it. */
  next(index: number): number {
    const frame = this.#top();
    switch (frame.place) {
      case "single":
        return this.#closeAt("'", index);
      case "ansi_c":
        return this.#source[index] === "\\" ? index + 2 : this.#closeAt("'", index);
      case "comment":
        if (this.#source[index] !== "\n") return index + 1;
        this.#frames.pop();
        return index;
      case "here_document":
        return this.#inHereDocument(frame, index);
      case "double":
        return this.#source[index] === '"' ? this.#pop(index + 1) : this.#inText(index);
      case "backticks":
        return this.#source[index] === "`" ? this.#pop(index + 1) : this.#inCode(frame, index);
      case "parameter":
        return this.#inParameter(index);
      case "arithmetic":
        return this.#inArithmetic(frame, index);
      case "plain":
        return this.#inCode(frame, index);
    }
  }

  #top(): Frame {
    return this.#frames.at(-1) ?? this.#outermost;
  }

  #push(place: QuoteContext, index: number): number {
    this.#frames.push({ place, open: 0 });
    return index;
  }

  #pop(index: number): number {
    this.#frames.pop();
    return index;
  }

  #closeAt(quote: string, index: number): number {
    return this.#source[index] === quote ? this.#pop(index + 1) : index + 1;
  }

  /** What is special both inside and outside of double quotes. */
  #inText(index: number): number {
    const source = this.#source;
    if (source[index] === "\\") return index + 2;
    if (source[index] === "`") {
      // Within backticks a backtick ends them, whatever else is open.
      const outer = this.#frames.findIndex(({ place }) => place === "backticks");
      if (outer === -1) return this.#push("backticks", index + 1);
      this.#frames.length = outer;
      return index + 1;
    }
    if (source.startsWith("$((", index)) return this.#push("arithmetic", index + 3);
    if (source.startsWith("$(", index)) return this.#push("plain", index + 2);
    if (source.startsWith("${", index)) return this.#push("parameter", index + 2);
    return index + 1;
  }

  #inCode(frame: Frame, index: number): number {
    const source = this.#source;
    switch (source.charAt(index)) {
      case "'":
        return this.#push("single", index + 1);
      case '"':
        return this.#push("double", index + 1);
      case "$":
        return source[index + 1] === "'" ? this.#push("ansi_c", index + 2) : this.#inText(index);
      case "#":
        return /^[\s;|&()]?$/.test(source.charAt(index - 1)) ? this.#push("comment", index + 1) : index + 1;
      case "(":
        frame.open++;
        return index + 1;
      case ")":
        if (frame.open > 0) frame.open--;
        else if (frame.place === "plain") this.#frames.pop();
        return index + 1;
      case "<":
        return this.#announceHereDocument(index);
      case "\n":
        this.#beginHereDocuments();
        return index + 1;
      default:
        return this.#inText(index);
    }
  }

  #inParameter(index: number): number {
    const quoted = this.#frames[this.#frames.length - 2]?.place === "double";
    switch (this.#source.charAt(index)) {
      case "}":
        return this.#pop(index + 1);
      case '"':
        return this.#push("double", index + 1);
      case "'":
        return quoted ? index + 1 : this.#push("single", index + 1);
      default:
        return this.#inText(index);
    }
  }

  #inArithmetic(frame: Frame, index: number): number {
    const char = this.#source[index];
    if (char === "(") frame.open++;
    if (char !== ")") return char === "(" ? index + 1 : this.#inText(index);
    if (frame.open-- > 0) return index + 1;
    return this.#pop(this.#source[index + 1] === ")" ? index + 2 : index + 1);
  }

  #announceHereDocument(index: number): number {
    if (this.#source.startsWith("<<<", index)) return index + 3;
    HERE.lastIndex = index;
    const found = HERE.exec(this.#source);
    if (!found) return index + 1;
    const [all, dash, delimiter = ""] = found;
    this.#announced.push({ word: delimiter.replace(/^\\|^(['"])(.*)\1$/, "$2"), tabs: dash === "-" });
    return index + all.length;
  }

  #beginHereDocuments(): void {
    for (const delimiter of this.#announced.reverse())
      this.#frames.push({ place: "here_document", open: 0, delimiter });
    this.#announced = [];
  }

  #inHereDocument(frame: Frame, index: number): number {
    const source = this.#source;
    if (source[index - 1] !== "\n") return index + 1;
    const end = source.indexOf("\n", index);
    const line = source.slice(index, end === -1 ? source.length : end);
    const ends = (frame.delimiter?.tabs ? line.replace(/^\t+/, "") : line) === frame.delimiter?.word;
    return ends ? this.#pop(end === -1 ? source.length : end + 1) : index + 1;
  }
}
