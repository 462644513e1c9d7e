import xterm from "@xterm/headless";
import type { IBuffer, IMarker, Terminal as Emulator } from "@xterm/headless";
import { OSC_READERS } from "./escape-codes.ts";
import type { EscapeEvent } from "./escape-codes.ts";

/** More lines than any test makes; the emulator has no true "unlimited". */
const UNLIMITED = 1_000_000;

/** A grid with scrollback that understands escape codes, read out the way iTerm2's `contents` is. */
export class Screen {
  readonly #emulator: Emulator;
  /** Top of what is left of the scrollback after ClearScrollback. */
  #top: IMarker | null = null;

  /**
   * `scrollback`: lines kept above the grid. `onEscape` comes while the text is read, in the text's order;
   * `onAnswer` gets what the terminal itself says back to the program (cursor position, device attributes).
   */
  constructor(options: {
    columns: number;
    rows: number;
    scrollback: number | "unlimited";
    onEscape: (event: EscapeEvent) => void;
    onAnswer: (text: string) => void;
  }) {
    const { columns: cols, rows, scrollback } = options;
    const emulator = new xterm.Terminal({
      cols,
      rows,
      scrollback: scrollback === "unlimited" ? UNLIMITED : scrollback,
      allowProposedApi: true,
      reflowCursorLine: true,
      logLevel: "off",
    });
    emulator.onData(options.onAnswer);
    emulator.onBell(() => options.onEscape({ kind: "bell" }));
    for (const [code, read] of Object.entries(OSC_READERS)) {
      emulator.parser.registerOscHandler(Number(code), (data) => {
        const event = read(data);
        if (event?.kind === "clear_scrollback") {
          this.#clearScrollback();
        }
        if (event) {
          options.onEscape(event);
        }
        return true;
      });
    }
    this.#emulator = emulator;
  }

  get columns(): number {
    return this.#emulator.cols;
  }

  get rows(): number {
    return this.#emulator.rows;
  }

  get alternate(): boolean {
    return this.#emulator.buffer.active.type === "alternate";
  }

  /** Resolves when the text has been taken in. */
  feed(data: string | Uint8Array): Promise<void> {
    return new Promise((resolve) => this.#emulator.write(data, resolve));
  }

  resize(columns: number, rows: number): void {
    this.#emulator.resize(columns, rows);
  }

  /** Rows of the grid as a person sees them, without trailing blanks. */
  visible(): string[] {
    const buffer = this.#emulator.buffer.active;
    return Array.from({ length: this.rows }, (_, row) => rowText(buffer, buffer.baseY + row).trimEnd());
  }

  /** 0-based, in the grid. */
  get cursor(): { column: number; row: number } {
    const { cursorX, cursorY } = this.#emulator.buffer.active;
    return { column: cursorX, row: cursorY };
  }

  /**
   * The whole scrollback and the grid: a row that ends in blanks has one trailing space, a hard end of line is "\n",
   * soft wraps are joined, blank rows under the cursor are " \n" (facts, section 2, Reading).
   */
  contents(): string {
    const { normal, alternate } = this.#emulator.buffer;
    const first = this.#top && !this.#top.isDisposed ? this.#top.line : 0;
    if (!this.alternate) {
      return this.#rows(normal, first, normal.length);
    }
    return this.#rows(normal, first, normal.baseY) + this.#rows(alternate, 0, alternate.length);
  }

  dispose(): void {
    this.#emulator.dispose();
  }

  #rows(buffer: IBuffer, from: number, to: number): string {
    let text = "";
    for (let y = from; y < to; y++) {
      text += rowText(buffer, y);
      if (!buffer.getLine(y + 1)?.isWrapped) {
        text += this.#endsInBlanks(buffer, y) ? " \n" : "\n";
      }
    }
    return text;
  }

  #endsInBlanks(buffer: IBuffer, y: number): boolean {
    const last = buffer.getLine(y)?.getCell(this.columns - 1);
    return !last || (last.getCode() === 0 && last.getWidth() !== 0);
  }

  /** The scrollback is hidden rather than cut, for the emulator has no call to cut it in the middle of its reading. */
  #clearScrollback(): void {
    if (!this.alternate) {
      this.#top = this.#emulator.registerMarker(-this.cursor.row) ?? null;
    }
  }
}

/** Cells up to the last one that was written to; blanks between are spaces. */
function rowText(buffer: IBuffer, y: number): string {
  return buffer.getLine(y)?.translateToString(true) ?? "";
}
