import type { ScreenRules } from "./rule.ts";
import { isKeyHint } from "./common-cues.ts";
import type { Line } from "./lines.ts";

/** What a dialog says in one line, lines that did not fit being joined. */
export interface Row {
  text: string;
  /** It stands in a box of its own, or between two dividers. */
  boxed: boolean;
  /** Which paragraph it belongs to, from 0. */
  paragraph: number;
}

/** A dialog is no higher than this, in lines. */
const HIGHEST = 60;
/** Columns: a screen's text may be narrower than its pane. */
const NARROWEST = 40;

/** The width of a pane as far as what is drawn in it tells, in columns. */
export function widthOf(lines: readonly Line[]): number {
  return Math.max(NARROWEST, ...lines.map(({ end }) => end));
}

/** What a program prints while it works, and what its user has said. */
const OF_THE_PAST = /^(?:[\u2801-\u28ff] |[✻✢✳✶✽] |[❯>›] \S)/u;

/** The number of the first line of the dialog whose choices begin at `end`: below the edge, divider or message above it. */
export function topOf(lines: readonly Line[], end: number, { message_start, composer }: ScreenRules): number {
  const first = lines[end];
  const width = widthOf(lines);
  const lowest = Math.max(0, end - HIGHEST);
  for (let at = end - 1; at >= lowest; at -= 1) {
    const line = lines[at];
    if (!line || !first) return at + 1;
    if (line.divider) {
      const edge = /^[╭┌╔]/u.test(line.text) && line.start < first.start;
      const across = /^[─━═▔▀]+$/u.test(line.text) && line.start <= 1 && line.end - line.start > width * 0.6;
      if (edge || (across && !line.bordered)) return at + 1;
      continue;
    }
    if (!line.bordered && line.start === 0 && /^[?◆] {1,2}\S/u.test(line.text)) return at;
    if (first.bordered && !line.bordered) return at + 1;
    const message = line.start <= 2 && !line.bordered && composer?.frame !== "either" && message_start?.test(line.text);
    if (message || (line.start <= 4 && OF_THE_PAST.test(line.text))) {
      // What goes on in the next lines belongs to it.
      const after = lines.findIndex((next, i) => i > at && i <= end && next.after_blank);
      return after < 0 ? at + 1 : after;
    }
  }
  return lowest;
}

/** `Destination: src/cart.ts` begins a line. */
const LABELLED = /^\p{Lu}[\p{L} ]{2,24}: /u;

/**
 * Whether a line goes on with the text above it, which begins in the column `from`: that had no room for its first word,
 * or it begins in mid-sentence.
 */
export function continues(above: Line, line: Line, width: number, from = above.start): boolean {
  if (LABELLED.test(line.text)) return false;
  const word = /^\S+/u.exec(line.text)?.[0] ?? "";
  const full = above.end + 1 + word.length > width - 6;
  const hangs = line.start <= from + 2;
  return full || (hangs && /^[\p{Ll}),;]/u.test(line.text) && above.end > width * 0.5);
}

/** Two lines that a word has been broken over, which was too long for one, need no blank between them. */
function between(above: Line, line: Line, width: number): string {
  const word = (/\S+$/u.exec(above.text)?.[0] ?? "") + (/^\S+/u.exec(line.text)?.[0] ?? "");
  return above.end >= width - 4 && word.length > width - line.start - 8 ? "" : " ";
}

/** What fills a title's line: `Permission Required ╱╱╱╱`. */
const FILLED = / *[╱╲]{3,}$/u;

/** The text of lines without borders and dividers. */
export function rowsOf(lines: readonly Line[], width: number): Row[] {
  const rows: Row[] = [];
  let paragraph = 0;
  let opened = false;
  let from = 0;
  const close = (boxed: boolean) => {
    for (const row of rows.slice(from)) row.boxed = boxed;
    from = rows.length;
  };
  lines.forEach((line, i) => {
    const above = lines[i - 1];
    if (line.divider) {
      // What stands between an opening and a closing divider is boxed; a title's underline only opens.
      close(opened);
      opened = !opened || /^[╭┌]/u.test(line.text);
      paragraph += 1;
      return;
    }
    if (line.after_blank) paragraph += 1;
    if (!/[\p{L}\p{N}]/u.test(line.text)) return;
    const row = rows.at(-1);
    const ended = !above || above.divider || line.after_blank || FILLED.test(above.text);
    if (row && !ended && continues(above, line, width)) row.text += between(above, line, width) + line.text;
    else rows.push({ text: line.text.replace(FILLED, ""), boxed: false, paragraph });
  });
  return rows;
}

/** A sentence by which a dialog asks for leave. */
export const ASKS_LEAVE =
  /\b(?:do you (?:want|trust|wish|allow)|would you like|are you sure|ready to (?:code|submit|execute))\b|^(?:allow|approve|apply|accept|run|execute|proceed|continue|confirm|write|save|overwrite|trust|enable|grant|delete|remove|create|edit|let|use)\b/iu;
export const PERMISSION = /\bpermission\b|\bapproval\b|\bconfirmation\b|\bwants to\b/iu;
/** What a dialog says beside its question, and is not what the question is about. */
const ASIDE =
  /^(?:tip:|reason:|environment:|this command requires approval|security guide|learn more|see https?:|it will remember|optional\b|field \d+\/\d+|description:|\(select )|\bneeds your approval$/iu;
/** Titles of dialogs with a question of the agent's own, which stands below them. */
const ASKING_TITLE =
  /^(?:answer questions|question \d+(?:\/\d+)?\b.*|copilot needs information\.?|cline is asking a question|\? ?askuserquestion\b.*|← .*→|[☐☑☒] \S.{0,40})$/iu;
/** `$ npm test`, as a shell's line is shown. */
const COMMAND = /^[$❯] (?=\S)/u;
/** A sentence: what a dialog explains, if it names something else that it is about. */
const PROSE = /^\p{Lu}.* .*[.:]$/u;
const ENDS_IN_QUESTION = /\?["')]?$/u;

const isTitle = (text: string) => text.length < 60 && !/[/\\.]\S|\?$/u.test(text);

/** A question without the sign before it and the keys behind it. */
export function bare(text: string): string {
  return text
    .replace(/^[\u2801-\u28ff] +/u, "")
    .replace(/^(?:[?△⚠!✋◆⏺●■✗✕×⎿*•] +)+|^\[(?:act|plan) mode\] */iu, "")
    .replace(/ *(?:\(use arrow keys[^)]*\)|[›»](?: - .*)?)$/iu, "")
    .trim();
}

/** The question in a text: all of it if it ends in one, else the sentence that does. */
export function questionIn(text: string): string | null {
  if (ENDS_IN_QUESTION.test(text)) return text;
  const sentences = text.split(/(?<=[.?!:]["')\]]?) +(?=[\p{Lu}\p{N}"'(`])/u);
  const last = sentences.findLastIndex((sentence) => ENDS_IN_QUESTION.test(sentence));
  if (last < 0) return null;
  // "Quick safety check: Is this …" is one question.
  return sentences.slice(/:$/u.test(sentences[last - 1] ?? "") ? last - 1 : last, last + 1).join(" ");
}

/** A dialog taken apart; `own`: the agent asks in its own words, not for leave. */
export interface Dialog {
  asks: string;
  subject: string;
  own: boolean;
}

export function readDialog(rows: readonly Row[]): Dialog {
  const review = rows.findIndex(({ text }) => /^review your answers/iu.test(text));
  if (review >= 0) {
    const answers = rows.slice(review + 1).map(({ text }) => text);
    return { asks: rows[review]?.text ?? "", subject: answers.join("\n"), own: true };
  }
  const own = ownQuestion(rows);
  if (own !== null) return { asks: own, subject: "", own: true };

  const asking = rows.flatMap((row) => {
    const beside = row.boxed || COMMAND.test(row.text) || /^(?:reason|tip):/iu.test(row.text);
    const question = beside ? null : questionIn(bare(row.text));
    return question === null ? [] : [{ row, question }];
  });
  const leave = asking.findLast(({ question }) => ASKS_LEAVE.test(question));
  if (leave) return { asks: leave.question, subject: subjectOf(rows, [leave.row]), own: false };

  const last = asking.at(-1);
  if (last) {
    const { row } = last;
    const before = rows.slice(0, rows.indexOf(row)).filter(({ paragraph }) => paragraph === row.paragraph);
    const asked = [...before.filter(({ text }) => PROSE.test(text)), row];
    const asks = asked.length > 1 ? asked.map(({ text }) => bare(text)).join(" ") : last.question;
    return { asks, subject: subjectOf(rows, asked), own: false };
  }
  const said = rows.filter(({ text, boxed }) => !boxed && !ASIDE.test(text) && !COMMAND.test(text));
  const title =
    said.findLast(({ text }) => /^[△⚠✋]/u.test(text) || (PERMISSION.test(text) && !/https?:/u.test(text))) ?? said[0];
  return { asks: title ? bare(title.text) : "", subject: subjectOf(rows, title ? [title] : []), own: false };
}

/** What an agent asks under the title of its questions; null: it has none. */
export function ownQuestion(rows: readonly Row[]): string | null {
  const title = rows.findLastIndex(({ text }) => ASKING_TITLE.test(text));
  const below = title < 0 ? [] : rows.slice(title + 1);
  // The name of the field stands above or below the question.
  const asked = below.some(({ text }) => text.includes("?"))
    ? below.filter(({ text }) => !/^[\p{L} ]{1,30}:?$/u.test(text) && !ASIDE.test(text))
    : below;
  return asked.length > 0 ? asked.map(({ text }) => text).join(" ") : null;
}

/** What a dialog is about beside its question: what it boxes, a command, or what else it names. */
function subjectOf(rows: readonly Row[], asked: readonly Row[]): string {
  const others = rows.filter((row) => !asked.includes(row) && !ASIDE.test(row.text) && !isKeyHint(row.text));
  const [title] = others;
  const tool = title && /^\? {1,2}(\S.*?)(?: ←)?$/u.exec(title.text)?.[1];
  const boxed = others.filter((row) => row.boxed).map(({ text }) => text.replace(COMMAND, ""));
  if (tool !== undefined) {
    const used = tool.split(/ {2,}/u).slice(1).join(" ") || tool;
    const shown = boxed.length > 0 ? boxed : others.slice(1).map(({ text }) => text);
    const repeated = shown.join("\n").includes(used) || (shown[0] !== undefined && used.includes(shown[0]));
    return (repeated ? shown : [used, ...shown]).join("\n");
  }
  if (boxed.length > 0) {
    const file = others.filter((row) => !row.boxed && row !== title && !row.text.includes(" "));
    return [...file.map(({ text }) => text), ...boxed].join("\n");
  }
  const command = others.findIndex(({ text }) => COMMAND.test(text));
  if (command >= 0) {
    const { paragraph } = others[command] ?? { paragraph: -1 };
    return others
      .filter((row, i) => i >= command && row.paragraph === paragraph)
      .map(({ text }) => text.replace(COMMAND, ""))
      .join("\n");
  }
  // A tool's input is shown as JSON.
  const input = others.flatMap(({ text }) => /^"(?:command|cmd|file_?path|path)": "(.*)",?$/iu.exec(text)?.[1] ?? []);
  if (input.length > 0) return input.join("\n");
  const untitled = others.filter((row) => row !== title || row !== rows[0] || !isTitle(row.text));
  const named = untitled.filter(({ text }) => !PROSE.test(text));
  return (named.length > 0 ? named : untitled).map(({ text }) => text.replace(/^(?:[→⏺⎿●] +)+/u, "")).join("\n");
}
