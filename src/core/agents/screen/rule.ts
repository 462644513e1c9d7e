import type { Attention } from "../../model/session.ts";

/** Which part of the screen a cue belongs to; see `layout.ts`. */
export type Part = "body" | "panel" | "footer";

/** One row of a program's table: a thing the program draws, and what it means. Rows are tried from the top. */
export interface Rule {
  rule: string;
  state: Attention;
  /** What one line must look like. The bottom-most such line is the cue. */
  line: RegExp;
  /** The cue stands among this many lines from the bottom of its part. Default: 12. */
  within?: number;
  /** Default: body and panel. */
  parts?: readonly Part[];
  /** Blanks before the cue at most: what is further in is quoted, output or a diff. Default: any. */
  indent?: number;
  /** Each must also match a line that is no further than `reach` lines from the cue. */
  near?: readonly RegExp[];
  /** Default: 12. */
  reach?: number;
  /** No line of the cue's part within `within` may look like this. */
  unless?: RegExp;
  /** A line like this below the cue shows that the cue is of the past. Default: the program's `over`. */
  over?: RegExp;
  /** The cue counts only while the program draws no composer below it. */
  no_composer?: true;
  /** Drawn over the live part of the screen: what was known before still holds, `state` is for want of it. */
  hides?: true;
}

export interface Program {
  rules: readonly Rule[];
  /** Lines by which the program goes on after a question or a piece of work: its own messages, results, ends of turns. */
  over?: RegExp;
  /** A line that begins a message of the program or a tool's output: what stands under it may be quoted. */
  speech?: RegExp;
  /** The line of the place where the user types. `ruled`: it stands between two horizontal rules. */
  composer?: { line: RegExp; ruled: boolean };
  /** What it means that no rule matched. */
  otherwise: { state: Attention; rule: string };
}
