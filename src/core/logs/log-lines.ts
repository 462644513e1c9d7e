import type { LogPosition } from "../model/log-position.ts";

/** What the next bytes have to know of those before. */
export type LineState = Pick<LogPosition, "line" | "told" | "above" | "recent">;

export const NOTHING_READ: LineState = { line: "", told: "", above: 0, recent: [] };

/** Lines are cut here: a longer one is data, not something said. */
const LINE_CHARS = 4_000;
/** UTF-16 units: what goes on for longer (a picture, or a string that lost its end) is read as text. */
const LONGEST_SEQUENCE = 1 << 16;
/** How far up a screen goes, and so how many of the lines told may be drawn again. */
const SCREEN_LINES = 100;
const TAB_COLUMNS = 8;

const ESCAPE = "\\u001b";
/** What a control string is made of, up to BEL, ST, a cancellation, or another escape. */
const STRING = "\\u001b[\\]PX^_][^\\u0007\\u0018\\u001a\\u001b\\u009c]*";
const TOKEN = new RegExp(
  [
    "[^\\u0000-\\u001f\\u007f-\\u009f]+", // text
    "\\u0000+", // the hole where a log was emptied
    "\\u001b\\[([0-?]*)[ -/]*([@-~])", // CSI
    `${STRING}(?:[\\u0007\\u0018\\u001a\\u009c]|\\u001b\\\\|(?=\\u001b[^\\\\]))`, // OSC, DCS, SOS, PM, APC
    "\\u001b(?:[ -/]+[0-~]|[0-OQ-WYZ\\\\`-~])", // the others
    "[\\u0000-\\u001a\\u001c-\\u001f\\u007f-\\u009f]",
  ].join("|"),
  "y",
);
/** The beginning of an escape sequence, up to the end of the text. */
const UNFINISHED = new RegExp(`(?:\\u001b\\[[ -?]*|${STRING}\\u001b?|\\u001b[ -/]*)$`, "y");
/** What is left of a sequence that nothing can finish any more. */
const BROKEN = new RegExp(`${ESCAPE}(?:\\[[ -?]*)?`, "y");

/** How many bytes at the end are the beginning of a character of UTF-8: 0 to 3. */
function unfinishedCharacter(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

/** FNV-1a, 32 bits. */
function hashOf(line: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < line.length; at += 1) hash = Math.imul(hash ^ line.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Lines as a terminal would have shown them, one after the other. */
class Lines {
  readonly told: string[] = [];
  #state: LineState;

  constructor(state: LineState) {
    this.#state = { ...state };
  }

  get state(): LineState {
    return { ...this.#state, recent: this.#state.recent.slice(-SCREEN_LINES) };
  }

  /** The last line as it stands: a program that says "ready" without an end of line is heard. */
  tellUnfinished(): void {
    const line = this.#state.line.trimEnd();
    if (line === "" || line === this.#state.told || this.#isDrawnAgain(line)) return;
    this.told.push(line);
    this.#state.told = line;
  }

  take(token: string, parameters: string | undefined, final: string | undefined): void {
    const first = token.charCodeAt(0);
    if (first > 0x1f && !(first >= 0x7f && first <= 0x9f)) this.#write(token);
    else if (final !== undefined) this.#sequence(final, parameters ?? "");
    else if (first === 0x1b) this.#escape(token);
    else this.#control(token);
  }

  #write(text: string): void {
    const { line } = this.#state;
    this.#state.line = line.length >= LINE_CHARS ? line : (line + text).slice(0, LINE_CHARS);
  }

  #control(character: string): void {
    const { line } = this.#state;
    switch (character) {
      case "\n":
      case "\u000b":
      case "\u000c":
      case "\u0085":
        return this.#down(1);
      case "\r":
        return this.#end();
      case "\t":
        return this.#write(" ".repeat(TAB_COLUMNS - (line.length % TAB_COLUMNS)));
      case "\b":
        this.#state.line = line.slice(0, -1);
    }
  }

  #escape(sequence: string): void {
    if (sequence === "\u001bD" || sequence === "\u001bE") this.#down(1);
    else if (sequence === "\u001bM") this.#up(1);
    else if (sequence === "\u001b8") this.#up(SCREEN_LINES);
    else if (sequence === "\u001bc") this.#cleared();
  }

  #sequence(final: string, parameters: string): void {
    const count = Math.max(1, Number.parseInt(parameters, 10) || 1);
    switch (final) {
      case "C": // Programs put blanks between words by it.
        return this.#write(" ".repeat(Math.min(count, 200)));
      case "G":
        return count > this.#state.line.length
          ? this.#write(" ".repeat(Math.min(count - 1 - this.#state.line.length, 200)))
          : this.#end();
      case "A":
      case "F":
        return this.#up(count);
      case "B":
      case "E":
        return this.#down(count);
      case "H":
      case "f":
      case "d":
      case "u":
        return this.#up(SCREEN_LINES);
      case "J":
        return parameters === "2" || parameters === "3" ? this.#cleared() : this.#end();
    }
  }

  #down(lines: number): void {
    this.#end();
    this.#state.told = "";
    this.#state.above = Math.max(0, this.#state.above - lines);
  }

  #up(lines: number): void {
    this.#end();
    this.#state.told = "";
    this.#state.above = Math.min(SCREEN_LINES, this.#state.above + lines);
  }

  /** What comes now is new, whatever stood there before. */
  #cleared(): void {
    this.#end();
    this.#state = { ...NOTHING_READ };
  }

  /** The line stays as it is, or something else is drawn over it. */
  #end(): void {
    const line = this.#state.line.trimEnd();
    this.#state.line = "";
    if (line === "" || this.#isDrawnAgain(line)) return;
    if (line !== this.#state.told) this.told.push(line);
    this.#state.told = line;
    const { recent } = this.#state;
    recent.push(hashOf(line));
    if (recent.length > 2 * SCREEN_LINES) this.#state.recent = recent.slice(-SCREEN_LINES);
  }

  #isDrawnAgain(line: string): boolean {
    return this.#state.above > 0 && this.#state.recent.includes(hashOf(line));
  }
}

/**
 * The lines in a pane's output: what stands at each end of line, and what was drawn over or wiped away before one came;
 * blank ones are left out. Lines that are drawn again where the cursor was moved up are told once; after the screen was
 * cleared all are new.
 *
 * `used`: so many bytes are dealt with, and the rest (the beginning of a character or of an escape sequence) comes again
 * with the next bytes. The lines do not depend on where the bytes are cut, but for an unfinished last line, which is
 * told as it stands and once more if it grows.
 */
export function logLines(before: LineState, bytes: Uint8Array): { lines: string[]; used: number; state: LineState } {
  const whole = bytes.length - unfinishedCharacter(bytes);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, whole).toString("utf8");
  const lines = new Lines({ ...before, recent: [...before.recent] });
  let at = 0;
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    if (found) {
      // A line feed may follow: then the carriage return says nothing.
      if (found[0] === "\r" && at + 1 === text.length) break;
      if (!(found[0] === "\r" && /[\r\n]/.test(text[at + 1] ?? ""))) lines.take(found[0], found[1], found[2]);
      at += found[0].length;
      continue;
    }
    UNFINISHED.lastIndex = at;
    if (text.length - at < LONGEST_SEQUENCE && UNFINISHED.test(text)) break;
    BROKEN.lastIndex = at;
    at += BROKEN.exec(text)?.[0].length ?? 1;
  }
  const used = whole - Buffer.byteLength(text.slice(at));
  lines.tellUnfinished();
  return { lines: lines.told, used, state: lines.state };
}
