import type { Reading } from "../model/session.ts";

interface NewLines {
  /** The lines that were not there at the reading before, oldest first; blank ones only between others. */
  lines: string[];
  /** The first of `lines` is the last line of the reading before, which has grown. */
  continues: boolean;
  /** The last lines of the buffer as they stand, newest last. */
  tail: string[];
  reading: Reading;
}

/** How much of what was seen is remembered, so that the next reading can resume after the top lines are gone. */
const ANCHOR_LINES = 80;
const ANCHOR_CHARS = 8_000;
/** Lines are cut here: a longer one is data, not something said. */
const LINE_CHARS = 4_000;
const TAIL_LINES = 80;

/** Where the content ends: the blank rows under the cursor and trailing blanks are none. */
function endOfContent(text: string): number {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) <= 0x20) end -= 1;
  return end;
}

function startOfLine(text: string, at: number): number {
  return at <= 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
}

/** Whether `needle`, whole lines joined, ends at `end`; of what is cut off at the top of the text, only the rest counts. */
function endsAt(text: string, end: number, needle: string): boolean {
  if (end < 0 || end > text.length) return false;
  const start = end - needle.length;
  return start >= 0 ? text.startsWith(needle, start) : text.startsWith(needle.slice(-start));
}

/** What the next reading goes on from. */
interface ResumePoint {
  /** Where the new lines begin. */
  from: number;
  /** The last line of the reading before begins there, and has grown. */
  continues: boolean;
  /** Lines that were on the screen before: as many of these are not new. */
  known: readonly string[];
}

/** Resumes after the last line of the reading before, which should begin at `at`, or with it if it has changed. */
function resumeAt(text: string, at: number, partial: string): ResumePoint {
  const newline = text.indexOf("\n", at);
  const line = text.slice(at, newline < 0 ? text.length : newline).trimEnd();
  if (line === partial) return { from: newline < 0 ? text.length : newline + 1, continues: false, known: [] };
  return { from: at, continues: partial !== "" && line.startsWith(partial), known: [] };
}

/** Where `needle`, which begins with a whole line, stands last, searched upwards from `upTo`; -1: nowhere. */
function findLines(text: string, needle: string, upTo: number): number {
  for (let at = text.lastIndexOf(needle, upTo); at >= 0; at = at === 0 ? -1 : text.lastIndexOf(needle, at - 1)) {
    if (at === 0 || text[at - 1] === "\n") return at;
  }
  return -1;
}

/**
 * If the upper ones of the lines seen are gone and the others begin the text: the first `gone` are gone, the next
 * `stand` still stand at the top of it, and `end` is where they end. Null: the text begins with none of them.
 */
function remainderAtTop(
  text: string,
  top: number,
  seen: readonly string[],
): { gone: number; stand: number; end: number } | null {
  const newline = text.indexOf("\n", top);
  const first = text.slice(top, newline < 0 ? text.length : newline);
  let best: { gone: number; stand: number; end: number } | null = null;
  for (let gone = 0; gone < seen.length; gone += 1) {
    if (seen[gone] !== first) continue;
    let stand = 0;
    let end = top;
    while (gone + stand < seen.length && text.startsWith(`${seen[gone + stand]}\n`, end)) {
      end += (seen[gone + stand]?.length ?? 0) + 1;
      stand += 1;
    }
    if (stand > 0 && (!best || stand >= best.stand)) best = { gone, stand, end };
  }
  return best;
}

/** Where to resume after the reading before. `base`: where the text begins in the buffer; `end`: where its content ends. */
function resumePoint(previous: Reading, text: string, base: number, end: number): ResumePoint {
  const { anchor, partial } = previous;
  const above = anchor.join("\n");
  const lineStart = previous.length - partial.length - base;

  // The common case, found without a search: lines were added at the end, and that is all.
  const lead = anchor.length > 0 ? `${above}\n` : "";
  if (lineStart >= 0 && endsAt(text, lineStart, lead)) {
    const stands = partial !== "" && text.startsWith(partial, lineStart);
    const whole = anchor.length > 0 && lineStart >= lead.length;
    if (stands || whole) return resumeAt(text, lineStart, partial);
  }

  // Top lines are gone, so that all lines have moved up: search upwards from where the last line was.
  const reach = Math.max(0, Math.min(lineStart, text.length));
  if (anchor.length > 0) {
    const exact = findLines(text, `${lead}${partial}`, reach);
    const at = exact >= 0 ? exact : findLines(text, lead, reach);
    if (at >= 0) return resumeAt(text, at + lead.length, partial);
  }
  // The last rows were drawn anew: resume after the last of the rows above that still stand.
  const known = [...anchor.map((line) => line.trimEnd()), partial];
  for (let keep = anchor.length - 1; keep >= 1; keep = Math.floor(keep * 0.75)) {
    const needle = `${anchor.slice(0, keep).join("\n")}\n`;
    if (needle.trim() === "") break;
    const at = findLines(text, needle, text.length);
    if (at >= 0) return { from: at + needle.length, continues: false, known: known.slice(keep) };
  }

  // Cleared: there are fewer lines than before, which scrolling never leads to, so all are new.
  const top = firstLine(text, base);
  const isShorter = text.slice(0, end).split("\n", anchor.length).length < anchor.length;
  if (base === 0 && isShorter) return { from: top, continues: false, known: [] };

  // Top lines are gone, and of the rest the last rows may have been drawn anew; or the whole screen was.
  const rest = remainderAtTop(text, top, anchor);
  if (!rest) {
    if (partial !== "" && text.startsWith(partial, top)) return resumeAt(text, top, partial);
    return { from: top, continues: false, known };
  }
  if (rest.gone + rest.stand === anchor.length) return resumeAt(text, rest.end, partial);
  return { from: rest.end, continues: false, known: known.slice(rest.gone + rest.stand) };
}

/** Where the first whole line begins, if the text is only the end of a buffer. */
function firstLine(text: string, base: number): number {
  return base > 0 ? text.indexOf("\n") + 1 : 0;
}

function withoutKnown(lines: readonly string[], known: readonly string[]): string[] {
  const count = new Map<string, number>();
  for (const line of known) count.set(line, (count.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const left = count.get(line) ?? 0;
    if (left > 0) count.set(line, left - 1);
    return left === 0;
  });
}

function readingOf(text: string, base: number, end: number, at: { now: number; tty_mtime: number }): Reading {
  const lineStart = Math.max(startOfLine(text, end), end - LINE_CHARS);
  const anchorEnd = Math.max(0, lineStart - 1);
  const anchorStart = Math.max(0, anchorEnd - ANCHOR_CHARS);
  const above = lineStart === 0 ? [] : text.slice(anchorStart, anchorEnd).split("\n");
  const isCut = anchorStart > 0 || base > 0;
  return {
    anchor: above.slice(isCut ? 1 : 0).slice(-ANCHOR_LINES),
    partial: text.slice(lineStart, end),
    read_at: at.now,
    length: base + end,
    tty_mtime: at.tty_mtime,
  };
}

function tailOf(text: string, end: number): string[] {
  let start = end;
  for (let i = 0; i < TAIL_LINES && start > 0; i += 1) start = startOfLine(text, start - 1);
  return start === end ? [] : linesBetween(text, start, end);
}

function linesBetween(text: string, from: number, end: number): string[] {
  return text
    .slice(from, end)
    .split("\n")
    .map((line) => line.slice(0, LINE_CHARS).trimEnd());
}

/**
 * Exactly the lines that came since the reading before. `buffer.text` is the end of what iTerm2 calls `contents` (all of
 * scrollback and grid, soft wraps joined), `buffer.length` the length of all of it, UTF-16 units.
 *
 * The last line is reported as it stands, finished or not: nothing tells the two apart, and a program that says "ready"
 * without an end of line is heard. If it grows, it is reported again, whole, with `continues`. Lines drawn again
 * unchanged by a full-screen program are not new; after the buffer was cleared, all are.
 *
 * The cost follows the new text: without lost top lines the resume point is known by its offset; else it is searched
 * from the end. What scrolled out of both text and buffer between two readings is lost.
 */
export function newLines(
  previous: Reading | null,
  buffer: { text: string; length: number },
  at: { now: number; tty_mtime: number },
): NewLines {
  const { text } = buffer;
  const base = Math.max(0, buffer.length - text.length);
  const end = endOfContent(text);
  const resume = previous
    ? resumePoint(previous, text, base, end)
    : { from: firstLine(text, base), continues: false, known: [] };
  const found = resume.from < end ? withoutKnown(linesBetween(text, resume.from, end), resume.known) : [];
  const first = found.findIndex((line) => line !== "");
  return {
    lines: first < 0 ? [] : found.slice(first),
    continues: resume.continues && first === 0,
    tail: tailOf(text, end),
    reading: readingOf(text, base, end, at),
  };
}
