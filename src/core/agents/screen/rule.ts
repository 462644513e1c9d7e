import type { Attention } from "../../model/session.ts";

/** Which part of the screen a line stands in; `layout.ts` takes the screen apart. `screen`: all of it, undivided. */
export type Part = "body" | "panel" | "footer" | "screen";
export const WHOLE_SCREEN: readonly Part[] = ["body", "panel", "footer"];

/** What a text must look like, under the state that it shows. */
export type Cue = { waiting: RegExp } | { busy: RegExp } | { idle: RegExp };

export function readCue(cue: Cue): [state: Attention, pattern: RegExp] {
  if ("waiting" in cue) return ["waiting", cue.waiting];
  return "busy" in cue ? ["busy", cue.busy] : ["idle", cue.idle];
}

/**
 * One thing that a program draws, and what it means. It says what the program draws and where, never what some screen
 * happened to hold. The bottom-most line that looks like it is its cue.
 */
export type Rule = Cue & {
  /** The cue stands among this many lines from the bottom of its part. Default: 12. */
  within?: number;
  /** Where the cue may stand. Default: body and panel. */
  parts?: readonly Part[];
  /** Blanks before the cue at most: what is further in is quoted, output or a diff. Default: any. */
  indent?: number;
  /** Each must also match a line that is no further than `reach` lines from the cue. */
  near?: readonly RegExp[];
  /** Default: 12. */
  reach?: number;
  /** No line of the cue's part within `within` may look like this. */
  unless?: RegExp;
  /** Some line of the screen must look like this, in whatever part. */
  on_screen?: RegExp;
  /** A line like this below the cue shows that the cue is of the past; null: none does. Default: the program's own. */
  superseded_by?: RegExp | null;
  /** Blanks before such a line at most. Default: 1. */
  superseded_indent?: number;
  /** It is itself a message of the program's, so that it cannot be quoted in one. */
  own_message?: true;
  /** The cue counts only while the program draws no composer below it. */
  no_composer?: true;
  /** Drawn over what shows the state: what was known before still holds, and the rule's own only if nothing was. */
  hides_state?: true;
};

/** How the screen of one program is read. */
export interface ScreenRules {
  /** It fills the whole screen once it has started: while nothing is drawn, it starts. */
  starts_blank?: true;
  /** By name. They are tried from the top; the first that applies decides. */
  rules: Readonly<Record<string, Rule>>;
  /** Lines by which the program goes on after a question or a piece of work: its own messages, results, ends of turns. */
  superseded_by?: RegExp;
  /** A line that begins a message of the program or a tool's output: what stands under it may be quoted. */
  message_start?: RegExp;
  /**
   * The first line of the composer, where the user types, and what stands around it: two dividers, nothing, or either,
   * as some versions and narrow panes leave the dividers out.
   */
  composer?: { line: RegExp; frame: "dividers" | "none" | "either" };
}
