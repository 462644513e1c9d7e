import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { aProject, aTemplate } from "../../core/builders/project.ts";
import type { Mac } from "../../mac/index.ts";
import { eventually } from "../../setup/eventually.ts";
import { keep } from "../../setup/raycast-store.ts";
import { endMac } from "../../setup/launch-mac.ts";
import { opens, sessionsOf } from "../../setup/commands.ts";
import { startMac } from "../../setup/start-mac.ts";
import { agentDoes } from "./agent-does.ts";
import { AGENT_PROGRAMS, anAgent } from "./an-agent.ts";

/** Ends with this code when Enter is pressed. */
const onEnter = (code: number) => `read x; exit ${code}`;
const job = (id: string, code: number, rest = {}) =>
  aTemplate({ id, command: onEnter(code), auto_start: true, ...rest });

let mac: Mac;

beforeAll(async () => {
  const env = { ITERM_RUNNER_BACKOFF_FIRST: "0" };
  mac = await startMac({ programs: AGENT_PROGRAMS, iterm2: { env } });
  const path = mac.home;
  const session_templates = [
    job("long", 0),
    anAgent("plan", "registry"),
    anAgent("draws"),
    job("lint", 1),
    job("tests", 2),
    job("muted", 1, { notify: false }),
    aTemplate({ id: "loops", command: "[ -f go ] || exec cat; exit 1", auto_start: true, restart_on_exit: true }),
  ];
  await keep(mac, aProject({ path, session_templates }));
  const quiet = [job("silent", 1), job("loud", 1, { notify: true })];
  await keep(mac, aProject({ id: "brief", path, session_templates: [job("short", 0)] }));
  await keep(mac, aProject({ id: "quiet", path, session_templates: quiet, config: { notify: false } }));
  await mac.raycast.menuBar("session-status").run();
  await opens(mac, "webapp");
  await opens(mac, "quiet");
  // The agents have drawn themselves and idle.
  for (const id of ["plan", "draws"]) await agentDoes(mac, await guid(id), "i");
  await interval();
  lookAway();
}, 90_000);
afterAll(() => endMac(mac));
afterEach(() => {
  expect(mac.raycast.toasts.filter(({ run }) => run.command === "session-status")).toEqual([]);
});

/** Its user works in another app. */
const lookAway = () => mac.iterm2.user.switchesTo("Safari");
const guid = async (id: string) => (await sessionsOf(mac))[id]!.iterm_session_id!;

/** One run of the menu bar at its interval; resolves with the notifications that it brought. */
async function interval() {
  const { notifications } = mac.appleEvents;
  const before = notifications.length;
  expect(await mac.raycast.runInterval("session-status")).toMatchObject({ ran: true, how: "unloaded" });
  return notifications.slice(before).map(({ title, subtitle, body }) => ({ title, subtitle, body }));
}

/** Presses Enter in a session; resolves once the shell that is left in its pane shows its prompt. */
async function ends(id: string): Promise<void> {
  const pane = await guid(id);
  mac.iterm2.user.types(pane, "\r");
  const text = () => mac.iterm2.terminal(pane).contents();
  await eventually(`${id} ends`, () => /[$#]\s*$/.test(text()), text);
}

test("a session that starts to wait is told of once, by name and with what it asks, and again when it asks anew", async () => {
  await agentDoes(mac, await guid("plan"), "p");
  expect(await interval()).toEqual([
    { title: "webapp", subtitle: "plan asks", body: "Do you want to make this edit to app.ts? src/app.ts" },
  ]);
  expect(await interval()).toEqual([]);
  await agentDoes(mac, await guid("plan"), "i");
  expect(await interval()).toEqual([]);
  await agentDoes(mac, await guid("plan"), "p");
  expect(await interval()).toMatchObject([{ subtitle: "plan asks" }]);
});

test("the menu bar leads to the pane that waits, and says why by source, rule and age", async () => {
  const bar = mac.raycast.menuBar("session-status");
  expect(bar.text()).toMatch(/Waiting for You[\s\S]*plan · webapp/);
  const evidence = bar.items.filter(({ path }) => path[0] === "plan · webapp");
  expect(evidence).toContainEqual(
    expect.objectContaining({
      title: "Reported by the agent's state file",
      subtitle: "under 1 min ago",
      tooltip: "claude/waiting",
    }),
  );
  const menu = await bar.click();
  await menu.until((now) => !now.isLoading);
  await menu.choose(["plan · webapp", "Focus"]);
  const [front] = mac.iterm2.desktop().windows;
  const tab = front?.tabs.find(({ selected }) => selected);
  expect(tab?.panes.map((pane) => pane.guid)).toEqual([await guid("plan")]);
});

test("the pane that its user looks at brings no notification, another pane does", async () => {
  // The test before has brought it to the front.
  for (const id of ["plan", "draws"]) await agentDoes(mac, await guid(id), "i");
  expect(await interval()).toEqual([]);
  for (const id of ["plan", "draws"]) await agentDoes(mac, await guid(id), "p");
  expect(await interval()).toMatchObject([{ subtitle: "draws asks" }]);
  lookAway();
  for (const id of ["plan", "draws"]) await agentDoes(mac, await guid(id), "i");
  expect(await interval()).toEqual([]);
});

test("notifications can be paused in the menu bar, which still shows what waits, and resumed", async () => {
  const chosen = async (...path: string[]) => {
    const menu = await mac.raycast.menuBar("session-status").click();
    await menu.until((now) => !now.isLoading);
    await menu.choose(path);
  };
  await chosen("Pause Notifications", "For 1 Hour");
  await agentDoes(mac, await guid("plan"), "p");
  expect(await interval()).toEqual([]);
  expect(mac.raycast.menuBar("session-status").text()).toMatch(/Waiting for You[\s\S]*plan · webapp/);
  await agentDoes(mac, await guid("plan"), "i");
  expect(await interval()).toEqual([]);
  await chosen("Resume Notifications");
  await agentDoes(mac, await guid("plan"), "p");
  expect(await interval()).toMatchObject([{ subtitle: "plan asks" }]);
});

test("several changes between two looks are one notification that names them", async () => {
  await ends("lint");
  await ends("tests");
  expect(await interval()).toEqual([{ title: "webapp", subtitle: "2 sessions failed", body: "lint, tests" }]);
});

test("neither a short success nor what is switched off brings one; a session's own switch counts more", async () => {
  await opens(mac, "brief");
  lookAway();
  for (const id of ["short", "muted", "silent"]) await ends(id);
  expect(await interval()).toEqual([]);
  await ends("loud");
  expect(await interval()).toMatchObject([{ title: "quiet", subtitle: "loud failed" }]);
});

test("in quiet hours, and with notifications off, there are none", async () => {
  const clock = (shift: number) => new Date(Date.now() + shift * 3600_000).toTimeString().slice(0, 5);
  mac.raycast.setPreference("quiet_hours", `${clock(-1)}-${clock(1)}`);
  await agentDoes(mac, await guid("draws"), "p");
  expect(await interval()).toEqual([]);
  expect((await sessionsOf(mac))["draws"]).toMatchObject({ status: "waiting" });
  mac.raycast.setPreference("quiet_hours", "");
  mac.raycast.setPreference("notifications", false);
  await agentDoes(mac, await guid("draws"), "i");
  expect(await interval()).toEqual([]);
  await agentDoes(mac, await guid("draws"), "p");
  expect(await interval()).toEqual([]);
  mac.raycast.setPreference("notifications", true);
});

test.each([
  ["by its state file", "plan"],
  ["on its screen alone", "draws"],
])("a question that an agent at work asks %s is told before a run that looks again ends", async (_, id) => {
  mac.raycast.setPreference("look_again", true);
  await agentDoes(mac, await guid(id), "b");
  const { notifications } = mac.appleEvents;
  const before = notifications.length;
  const run = mac.raycast.runInterval("session-status");
  await eventually("it is seen at work", async () => (await sessionsOf(mac))[id]!.attention === "busy");
  await agentDoes(mac, await guid(id), "p");
  expect(await run).toMatchObject({ ran: true, how: "unloaded" });
  expect(notifications.slice(before)).toMatchObject([{ subtitle: `${id} asks` }]);
});

test("a success that took long is told", async () => {
  const started = Date.parse((await sessionsOf(mac))["long"]!.started_at!);
  await eventually("it has run for half a minute", () => Date.now() - started > 30_000);
  await ends("long");
  expect(await interval()).toEqual([{ title: "webapp", subtitle: "long succeeded", body: "" }]);
});

test("a session that keeps crashing is told of once, when it is given up", async () => {
  await writeFile(join(mac.home, "go"), "");
  mac.iterm2.user.presses(await guid("loops"), "ctrl-d");
  const told: unknown[] = [];
  await eventually("it is given up", async () => {
    told.push(...(await interval()));
    return (await sessionsOf(mac))["loops"]!.phase.name === "ended";
  });
  expect(told).toEqual([
    { title: "webapp", subtitle: "loops failed", body: "kept crashing and was given up: crash loop" },
  ]);
});
