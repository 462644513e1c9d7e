import type { AgentKind } from "../model/agent-kind.ts";
import type { Attention } from "../model/session.ts";
import { AGENTS } from "./agents.ts";
import { readCue } from "./screen/rule.ts";

/** What a terminal's title says of the agent in it; null: nothing. `rule` is `<kind>/title-<name of the rule>`. */
export function readTitle(title: string, agent: AgentKind | null): { state: Attention; rule: string } | null {
  if (agent === null) return null;
  const start = title.trimStart().slice(0, 200);
  for (const [name, cue] of Object.entries(AGENTS[agent].titles ?? {})) {
    const [state, title] = readCue(cue);
    if (title.test(start)) return { state, rule: `${agent}/title-${name}` };
  }
  return null;
}
