import { describe, expect, test } from "vitest";
import { aProject, aTemplate } from "../../core/builders/project.ts";
import type { Mac } from "../../mac/index.ts";
import { coreOn } from "../../setup/core.ts";
import { keep, storageOf } from "../../setup/raycast-store.ts";
import { itermIsSilent } from "../views/sample-projects.ts";
import { launchMac } from "../../setup/launch-mac.ts";

async function withOneOpen(): Promise<Mac> {
  const mac = await launchMac();
  const server = aTemplate({ name: "Server", command: "echo up; exec sleep 1000", auto_start: true });
  await keep(mac, aProject({ path: mac.home, session_templates: [server] }));
  await coreOn(mac, { storage: storageOf(mac) }).orchestrator.open("webapp");
  return mac;
}
const project = "webapp";
const session = "server";

/** What iTerm2 is like, and what the model is told then. */
const TROUBLES: { what: string; happens: (mac: Mac) => unknown; told: RegExp }[] = [
  { what: "does not run", happens: (mac) => mac.iterm2.quit(), told: /iTerm2 is not running\..+/ },
  {
    what: "may not be controlled",
    happens: (mac) => (mac.appleEvents.permission = "denied"),
    told: /Raycast may not control iTerm2\..*Automation/,
  },
  { what: "does not answer", happens: itermIsSilent, told: /iTerm2 did not answer in time\..+/ },
];

describe.each(TROUBLES)("iTerm2 $what", ({ happens, told }) => {
  test("the status has the problem beside what was known; whatever needs iTerm2 is refused with it before asking", async () => {
    const mac = await withOneOpen();
    await happens(mac);
    expect((await mac.raycast.tool("get-session-status", { project })).value).toMatchObject({
      problem: expect.stringMatching(told) as string,
      projects: [{ name: project, sessions: [{ name: "Server" }] }],
    });
    for (const [name, input] of [
      ["read-session-output", { project, session }],
      ["send-to-session", { project, session, text: "x" }],
    ] as const) {
      await expect(mac.raycast.tool(name, input), name).rejects.toMatchObject({
        message: expect.stringMatching(told) as string,
        confirmation: undefined,
      });
    }
    expect((await mac.raycast.tool("list-projects", {})).value).toMatchObject({ projects: [{ name: project }] });
    expect(mac.raycast.toasts).toEqual([]);
  });
});

test("macOS asks whether Raycast may control iTerm2: the tool waits for the user's no, and says where to change it", async () => {
  const mac = await withOneOpen();
  mac.appleEvents.permission = "ask";
  const answer = mac.raycast.tool("read-session-output", { project, session });
  for (let looks = 0; looks < 600 && !mac.appleEvents.consentSheet; looks += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  mac.appleEvents.answerConsent(false);
  await expect(answer).rejects.toThrow(/Raycast may not control iTerm2\./);
  expect(mac.appleEvents.consentSheet).toBe(false);
});

test("iTerm2 is not installed: opening says so, and the project does not come up by surprise later", async () => {
  const mac = await launchMac({ iterm2: { installed: false } });
  await keep(mac, aProject({ path: mac.home, session_templates: [aTemplate({ command: "cat", auto_start: true })] }));
  await expect(mac.raycast.tool("open-project", { project })).rejects.toThrow(/iTerm2 is not installed\./);
  mac.iterm2.installed = true;
  await mac.iterm2.launch();
  await coreOn(mac, { storage: storageOf(mac) }).orchestrator.tick();
  expect(mac.iterm2.world.sessions.filter(({ name }) => name.startsWith("server"))).toEqual([]);
});
