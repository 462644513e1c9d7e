import type { AgentKind } from "../../model/agent-kind.ts";
import type { Attention } from "../../model/session.ts";
import { AGENTS, ALL_AGENTS } from "../agents.ts";
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
  /** A view that the user has opened hides what was shown: what was known before still holds. */
  hidden?: true;
}

const DEFAULT_PARTS: readonly Part[] = ["body", "panel"];
const DEFAULT_WITHIN = 12;
const DEFAULT_REACH = 12;

/** A cue under the start of a message, with no divider between, is part of that message. */
function isQuoted(lines: readonly Line[], cue: number, messageStart: RegExp): boolean {
  const above = lines.slice(0, cue + 1);
  const start = above.findLastIndex((line) => line.divider || messageStart.test(line.text));
  return above[start]?.divider === false;
}

/** A rule of a program with what it looks for taken out of its cue, once: all of them are tried on each new screen. */
interface NamedRule {
  name: string;
  rule: Rule;
  state: Attention;
  pattern: RegExp;
}

const namedRules = ({ rules }: ScreenRules): NamedRule[] =>
  Object.entries(rules).map(([name, rule]) => {
    const [state, pattern] = readCue(rule);
    return { name, rule, state, pattern };
  });

const RULES_OF_ANY_PROGRAM = namedRules(ANY_PROGRAM);
const RULES_OF_AGENT = new Map(ALL_AGENTS.map(({ kind, screen }) => [kind, namedRules(screen)]));

/** The number of the bottom-most line that the rule is about; -1: there is none. */
function findCue(lines: readonly Line[], { rule, pattern }: NamedRule): number {
  const { indent = Infinity, within = DEFAULT_WITHIN } = rule;
  const first = Math.max(0, lines.length - within);
  for (let i = lines.length - 1; i >= first; i -= 1) {
    const line = lines[i];
    if (line && line.indent <= indent && pattern.test(line.text)) return i;
  }
  return -1;
}

function appliesIn(part: Part, named: NamedRule, screen: ScreenRules, { parts, composer }: Layout): boolean {
  const lines = parts[part];
  const cue = findCue(lines, named);
  if (cue < 0) return false;
  const { rule, state } = named;
  const { unless, on_screen, near = [], reach = DEFAULT_REACH, within = DEFAULT_WITHIN } = rule;
  const { superseded_by = screen.superseded_by, superseded_indent } = rule;
  const below = lines.slice(cue + 1);
  if (superseded_by && part !== "footer" && anyAtLeft(below, superseded_by, superseded_indent)) return false;
  if (on_screen && !parts.screen.some((line) => on_screen.test(line.text))) return false;
  if (unless && lines.slice(-within).some((line) => unless.test(line.text))) return false;
  const around = lines.slice(Math.max(0, cue - reach), cue + reach + 1);
  if (!near.every((pattern) => around.some((line) => pattern.test(line.text)))) return false;
  const quotable = state === "waiting" && part === "body" && composer && !rule.own_message;
  return !(quotable && screen.message_start && isQuoted(lines, cue, screen.message_start));
}

function applies(named: NamedRule, screen: ScreenRules, layout: Layout): boolean {
  const { no_composer, parts = DEFAULT_PARTS } = named.rule;
  if (no_composer && layout.composer) return false;
  return parts.some((part) => appliesIn(part, named, screen, layout));
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
  const lines = linesOf(screen);
  const layout = layoutOf(lines, known);
  const rules = (agent && RULES_OF_AGENT.get(agent)) ?? RULES_OF_ANY_PROGRAM;
  const found = rules.find((named) => applies(named, known, layout));
  const kind = agent ?? "any-program";
  if (!found && known.starts_blank && lines.length === 0) return { state: "busy", rule: `${kind}/blank` };
  if (!found) {
    const name = layout.composer ? "at-composer" : agent ? "nothing-asked" : "no-cue";
    return { state: "idle", rule: `${kind}/${name}` };
  }
  const { name, rule, state } = found;
  const hidden = rule.hides_state && previous ? { hidden: rule.hides_state } : {};
  return { state: (rule.hides_state && previous) || state, rule: `${kind}/${name}`, ...hidden };
}
