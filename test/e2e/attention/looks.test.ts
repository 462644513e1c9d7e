import { expect, test } from "vitest";
import { aProject } from "../../core/builders/project.ts";
import { eventually } from "../../setup/eventually.ts";
import { keep } from "../../setup/raycast-store.ts";
import { launchMac } from "../../setup/launch-mac.ts";
import { opens, sessionsOf } from "../../setup/commands.ts";
import { agentDoes } from "./agent-does.ts";
import { AGENT_PROGRAMS, anAgent } from "./an-agent.ts";

/** How often a background run looks at iTerm2 while an agent is at work. */
async function looksOfARun(preferences: Record<string, unknown>): Promise<number> {
  const mac = await launchMac({ programs: AGENT_PROGRAMS, raycast: { preferences } });
  await keep(mac, aProject({ path: mac.home, session_templates: [anAgent("plan")] }));
  await mac.raycast.menuBar("session-status").run();
  await opens(mac, "webapp");
  await agentDoes(mac, (await sessionsOf(mac))["plan"]!.iterm_session_id!, "b");
  const background = () => mac.raycast.runInterval("session-status");
  await eventually("it is seen at work", async () => {
    await background();
    return (await sessionsOf(mac))["plan"]!.attention === "busy";
  });
  const before = mac.appleEvents.runCount;
  await background();
  return mac.appleEvents.runCount - before;
}

test("a background run looks once and is over, so that it costs little", async () => {
  expect(await looksOfARun({})).toBe(1);
});

test("a background run looks again while an agent is at work, if its user wants that", async () => {
  expect(await looksOfARun({ look_again: true })).toBeGreaterThan(1);
});
