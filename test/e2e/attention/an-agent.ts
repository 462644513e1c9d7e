import { fileURLToPath } from "node:url";
import { aTemplate } from "../../core/builders/project.ts";
import type { Mac } from "../../mac/mac.ts";
import { eventually } from "../main/on-a-mac.ts";

const agent = fileURLToPath(new URL("./fake-agent.ts", import.meta.url));

/** Programs for a Mac: `claude`, which draws what Claude Code draws, and `agent`, the same under a name nobody knows. */
export const AGENT_PROGRAMS = Object.fromEntries(
  ["claude", "agent"].map((name) => [name, `exec node --disable-warning=MODULE_TYPELESS_PACKAGE_JSON '${agent}' "$@"`]),
);

/** What the agent tells of itself besides its screen; `blank`: nothing on the screen either. */
export type Telling = "registry" | "title" | "alternate" | "blank";

/** A session that runs the agent. */
export function anAgent(id: string, ...telling: Telling[]) {
  return aTemplate({ id, command: ["claude", ...telling].join(" "), auto_start: true });
}

const SEEN = {
  b: /Pondering…/,
  p: /Do you want to make this edit/,
  i: /shortcuts$/,
  s: /1 shell$/,
} as const;

function screenOf(mac: Mac, guid: string): string {
  return mac.iterm2.terminal(guid).contents().trimEnd();
}

/** Has the agent work (b), ask (p), idle (i) or idle with a shell behind it (s); resolves once its screen shows it. */
export async function agentDoes(
  mac: Mac,
  guid: string,
  key: keyof typeof SEEN,
  drawn: RegExp = SEEN[key],
): Promise<void> {
  mac.iterm2.user.types(guid, key);
  await eventually(
    `the agent shows '${key}'`,
    () => drawn.test(screenOf(mac, guid)),
    () => screenOf(mac, guid),
  );
}
