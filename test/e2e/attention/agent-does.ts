import type { Mac } from "../../mac/index.ts";
import { eventually } from "../../setup/eventually.ts";
import { screenOf, SEEN } from "./an-agent.ts";

/** Has the agent work (b), ask (p), idle (i) or idle with a shell behind it (s); resolves once its screen shows it. */
export async function agentDoes(
  mac: Mac,
  guid: string,
  key: keyof typeof SEEN,
  drawn: RegExp = SEEN[key],
): Promise<void> {
  mac.iterm2.user.types(guid, key);
  const screen = () => screenOf(mac, guid);
  await eventually(`the agent shows '${key}'`, () => drawn.test(screen()), screen);
}
