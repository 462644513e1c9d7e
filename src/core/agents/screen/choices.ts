import type { Choice } from "../../model/question.ts";
import { ANSWER, isKeyHint } from "./common-cues.ts";
import { continues, widthOf } from "./dialog.ts";
import type { Line } from "./lines.ts";

/** What is typed for keys that have names. */
export const KEYS = {
  enter: "\r",
  escape: "\u001b",
  up: "\u001b[A",
  down: "\u001b[B",
  right: "\u001b[C",
  tab: "\t",
  shift_tab: "\u001b[Z",
  space: " ",
} as const;

/** The answers that a dialog offers, and the lines in which they stand. */
export interface FoundChoices {
  choices: Choice[];
  /** The numbers of their first and last line. */
  first: number;
  last: number;
}

const CURSOR = /^[❯›→▸▶➤>●◆](?: {1,3}|(?=[[☐☑☒◯◉◻◼]))/u;
const NUMBER = /^\[?(\d{1,2})(?:[.):\]] {1,3}| (?=\([●○ ]\)))/u;
const LETTER = /^[[(]([a-wyz])[\])] {1,3}/iu;
/** A box to tick, and the unchosen one of two radio buttons. */
const TICK = /^(?:\[([ xX✔✓*•])\]|([☐☑☒◯◉◻◼✔]))(?: {1,2}|$)/u;
const RADIO_OFF = /^○ {1,2}/u;
const RADIO = /^\(([●○ ])\) {1,2}/u;
const EMPTY_TICK = /^(?:\[ \]|[☐◯◻])/u;
/** What may stand under a list, in its column. */
const NO_CHOICE = /^[⎿⏺] |^waiting for\b/iu;
/** What ends a list of boxes to tick. */
const FINISH = /^(?:next|submit|done|continue|confirm)\b/iu;
/** A key in brackets behind a choice: `(y)`, `(esc or n)`, `(Esc to stop)`, `(y) (enter)`. */
const KEY =
  /(?: |^)\((esc|enter|return|tab|shift\+tab|[a-z]|ctrl[+-][a-z])(?: or [^()]*| to (?:stop|cancel))?\)(?: ?\(enter\))?$/iu;
/** A choice behind which words of the user's own are typed. */
const OWN_WORDS =
  /^(?:type (?:something|your|a response|here)|enter a custom|other\b.*(?:type|specify)|other\.{0,3}$|something else)|\btell copilot what to do\b/iu;
/** More lines than this below a list, of anything but keys, and it is no longer what the program asks. */
const MOST_BELOW = 3;
const MOST_BELOW_CURSOR = 6;

interface Row {
  at: number;
  /** The cursor is on it. */
  chosen: boolean;
  mark: string;
  /** The columns of its number or else of what stands in its place, and of what follows the number. */
  mark_at: number;
  text_at: number;
  ticked: boolean | undefined;
  label: string;
}

function readRow(line: Line | undefined, at: number): Row | null {
  if (!line || line.divider) return null;
  let rest = line.text;
  const take = (pattern: RegExp) => {
    const found = pattern.exec(rest);
    if (found) rest = rest.slice(found[0].length);
    return found;
  };
  const column = () => line.start + line.text.length - rest.length;
  const chosen = take(CURSOR) !== null;
  if (!chosen) take(RADIO_OFF);
  const mark_at = column();
  const mark = (take(NUMBER) ?? take(LETTER))?.[1] ?? "";
  const text_at = column();
  const box = take(TICK)?.[0];
  const radio = take(RADIO)?.[1];
  const ticked = box === undefined ? undefined : !EMPTY_TICK.test(box);
  return rest === "" ? null : { at, chosen: chosen || radio === "●", mark, mark_at, text_at, ticked, label: rest };
}

const isNumbered = ({ mark }: Row) => /^\d/.test(mark);

/** The last rows that are counted from 1, in one column: an older question may stand above them. */
function numberedRows(rows: readonly Row[]): Row[] {
  let list: Row[] = [];
  for (const row of rows) {
    if (!isNumbered(row)) continue;
    if (row.mark === "1") list = [];
    const first = list[0] ?? row;
    if (Number(row.mark) === list.length + 1 && Math.abs(row.mark_at - first.mark_at) <= 2) list.push(row);
  }
  return list;
}

/** `●` begins messages too: it is a cursor among radio buttons only. */
function startsMessage(lines: readonly Line[], rows: readonly Row[], { at }: Row): boolean {
  const isOff = (line: Line | undefined) => line !== undefined && RADIO_OFF.test(line.text);
  return /^[●◆]/u.test(lines[at]?.text ?? "") && !rows.some((row) => Math.abs(row.at - at) < 8 && isOff(lines[row.at]));
}

/** The rows of one column around the lowest cursor. */
function rowsAtCursor(lines: readonly Line[], rows: readonly Row[]): Row[] {
  const cursor = rows.findLast((row) => row.chosen && !isNumbered(row) && !startsMessage(lines, rows, row));
  if (!cursor) return [];
  const column = cursor.mark_at;
  const found = [cursor];
  for (let at = cursor.at; at > 0 && !lines[at]?.after_blank;) {
    at -= 1;
    const row = rows.find((one) => one.at === at);
    if (!row || row.mark_at < column - 1 || row.chosen || /^[?⎿⏺] /u.test(row.label)) break;
    if (row.mark_at <= column + 1) found.unshift(row);
  }
  // A blank line may stand between choices that each have a description.
  for (let at = cursor.at + 1; at < lines.length; at += 1) {
    const row = rows.find((one) => one.at === at);
    if (!row || row.mark_at < column - 1 || row.chosen || NO_CHOICE.test(row.label) || isKeyHint(row.label)) break;
    if (row.mark_at <= column + 1) found.push(row);
    else if (lines[at]?.after_blank) break;
  }
  // What stands in the same column above nothing but answers is what they are about.
  const answer = found.findIndex(({ label }) => ANSWER.test(label));
  const list = found.slice(answer).every(({ label }) => ANSWER.test(label)) ? found.slice(Math.max(0, answer)) : found;
  return list.length > 1 || ANSWER.test(cursor.label) ? list : [];
}

/** Lettered rows, one under the other, of which none shows a cursor. */
function letteredRows(rows: readonly Row[]): Row[] {
  const lettered = rows.filter(({ mark }) => /^[a-z]$/i.test(mark));
  const last = lettered.at(-1);
  const list = lettered.filter(({ at, mark_at }) => last && mark_at === last.mark_at && last.at - at < 10);
  return list.length > 1 ? list : [];
}

/** The row with the lines under it: what did not fit of its label, then what describes it. */
function withLinesUnder(row: Row, next: number, lines: readonly Line[], width: number) {
  let [label = "", description = ""] = split(row.label);
  let last = row.at;
  let below: Row | null = null;
  for (let at = row.at + 1; at < next; at += 1) {
    const [line, above] = [lines[at], lines[at - 1]];
    if (!line || !above || line.divider || line.after_blank || line.start < row.text_at - 1) break;
    if (isKeyHint(line.text)) break;
    if (row.ticked !== undefined && line.start <= row.text_at && FINISH.test(line.text)) {
      below = readRow(line, at);
      last = at;
      break;
    }
    if (description === "" && at === last + 1 && continues(above, line, width, row.text_at))
      label = `${label} ${line.text}`;
    else description = `${description} ${line.text}`.trim();
    last = at;
  }
  return { label, description, last, below };
}

/** `Red  A warm one`, and `Yes, and switch to auto mode · it handles these prompts`. */
function split(text: string): string[] {
  const at = text.search(/ {2,}| · /u);
  return at > 0 ? [text.slice(0, at), text.slice(at).replace(/^[\s·]+/u, "")] : [text];
}

const NAMED: Record<string, string> = {
  esc: KEYS.escape,
  enter: KEYS.enter,
  return: KEYS.enter,
  tab: KEYS.tab,
  "shift+tab": KEYS.shift_tab,
};

function keyNamed(name: string): string {
  const key = name.toLowerCase();
  const letter = /^ctrl[+-]([a-z])$/.exec(key)?.[1];
  return letter ? String.fromCharCode(letter.charCodeAt(0) - 96) : (NAMED[key] ?? key);
}

/** From one row of a list to another: arrow keys. */
function moves(from: number, to: number): string[] {
  return Array.from({ length: Math.abs(to - from) }, () => (to > from ? KEYS.down : KEYS.up));
}

/** What is typed for the row with this number in its list. */
function keysFor(row: Row, index: number, cursor: number, hint: string | undefined, digits: boolean): string[] {
  if (digits && isNumbered(row)) return [row.mark];
  if (hint !== undefined) return [keyNamed(hint)];
  if (row.mark !== "" && !isNumbered(row)) return [row.mark.toLowerCase()];
  if (row.mark !== "" && cursor < 0) return [row.mark, KEYS.enter];
  return [...moves(Math.max(cursor, 0), index), row.ticked === undefined ? KEYS.enter : KEYS.space];
}

/** `digits`: a choice's digit, typed alone, gives that answer. */
export function listedChoices(lines: readonly Line[], digits: boolean): FoundChoices | null {
  const rows = lines.map(readRow).filter((row) => row !== null);
  const numbered = numberedRows(rows);
  const atCursor = rowsAtCursor(lines, rows);
  const lowest = (list: readonly Row[]) => list.at(-1)?.at ?? -1;
  let list = lowest(atCursor) > lowest(numbered) ? atCursor : numbered;
  if (list.length === 0) list = letteredRows(rows);
  if (list.length === 0) return null;

  const width = widthOf(lines);
  const cursor = list.findIndex(({ chosen }) => chosen);
  const found: { row: Row; label: string; description: string }[] = [];
  let last = 0;
  list.forEach((row, index) => {
    const under = withLinesUnder(row, list[index + 1]?.at ?? lines.length, lines, width);
    found.push({ row, label: under.label, description: under.description });
    if (under.below) found.push({ row: under.below, label: under.below.label, description: "" });
    ({ last } = under);
  });
  const below = lines.slice(last + 1).filter(({ text, divider }) => !divider && !isKeyHint(text));
  if (below.length > (cursor < 0 ? MOST_BELOW : MOST_BELOW_CURSOR)) return null;

  const many = list.length > 9;
  const choices = found.map(({ row, label, description }, index): Choice => {
    const hint = KEY.exec(label);
    const named = hint ? label.slice(0, hint.index).trim() : label.trim();
    return {
      label: named,
      mark: row.mark,
      description,
      keys: keysFor(row, index, cursor, hint?.[1], digits && !many),
      ...(row.ticked === undefined ? {} : { ticked: row.ticked }),
      ...(OWN_WORDS.test(named) ? { then_text: true } : {}),
    };
  });
  return { choices, first: list[0]?.at ?? 0, last };
}

const LETTERED = /[[(]([a-z]|esc|enter|tab|space)[\])] {1,2}([^[\]()]+?)(?= {2,}|[ ,|/·]*[[(]|[ ,|/·]*$)/giu;

/** `[y] approve  [n] deny`: each key with its answer, on one line. */
function keyedInLine(line: Line): Choice[] {
  const found = [...line.text.matchAll(LETTERED)];
  const starts = found[0]?.index === 0;
  return starts && found.length > 1
    ? found.map(([, key = "", label = ""]) => ({ label, mark: "", description: "", keys: [keyNamed(key)] }))
    : [];
}

const SIDEWAYS = /(?:⇆|↔|← ?\/? ?→)(?: keys)?(?: to|:)? (?:select|choose|move|navigate|switch)\b/iu;

/** `Allow once   Allow always   Reject   ⇆ select  enter confirm`: the first is chosen when the dialog comes up. */
function answersInLine(line: Line, below: Line | undefined): Choice[] {
  const radio = line.text.split(/ +\/ +/u).map((part) => /^([●○]) (.+)$/u.exec(part));
  if (radio.length > 1 && radio.every((part) => part !== null)) {
    const chosen = radio.findIndex((part) => part?.[1] === "●");
    return radio.map((part, index) => ({
      label: part?.[2] ?? "",
      mark: "",
      description: "",
      keys: [...moves(chosen, index), KEYS.enter],
    }));
  }
  const parts = line.text.split(/ {2,}/u);
  // A narrow pane cuts the keys behind the answers.
  const keys = parts.findIndex((part) => isKeyHint(part) || /^(?:ctrl|enter|esc|tab|[⇆↔←↑])/u.test(part));
  const labels = keys < 0 ? parts : parts.slice(0, keys);
  const moving = [line.text, below?.text ?? ""].some((text) => SIDEWAYS.test(text));
  if (!moving || labels.length < 2 || !labels.some((label) => ANSWER.test(label))) return [];
  return labels.map((label, index) => ({
    label,
    mark: "",
    description: "",
    keys: [...Array.from({ length: index }, () => KEYS.right), KEYS.enter],
  }));
}

/** Below the answers may stand keys, the edge of their box, and a status. */
const LOWEST_LINES = 9;

/** Answers that stand side by side on one of the last lines. */
export function choicesInLine(lines: readonly Line[]): FoundChoices | null {
  for (let at = lines.length - 1; at >= Math.max(0, lines.length - LOWEST_LINES); at -= 1) {
    const line = lines[at];
    if (!line || line.divider) continue;
    const keyed = keyedInLine(line);
    const choices = keyed.length > 0 ? keyed : answersInLine(line, lines[at + 1]);
    if (choices.length > 0) return { choices, first: at, last: at };
  }
  return null;
}

const HINTED =
  /(?:^|[·|•,] ?|\bor )(?:press )?(enter|return|esc|tab|shift\+tab|space)(?: to|:) ([^·|•,]+?)(?= *(?:$|[·|•,]|\bor (?:press )?(?:enter|esc)\b))/giu;
const MOVING =
  /^(?:interrupt|navigate|select|move|choose|scroll|toggle|switch|cycle|amend|explain|edit|submit|add notes)\b/iu;
/** What every dialog offers, and what does not say that its keys are its answers. */
const GENERAL = /^(?:cancel|go back|exit|close|quit|confirm|continue|dismiss)\b/iu;

/** `Enter to stay in auto mode · shift+Tab to leave it · Esc to cancel` at the end of a dialog without a list. */
export function choicesInHints(lines: readonly Line[]): FoundChoices | null {
  const last = lines.findLastIndex(({ divider }) => !divider);
  let first = last;
  while (first > 0 && isKeyHint(lines[first - 1]?.text ?? "") && !lines[first]?.after_blank) first -= 1;
  const text = lines
    .slice(first, last + 1)
    .map((line) => line.text)
    .join(" ")
    .replace(/(?<![·|•,]|^|\bor) (?=(?:press )?(?:enter|esc|tab|shift\+tab|space) to\b)/giu, " · ");
  const offered = [...text.matchAll(HINTED)].filter(([, , action = ""]) => !MOVING.test(action));
  if (!offered.some(([, , action = ""]) => !GENERAL.test(action))) return null;
  const choices = offered.map(([, key = "", action = ""]) => ({
    label: action.charAt(0).toUpperCase() + action.slice(1).trim(),
    mark: "",
    description: "",
    keys: [keyNamed(key)],
  }));
  return { choices, first, last };
}

/** How people call the letters that stand for answers. */
const LETTERS: Record<string, string> = {
  y: "Yes",
  yes: "Yes",
  n: "No",
  no: "No",
  a: "All",
  q: "Quit",
  t: "Trust",
  "?": "Help",
};
const SPELT = /\(([a-z])\)([a-z' ]+)/giu;
const OFFERED = /[[(]([a-z?!*]+(?:[/,|]\[?[a-z?!*]+\]?)+)[\])]/iu;

/**
 * `[y/N]`, `(yes/no)`, `[y,n,q,a,d,e,?]`, `(Y)es/(N)o/(A)ll`, `yes (y) / no (n)` at the end of a question, typed with
 * Enter; `at`: where they begin.
 */
export function answersBehind(question: string): { choices: Choice[]; at: number } {
  const typed = (label: string, ...keys: string[]): Choice => ({ label, mark: "", description: "", keys });
  const line = (label: string, text: string) => typed(label, text, KEYS.enter);
  const yesOrNo = [line("Yes", "y"), line("No", "n")];

  const spelt = [...question.matchAll(SPELT)];
  if (spelt.length > 1) {
    const choices = spelt.map(([, letter = "", rest = ""]) => line(`${letter}${rest}`.trim(), letter.toLowerCase()));
    return { choices, at: spelt[0]?.index ?? 0 };
  }
  const said = /\byes \(y\).*\bno \(n\)/iu.exec(question);
  if (said) return { choices: yesOrNo, at: said.index };
  const key = /\(y\)(?: ?\(enter\))?$/iu.exec(question);
  if (key) return { choices: [typed("Yes", "y")], at: key.index };
  const offered = OFFERED.exec(question);
  if (offered) {
    const keys = (offered[1] ?? "").replace(/[[\]]/gu, "").toLowerCase().split(/[/,|]/u);
    return { choices: keys.map((one) => line(LETTERS[one] ?? one, one)), at: offered.index };
  }
  const preset = /[[(](?:y|n|yes|no)[\])] *[:?]? *$/iu.exec(question);
  return preset ? { choices: yesOrNo, at: preset.index } : { choices: [], at: question.length };
}
