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

function readLine(raw: string): { text: string; indent: number; rule: boolean } {
  let inner = raw
    .slice(0, LINE_CHARS)
    .replace(/\t/g, "  ")
    .replace(/\u00a0/g, " ")
    .trimEnd();
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
  const text = inner
    .replace(/ {3,}/g, "  ")
    .replace(/([─━═▀▄▔╌┄])\1{2,}/gu, "$1$1$1")
    .slice(0, TEXT_CHARS);
  return { text, indent: Math.max(0, indent), rule };
}

/** The last lines of a screen that say something, top first. Work is bounded whatever the screen's size. */
export function linesOf(screen: string): Line[] {
  const rows = plain(screen.slice(-LAST_CHARS)).split("\n");
  const lines: Line[] = [];
  let blanks = false;
  for (let i = rows.length - 1; i >= 0 && lines.length < LAST_LINES; i -= 1) {
    const { text, indent, rule } = readLine(rows[i] ?? "");
    const below = lines[lines.length - 1];
    if (text === "") {
      blanks = true;
      continue;
    }
    if (below && blanks) below.gap = true;
    blanks = false;
    lines.push({ text, indent, gap: false, rule });
  }
  return lines.reverse();
}
