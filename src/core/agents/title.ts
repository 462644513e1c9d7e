import type { Attention } from "../model/session.ts";
import type { AgentKind } from "../model/template.ts";

interface TitleRule {
  agents: readonly AgentKind[];
  rule: string;
  state: Attention;
  title: RegExp;
}

/** What programs put into the terminal's title (`facts/field.md` section 5; gemini-cli's window title). */
const RULES: readonly TitleRule[] = [
  { agents: ["codex", "gemini"], rule: "action-required", state: "waiting", title: /\bAction Required\b|^✋/u },
  { agents: ["claude"], rule: "spinner", state: "busy", title: /^[\u2801-\u28ff◐◓◑◒] /u },
  { agents: ["claude"], rule: "resting", state: "idle", title: /^✳ /u },
  { agents: ["codex"], rule: "spinner", state: "busy", title: /(?:^| )[\u2801-\u28ff](?: |$)/u },
  { agents: ["gemini"], rule: "working", state: "busy", title: /^(?:✦|⏲) /u },
  { agents: ["gemini"], rule: "ready", state: "idle", title: /^◇ /u },
];

/** What a title says of its program's state; null: nothing. */
export function titleSays(title: string, agent: AgentKind | null): { state: Attention; rule: string } | null {
  const short = title.trimStart().slice(0, 200);
  const found = agent && RULES.find((one) => one.agents.includes(agent) && one.title.test(short));
  return found ? { state: found.state, rule: `${agent}/title-${found.rule}` } : null;
}
