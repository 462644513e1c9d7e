import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Project } from "../../../src/core/model/project.ts";
import { aProject, aTemplate } from "../../core/builders/project.ts";
import type { Mac } from "../../mac/index.ts";
import { keep } from "../../setup/raycast-store.ts";
import { launchMac } from "../../setup/launch-mac.ts";
import { layoutOf, panesOf, shows } from "../../setup/panes.ts";
import { loaded, opens, said, sessionsOf, ticksUntil } from "../../setup/commands.ts";
import type { MacSettings } from "../../setup/start-mac.ts";

async function withProject(given: Partial<Project>, setting: MacSettings = {}): Promise<Mac> {
  const mac = await launchMac(setting);
  const startup_sequence = given.session_templates?.map(({ id }) => id) ?? [];
  const project = aProject({ path: mac.home, ...given });
  await keep(mac, { ...project, config: { ...project.config, ...given.config, startup_sequence } });
  return mac;
}

/** Closes the project from List Projects; what Raycast says. */
async function closes(mac: Mac): Promise<string> {
  const view = await mac.raycast.open("list-projects");
  await view.until((now) => now.actions().some(({ title }) => title === "Close Project"));
  mac.raycast.answerAlert("confirm");
  const heard = await said(mac, () => view.perform("Close Project"));
  await view.close();
  return heard;
}

/** Lines that sessions wrote into a file of the home folder. */
const lines = async (mac: Mac, file: string) => (await readFile(join(mac.home, file), "utf8")).trim().split("\n");

test("a session that crashes is restarted after 1 s, then 2 s, and given up when it goes on crashing", async () => {
  const crash = aTemplate({ id: "server", command: "echo run >>runs; exit 3", restart_on_exit: true });
  const mac = await withProject({ session_templates: [crash] }, { iterm2: { env: { ITERM_RUNNER_CRASH_LIMIT: "3" } } });
  await opens(mac, "webapp");
  const server = await ticksUntil(mac, "it is given up", async () => {
    const { server: now } = await sessionsOf(mac);
    return now?.phase.name === "ended" ? now : null;
  });
  expect(server).toMatchObject({ status: "failed", exit_code: 3, phase: { cause: "gave_up" }, restarts: 2 });
  expect(server.evidence.detail).toBe("crash loop");
  expect(await lines(mac, "runs")).toEqual(["run", "run", "run"]);
  const screen = await shows(mac, "server", "not restarted any more");
  expect(screen.match(/starts again in \d+ s/g)).toEqual(["starts again in 1 s", "starts again in 2 s"]);
  expect(mac.raycast.menuBar("session-status").text()).toContain("server");
});

test("closing stops in order: each is asked, has its time, and only then the next", async () => {
  const tells = (id: string) =>
    aTemplate({
      id,
      command: `trap 'sleep 0.2; echo ${id} >>order; exit 0' TERM; echo ready; while :; do sleep 0.1; done`,
    });
  const mac = await withProject({
    session_templates: [tells("database"), tells("api"), tells("web")],
    config: { ...aProject().config, shutdown_sequence: ["database", "web", "api"] },
  });
  await opens(mac, "webapp");
  for (const name of ["database", "api", "web"]) await shows(mac, name, "ready");
  expect(await closes(mac)).toBe("Closed webapp: 3 sessions");
  expect(await lines(mac, "order")).toEqual(["api", "web", "database"]);
  expect(layoutOf(mac).flat(2)).toEqual([]);
});

test("a project that shall leave its sessions running is closed without touching them", async () => {
  const mac = await withProject({
    session_templates: [aTemplate({ id: "server", command: "exec cat" })],
    config: { ...aProject().config, close_sessions_on_project_close: false },
  });
  await opens(mac, "webapp");
  await closes(mac);
  expect(layoutOf(mac)).toEqual([[["server"]]]);
  expect((await sessionsOf(mac))["server"]).toMatchObject({ status: "running" });
});

/** Two quiet sessions of a project and a tab that its user opened; Quit Cleanup on screen. */
async function cleaningUp() {
  const quiet = (id: string) => aTemplate({ id, command: "exec cat" });
  const mac = await withProject({ session_templates: [quiet("server"), quiet("plan")] });
  await opens(mac, "webapp");
  const own = await mac.iterm2.user.opensTab();
  const view = await mac.raycast.open("quit-cleanup");
  await loaded(view);
  return { mac, own, view };
}
const guids = (mac: Mac) => panesOf(mac).map(({ guid }) => guid);

test("Quit Cleanup: Cancel and Keep All leave everything as it is", async () => {
  const { mac, view } = await cleaningUp();
  const before = guids(mac);
  await view.perform("Cancel");
  await mac.raycast.until(() => view.closed || !view.visible, "the window to go");
  const again = await mac.raycast.open("quit-cleanup");
  await loaded(again);
  await again.perform("Keep All Tabs");
  await mac.raycast.until(() => again.closed || !again.visible, "the window to go");
  expect(guids(mac)).toEqual(before);
});

test("Quit Cleanup: Close Managed Tabs closes ours, after a word about what stops, and no other", async () => {
  const { mac, own, view } = await cleaningUp();
  mac.raycast.answerAlert("confirm");
  expect(await said(mac, () => view.perform("Close Managed Tabs"))).toContain("Closed 2 tabs");
  expect(mac.raycast.alerts.map(({ message }) => message)).toEqual(["This stops:\n• server (cat)\n• plan (cat)"]);
  expect(guids(mac)).toEqual([own]);
  expect(mac.survivors().filter((command) => command === "cat")).toEqual([]);
});

test("Quit Cleanup: said no at the question, nothing is closed", async () => {
  const { mac, view } = await cleaningUp();
  const before = guids(mac);
  mac.raycast.answerAlert("cancel");
  await view.perform("Close All Tabs");
  expect(guids(mac)).toEqual(before);
});

test("Quit Cleanup: Close All Tabs spares a tab that came up while the question was open", async () => {
  const { mac, view } = await cleaningUp();
  const late: string[] = [];
  mac.raycast.answerAlert("confirm");
  const closing = said(mac, () => view.perform("Close All Tabs"));
  // The plan was agreed to; a tab comes up before our script closes the first one.
  mac.appleEvents.inject({
    matches: (event) => event.kind === "command" && event.name === "close",
    when: "before",
    then: { happens: async () => void late.push(await mac.iterm2.user.opensTab()) },
  });
  expect(await closing).toContain("Closed 3 tabs");
  expect(late).toHaveLength(1);
  expect(guids(mac)).toEqual(late);
});

test("Quit Cleanup: a tab opened while the question is on screen is not closed by the answer", async () => {
  const { mac, view } = await cleaningUp();
  const closing = said(mac, () => view.perform("Close All Tabs"));
  const alert = await mac.raycast.untilAlert();
  const late = await mac.iterm2.user.opensTab();
  alert.confirm();
  expect(await closing).toContain("Closed 3 tabs, left 1");
  expect(guids(mac)).toEqual([late]);
});
