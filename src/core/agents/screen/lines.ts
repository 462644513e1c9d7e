import { plain } from "../../model/plain-text.ts";

/** One line of a screen that has something on it. */
export interface Line {
  /** What it says: without borders, scroll bars and outer blanks; runs of blanks and of dividers' characters shortened. */
  text: string;
  /** Blanks before the text, inside a border if there is one. */
  indent: number;
  /** A blank line, or one with a border only, stands before it. */
  after_blank: boolean;
  /** It is only a horizontal line or the edge of a box, maybe with a caption in it. */
  divider: boolean;
  /** A border stands to the left of it. */
  bordered: boolean;
  /** The columns of the screen, from 0, in which the text begins and before which it ends. */
  start: number;
  end: number;
}

/** Programs draw what matters at the bottom; more than this is never looked at. */
const LAST_CHARS = 48_000;
const LAST_LINES = 80;
const LINE_CHARS = 2_000;
const TEXT_CHARS = 300;

const LEFT_BORDER = /^[│┃▌▎║┆]{1,2}/u;
const RIGHT_BORDER = /[│┃║▐█▄▀]{1,3}$/u;
const DIVIDER = /^[╭╰┌└├╹▀▔]?[─━═▀▔╌┄]{3,}/u;
const DIVIDER_ONLY = /^[\s─━═▀▄▔▁╌┄╭╮╰╯┌┐└┘├┤╹╻┴┬▐▌█]+$/u;

/** Rows of plain text have none of these: most rows of most screens. */
const DRAWN = /[\u2500-\u259f]/;
const ODD_BLANKS = /[\t\u00a0]/;
/** Surely not blank, whatever borders stand around it. */
const SAYS = /[^\s│┃▌▎║┆▐█▄▀]/;

type ReadLine = Omit<Line, "after_blank">;

function readLine(raw: string): ReadLine {
  const spaced = (ODD_BLANKS.test(raw) ? raw.replace(/\t/g, "  ").replace(/\u00a0/g, " ") : raw).trimEnd();
  if (DRAWN.test(spaced)) return readDrawn(spaced);
  const text = spaced.trimStart();
  const start = spaced.length - text.length;
  return { text: shortened(text), indent: start, divider: false, bordered: false, start, end: spaced.length };
}

function readDrawn(raw: string): ReadLine {
  let inner = raw;
  let indent = 0;
  let start = 0;
  let bordered = false;
  for (let depth = 0; depth < 3; depth += 1) {
    const trimmed = inner.trimStart();
    const border = LEFT_BORDER.exec(trimmed);
    indent = inner.length - trimmed.length;
    start += indent;
    if (!border) {
      inner = trimmed;
      break;
    }
    bordered = true;
    start += border[0].length;
    inner = trimmed.slice(border[0].length).replace(RIGHT_BORDER, "").trimEnd();
    indent = inner.length - inner.trimStart().length - 1;
  }
  start += inner.length - inner.trimStart().length;
  inner = inner.trim();
  const divider = DIVIDER.test(inner) && (DIVIDER_ONLY.test(inner) || inner.replace(/[^─━═▀▔╌┄]/gu, "").length >= 6);
  const text = shortened(inner.replace(/([─━═▀▄▔╌┄])\1{2,}/gu, "$1$1$1"));
  return { text, indent: Math.max(0, indent), divider, bordered, start, end: start + inner.length };
}

function shortened(text: string): string {
  const narrow = text.includes("   ") ? text.replace(/ {3,}/g, "  ") : text;
  return narrow.length > TEXT_CHARS ? narrow.slice(0, TEXT_CHARS) : narrow;
}

/** A row is read when a rule first looks at it: rules look at few. */
class Row implements Line {
  after_blank = false;
  readonly #raw: string;
  #line: ReadLine | null = null;

  constructor(raw: string) {
    this.#raw = raw;
  }

  get #read(): ReadLine {
    return (this.#line ??= readLine(this.#raw));
  }
  get text(): string {
    return this.#read.text;
  }
  get indent(): number {
    return this.#read.indent;
  }
  get divider(): boolean {
    return this.#read.divider;
  }
  get bordered(): boolean {
    return this.#read.bordered;
  }
  get start(): number {
    return this.#read.start;
  }
  get end(): number {
    return this.#read.end;
  }
}

/**
 * The last lines of a screen that say something, top first. A screen is one text, or its rows as plain text. Work is
 * bounded whatever its size.
 */
export function linesOf(screen: string | readonly string[]): Line[] {
  const rows = typeof screen === "string" ? plain(screen.slice(-LAST_CHARS)).split("\n") : screen;
  const lines: Row[] = [];
  let blank = false;
  let chars = 0;
  for (let i = rows.length - 1; i >= 0 && lines.length < LAST_LINES && chars < LAST_CHARS; i -= 1) {
    const row = rows[i] ?? "";
    chars += row.length + 1;
    const shown = row.length > LINE_CHARS ? row.slice(0, LINE_CHARS) : row;
    const line = new Row(shown);
    if (!SAYS.test(shown) && line.text === "") {
      blank = true;
      continue;
    }
    const below = lines.at(-1);
    if (below && blank) below.after_blank = true;
    blank = false;
    lines.push(line);
  }
  return lines.reverse();
}

/** Whether any of the lines begins at the left, or after few blanks (default: one), and looks like this. */
export function anyAtLeft(lines: readonly Line[], pattern: RegExp, blanks = 1): boolean {
  return lines.some((line) => line.indent <= blanks && pattern.test(line.text));
}
