/**
 * A terminal reduced to what iTerm2's `contents` shows of it: rows, some scrolled back, the oldest dropped beyond a
 * limit; each row ends in a line feed, blank rows under the cursor are a blank and a line feed.
 */
export class ModelTerminal {
  private rows: string[] = [""];
  private readonly height: number;
  private readonly limit: number;

  constructor(size: { height: number; scrollback: number }) {
    this.height = size.height;
    this.limit = size.height + size.scrollback;
  }

  /** Text without a line feed: the last row grows. */
  type(text: string): void {
    this.rows[this.rows.length - 1] += text;
  }

  /** A line feed, and the oldest row goes if there is no more room. */
  feed(): void {
    this.rows.push("");
    if (this.rows.length > this.limit) this.rows.shift();
  }

  print(lines: readonly string[]): void {
    for (const line of lines) {
      this.type(line);
      this.feed();
    }
  }

  /** Clears screen and scrollback. */
  clear(): void {
    this.rows = [""];
  }

  /** Draws the last rows above the cursor anew. Rows that scrolled back cannot be reached. */
  redraw(lines: readonly string[]): void {
    const from = Math.max(0, this.rows.length - 1 - Math.min(lines.length, this.height - 1));
    this.rows.splice(from, this.rows.length - 1 - from, ...lines.slice(0, this.rows.length - 1 - from));
  }

  /** Rows as they stand, the blank ones at the end left out. */
  lines(): string[] {
    const last = this.rows.findLastIndex((row) => row.trim() !== "");
    return this.rows.slice(0, last + 1).map((row) => row.trimEnd());
  }

  /** What a snapshot brings: the last `max` characters of `contents`, and the length of all of it. */
  buffer(max = Infinity): { text: string; length: number } {
    const blank = Math.max(0, this.height - this.rows.length);
    const contents = this.rows.map((row) => `${row === "" ? " " : row}\n`).join("") + " \n".repeat(blank);
    return { text: contents.slice(-Math.min(max, contents.length)), length: contents.length };
  }
}
