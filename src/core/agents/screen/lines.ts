import { plain } from "../../model/plain-text.ts";

/** One line of a screen that has something on it. */
export interface Line {
  /** What it says: without borders, scroll bars and outer blanks; runs of blanks and rules shortened. */
  text: string;
  /** Blanks before the text, inside a border if there is one. */
  indent: number;
  /** A blank line, or one with a border only, stands before it. */
  gap: boolean;
  /** Only a horizontal rule or the edge of a box, maybe with a caption. */
  rule: boolean;
}

/** Programs draw what matters at the bottom; more than this is never looked at. */
const LAST_CHARS = 48_000;
const LAST_LINES = 80;
const LINE_CHARS = 2_000;
const TEXT_CHARS = 300;

const LEFT_BORDER = /^[│┃▌▎║┆]{1,2}/u;
const RIGHT_BORDER = /[│┃║▐█▄▀]{1,3}$/u;
const RULE = /^[╭╰┌└├╹▀▔]?[─━═▀▔╌┄]{3,}/u;
const RULE_ONLY = /^[\s─━═▀▄▔▁╌┄╭╮╰╯┌┐└┘├┤╹╻┴┬▐▌█]+$/u;

/** Rows of plain text have none of these: most rows of most screens. */
const DRAWN = /[\u2500-\u259f]/;
const ODD_BLANKS = /[\t\u00a0]/;
/** Surely not blank, whatever borders stand around it. */
const SAYS = /[^\s│┃▌▎║┆▐█▄▀]/;

function readLine(raw: string): { text: string; indent: number; rule: boolean } {
  const spaced = (ODD_BLANKS.test(raw) ? raw.replace(/\t/g, "  ").replace(/\u00a0/g, " ") : raw).trimEnd();
  if (!DRAWN.test(spaced)) {
    const plainText = spaced.trimStart();
    return { text: shortened(plainText), indent: spaced.length - plainText.length, rule: false };
  }
  return readDrawn(spaced);
}

function readDrawn(raw: string): { text: string; indent: number; rule: boolean } {
  let inner = raw;
  let indent = 0;
  for (let depth = 0; depth < 3; depth += 1) {
    const trimmed = inner.trimStart();
    const border = LEFT_BORDER.exec(trimmed);
    indent = inner.length - trimmed.length;
    if (!border) {
      inner = trimmed;
      break;
    }
    inner = trimmed.slice(border[0].length).replace(RIGHT_BORDER, "").trimEnd();
    indent = inner.length - inner.trimStart().length - 1;
  }
  inner = inner.trim();
  const rule = RULE.test(inner) && (RULE_ONLY.test(inner) || inner.replace(/[^─━═▀▔╌┄]/gu, "").length >= 6);
  const text = shortened(inner.replace(/([─━═▀▄▔╌┄])\1{2,}/gu, "$1$1$1"));
  return { text, indent: Math.max(0, indent), rule };
}

function shortened(text: string): string {
  const narrow = text.includes("   ") ? text.replace(/ {3,}/g, "  ") : text;
  return narrow.length > TEXT_CHARS ? narrow.slice(0, TEXT_CHARS) : narrow;
}

/** A row that is taken apart when it is first looked at: rules look at few. */
class Row implements Line {
  gap = false;
  readonly #raw: string;
  #read: ReturnType<typeof readLine> | null = null;

  constructor(raw: string) {
    this.#raw = raw;
  }

  get text(): string {
    return (this.#read ??= readLine(this.#raw)).text;
  }
  get indent(): number {
    return (this.#read ??= readLine(this.#raw)).indent;
  }
  get rule(): boolean {
    return (this.#read ??= readLine(this.#raw)).rule;
  }
}

function rowsOf(screen: string): string[] {
  return plain(screen.slice(-LAST_CHARS)).split("\n");
}

/**
 * The last lines of a screen that say something, top first. A screen is one text, or its rows as plain text. Work is
 * bounded whatever its size.
 */
export function linesOf(screen: string | readonly string[]): Line[] {
  const rows = typeof screen === "string" ? rowsOf(screen) : screen;
  const lines: Row[] = [];
  let blanks = false;
  let chars = 0;
  for (let i = rows.length - 1; i >= 0 && lines.length < LAST_LINES && chars < LAST_CHARS; i -= 1) {
    const row = rows[i] ?? "";
    chars += row.length + 1;
    const shown = row.length > LINE_CHARS ? row.slice(0, LINE_CHARS) : row;
    const line = new Row(shown);
    if (!SAYS.test(shown) && line.text === "") {
      blanks = true;
      continue;
    }
    const below = lines[lines.length - 1];
    if (below && blanks) below.gap = true;
    blanks = false;
    lines.push(line);
  }
  return lines.reverse();
}
