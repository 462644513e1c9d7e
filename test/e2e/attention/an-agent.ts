import { fileURLToPath } from "node:url";
import { aTemplate } from "../../core/builders/project.ts";
import type { Mac } from "../../mac/index.ts";

const agent = fileURLToPath(new URL("./fake-agent.ts", import.meta.url));

/** Programs for a Mac: `claude`, which draws what Claude Code draws. */
export const AGENT_PROGRAMS = { claude: `exec node --disable-warning=MODULE_TYPELESS_PACKAGE_JSON '${agent}' "$@"` };

/** What the agent tells of itself besides its screen; `blank`: nothing on the screen either. */
export type Telling = "registry" | "title" | "alternate" | "blank";

/** A session that runs the agent. */
export function anAgent(id: string, ...telling: Telling[]) {
  return aTemplate({ id, command: ["claude", ...telling].join(" "), auto_start: true });
}

/** Keys that act on the agent, and what its screen shows then. */
export const SEEN = {
  b: /Pondering…/,
  p: /Do you want to make this edit/,
  i: /shortcuts$/,
  s: /1 shell$/,
} as const;

/** What is on a pane, without blank rows at its end. */
export function screenOf(mac: Mac, guid: string): string {
  return mac.iterm2.terminal(guid).contents().trimEnd();
}
