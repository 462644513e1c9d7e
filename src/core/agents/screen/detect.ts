import type { AgentKind } from "../../model/agent-kind.ts";
import type { Attention } from "../../model/session.ts";
import { AGENTS } from "../agents.ts";
import { ANY_PROGRAM } from "../any-program.ts";
import { layoutOf } from "./layout.ts";
import type { Layout } from "./layout.ts";
import { anyAtLeft, linesOf } from "./lines.ts";
import type { Line } from "./lines.ts";
import { readCue, type Part, type Rule, type ScreenRules } from "./rule.ts";

export interface Detection {
  state: Attention;
  /** The rule that decided, as `<kind of agent>/<name>`, or `any-program/<name>`. */
  rule: string;
}

const DEFAULT_PARTS: readonly Part[] = ["body", "panel"];
const DEFAULT_WITHIN = 12;
const DEFAULT_REACH = 12;
const NOTHING_ASKED = { state: "idle", name: "nothing-asked" } as const;

/** A cue under the start of a message, with no divider between, is part of that message. */
function isQuoted(lines: readonly Line[], cue: number, messageStart: RegExp): boolean {
  const above = lines.slice(0, cue + 1);
  const start = above.findLastIndex((line) => line.divider || messageStart.test(line.text));
  return above[start]?.divider === false;
}

/** The number of the bottom-most line that the rule is about; -1: there is none. */
function findCue(lines: readonly Line[], rule: Rule): number {
  const { indent = Infinity, within = DEFAULT_WITHIN } = rule;
  const [, pattern] = readCue(rule);
  const first = Math.max(0, lines.length - within);
  for (let i = lines.length - 1; i >= first; i -= 1) {
    const line = lines[i];
    if (line && line.indent <= indent && pattern.test(line.text)) return i;
  }
  return -1;
}

function appliesIn(part: Part, rule: Rule, screen: ScreenRules, { parts, composer }: Layout): boolean {
  const lines = parts[part];
  const cue = findCue(lines, rule);
  if (cue < 0) return false;
  const { unless, near = [], reach = DEFAULT_REACH, within = DEFAULT_WITHIN } = rule;
  const { superseded_by = screen.superseded_by } = rule;
  if (superseded_by && part !== "footer" && anyAtLeft(lines.slice(cue + 1), superseded_by)) return false;
  if (unless && lines.slice(-within).some((line) => unless.test(line.text))) return false;
  const around = lines.slice(Math.max(0, cue - reach), cue + reach + 1);
  if (!near.every((pattern) => around.some((line) => pattern.test(line.text)))) return false;
  const quotable = "waiting" in rule && part === "body" && composer;
  return !(quotable && screen.message_start && isQuoted(lines, cue, screen.message_start));
}

function applies(rule: Rule, screen: ScreenRules, layout: Layout): boolean {
  if (rule.no_composer && layout.composer) return false;
  return (rule.parts ?? DEFAULT_PARTS).some((part) => appliesIn(part, rule, screen, layout));
}

/**
 * What a screen (one text, or its rows as plain text) shows: its program waits for an answer, works, or idles at its
 * prompt. Never throws; only the last 80 lines are looked at. `agent` is null for any other program. `previous` is what
 * the session was before: it still holds while a view hides what would tell.
 */
export function detect(
  screen: string | readonly string[],
  agent: AgentKind | null,
  previous: Attention | null = null,
): Detection {
  const known: ScreenRules = agent === null ? ANY_PROGRAM : AGENTS[agent].screen;
  const layout = layoutOf(linesOf(screen), known);
  const found = Object.entries(known.rules).find(([, rule]) => applies(rule, known, layout));
  const kind = agent ?? "any-program";
  if (!found) {
    const { state, name } = known.otherwise ?? NOTHING_ASKED;
    return { state, rule: `${kind}/${name}` };
  }
  const [name, rule] = found;
  const [state] = readCue(rule);
  return { state: (rule.hides_state && previous) || state, rule: `${kind}/${name}` };
}
