import type { Reading } from "../../model/session.ts";

export interface NewLines {
  /** The lines that were not there at the reading before, oldest first. */
  lines: string[];
  /** The last lines of the buffer as they stand, newest last. */
  tail: string[];
  reading: Reading;
}

export function newLines(
  previous: Reading | null,
  buffer: { text: string; length: number },
  at: { now: number; tty_mtime: number },
): NewLines {
  const lines = previous ? [] : buffer.text.split("\n");
  return {
    lines,
    tail: lines.slice(-40),
    reading: {
      anchor: lines.slice(-40),
      partial: "",
      read_at: at.now,
      length: buffer.length,
      tty_mtime: at.tty_mtime,
    },
  };
}
