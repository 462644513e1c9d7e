import { expect, test } from "vitest";
import { aProject, aTemplate } from "../../core/builders/project.ts";
import type { Mac } from "../../mac/index.ts";
import { eventually } from "../../setup/eventually.ts";
import { keep } from "../../setup/raycast-store.ts";
import { launchMac } from "../../setup/launch-mac.ts";
import { opens, sessionsOf } from "../../setup/commands.ts";
import { agentDoes } from "./agent-does.ts";
import { AGENT_PROGRAMS, anAgent } from "./an-agent.ts";

const guid = async (mac: Mac, id: string) => (await sessionsOf(mac))[id]!.iterm_session_id!;
const bar = (mac: Mac) => mac.raycast.menuBar("session-status");
const onEnter = (id: string, code: number) => aTemplate({ id, command: `read x; exit ${code}`, auto_start: true });

async function opened(mac: Mac, ...session_templates: ReturnType<typeof aTemplate>[]): Promise<void> {
  await keep(mac, aProject({ path: mac.home, session_templates }));
  await bar(mac).run();
  await opens(mac, "webapp");
  mac.iterm2.user.switchesTo("Safari");
}

const instantly = (more = {}) => launchMac({ ...more, raycast: { preferences: { instant_updates: true } } });

test("with instant updates a session's end is in the menu bar and told, without a run at an interval", async () => {
  const mac = await instantly();
  mac.raycast.answerLink("always");
  await opened(mac, onEnter("job", 3));
  mac.iterm2.user.types(await guid(mac, "job"), "\r");
  await eventually(
    "it is in the menu bar",
    () => /Failed · Exit 3/.test(bar(mac).text()),
    () => bar(mac).text(),
  );
  await eventually("it is told", () => mac.appleEvents.notifications.length > 0);
  expect(mac.appleEvents.notifications).toMatchObject([{ title: "webapp", subtitle: "job failed" }]);

  const { links } = mac.open;
  const { author, name } = mac.raycast.manifest;
  for (const { link, background, problem } of links) {
    expect(link.split("?")[0]).toBe(`raycast://extensions/${author}/${name}/session-status`);
    expect({ background, problem }).toEqual({ background: true, problem: null });
  }
  await eventually("all of its runs are over", () => links.every(({ run }) => run?.end));
  expect(mac.raycast.links.asked).toEqual(["session-status"]);
  expect(mac.raycast.window).toBe(null);
  expect(mac.raycast.toasts.filter(({ run }) => run.command === "session-status")).toEqual([]);
});

test("an agent's question is told at once too, where the agent writes it down", async () => {
  const mac = await instantly({ programs: AGENT_PROGRAMS });
  mac.raycast.answerLink("always");
  await opened(mac, anAgent("plan", "registry"));
  await agentDoes(mac, await guid(mac, "plan"), "b");
  await eventually("it is seen at work", async () => (await sessionsOf(mac))["plan"]!.attention === "busy");
  await agentDoes(mac, await guid(mac, "plan"), "p");
  await eventually("it is told", () => mac.appleEvents.notifications.length > 0);
  expect(mac.appleEvents.notifications).toMatchObject([{ subtitle: "plan asks" }]);
  const inMenu = /Waiting for You[\s\S]*plan · webapp/;
  await eventually(
    "it is in the menu bar",
    () => inMenu.test(bar(mac).text()),
    () => bar(mac).text(),
  );
});

test("Raycast asks before the first link; refused, nothing runs and the session goes on", async () => {
  const mac = await instantly();
  await opened(mac, onEnter("job", 0));
  await eventually("it has asked", () => mac.raycast.links.asked.length > 0);
  mac.iterm2.user.types(await guid(mac, "job"), "\r");
  await eventually("the end has asked too", () => mac.raycast.links.asked.length > 1);
  expect(mac.open.links.map(({ run, problem }) => ({ run, problem }))).toContainEqual({ run: null, problem: null });
  expect(mac.open.links.filter(({ run }) => run !== null)).toEqual([]);
  expect(await mac.raycast.runInterval("session-status")).toMatchObject({ ran: true });
  expect((await sessionsOf(mac))["job"]).toMatchObject({ status: "exited", exit_code: 0 });
});

test("without instant updates no link is opened; an open view shows an end all the same", async () => {
  const mac = await launchMac();
  await opened(mac, onEnter("job", 0));
  const view = await mac.raycast.open("search-sessions");
  await view.until((now) => !now.isLoading && now.items.some(({ title }) => title === "job"));
  expect(view.text()).not.toMatch(/Finished/);
  mac.iterm2.user.types(await guid(mac, "job"), "\r");
  await view.until((now) => now.sections.some(({ title }) => title === "Finished"), "the end in the view");
  expect(mac.open.links).toEqual([]);
  await view.close();
});
