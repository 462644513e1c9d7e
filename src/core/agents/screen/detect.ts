import type { Attention } from "../../model/session.ts";
import { layoutOf } from "./layout.ts";
import type { Layout } from "./layout.ts";
import { programOf } from "../agents.ts";
import type { Part, Program, Rule } from "./rule.ts";
import { linesOf } from "./lines.ts";
import type { Line } from "./lines.ts";

export interface Detection {
  state: Attention;
  /** Names the row of the table that decided, as `program/row`. */
  rule: string;
}

const DEFAULT_PARTS: readonly Part[] = ["body", "panel"];
const DEFAULT_WITHIN = 12;
const DEFAULT_REACH = 12;

/** A cue under a message of the program, with no rule between, is part of that message. */
function isQuoted(lines: readonly Line[], at: number, speech: RegExp): boolean {
  for (let i = at; i >= 0; i -= 1) {
    const line = lines[i];
    if (!line || line.rule) return false;
    if (speech.test(line.text)) return true;
  }
  return false;
}

function cueIn(lines: readonly Line[], rule: Rule): number {
  const first = Math.max(0, lines.length - (rule.within ?? DEFAULT_WITHIN));
  for (let i = lines.length - 1; i >= first; i -= 1) {
    const line = lines[i];
    if (line && line.indent <= (rule.indent ?? Infinity) && rule.line.test(line.text)) return i;
  }
  return -1;
}

function holds(rule: Rule, program: Program, layout: Layout): boolean {
  if (rule.no_composer && layout.composer) return false;
  return (rule.parts ?? DEFAULT_PARTS).some((part) => {
    const lines = layout.parts[part];
    const at = cueIn(lines, rule);
    if (at < 0) return false;
    const over = rule.over ?? program.over;
    if (over && part !== "footer" && lines.slice(at + 1).some((line) => line.indent <= 1 && over.test(line.text))) {
      return false;
    }
    const { unless, near } = rule;
    if (unless && lines.slice(-(rule.within ?? DEFAULT_WITHIN)).some((line) => unless.test(line.text))) return false;
    if (near) {
      const reach = rule.reach ?? DEFAULT_REACH;
      const around = lines.slice(Math.max(0, at - reach), at + reach + 1);
      if (!near.every((pattern) => around.some((line) => pattern.test(line.text)))) return false;
    }
    const quotable = rule.state === "waiting" && part === "body" && layout.composer;
    return !(quotable && program.speech && isQuoted(lines, at, program.speech));
  });
}

/**
 * What a screen (one text, or its rows as plain text) shows: its program waits for an answer, works, or idles at its
 * prompt. Pure, never throws; work is bounded by the last 80 lines. `agent` is an `AgentKind` or anything else for any
 * other program. `previous` is what the session was before: a view that hides the live part of the screen leaves it so.
 */
export function detect(
  screen: string | readonly string[],
  agent: string | null,
  previous: Attention | null = null,
): Detection {
  const lines = linesOf(screen);
  const { name, program } = programOf(agent);
  const layout = layoutOf(lines, program);
  const found = program.rules.find((rule) => holds(rule, program, layout));
  if (found) return { state: found.hides ? (previous ?? found.state) : found.state, rule: `${name}/${found.rule}` };
  return { state: program.otherwise.state, rule: `${name}/${program.otherwise.rule}` };
}
