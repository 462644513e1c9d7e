import type { AgentKind } from "../model/agent-kind.ts";
import type { Attention } from "../model/session.ts";
import { AGENTS } from "./agents.ts";

/** What a terminal's title says of the agent in it; null: nothing. `rule` is `<kind>/title-<name of the rule>`. */
export function readTitle(title: string, agent: AgentKind | null): { state: Attention; rule: string } | null {
  if (agent === null) return null;
  const start = title.trimStart().slice(0, 200);
  const found = AGENTS[agent].titles?.find((one) => one.title.test(start));
  return found ? { state: found.state, rule: `${agent}/title-${found.name}` } : null;
}
