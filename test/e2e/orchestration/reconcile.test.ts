import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { launchCore, told, type CoreOnMac } from "../../setup/core-on-mac.ts";

/** Each run of a session is a line, so that nothing can run twice unseen. */
const counted = (id: string) => `echo ${id} >>runs; exec cat`;
const runs = async (mac: CoreOnMac) => (await mac.read("runs")).trim().split("\n").sort();

const SIDE_BY_SIDE = {
  api: counted("api"),
  web: { command: counted("web"), layout: "pane_vertical", parent_template_id: "api" },
  log: counted("log"),
} as const;
const UP = { api: "up", web: "up", log: "up" };
const LOST = { api: "lost", web: "lost", log: "lost" };

async function opened(options: Parameters<typeof launchCore>[0] = {}): Promise<CoreOnMac> {
  const mac = await launchCore(options);
  await mac.keep(SIDE_BY_SIDE);
  expect(told(await mac.verbs.open("p")).succeeded).toEqual(["api", "log", "web"]);
  return mac;
}

/** Background runs of the menu bar, more than enough to do whatever they would do. */
async function someTicks(mac: CoreOnMac): Promise<void> {
  for (let tick = 0; tick < 4; tick++) await mac.tick();
}

test("Raycast starts anew: everything is found where it is, and opening again starts nothing twice", async () => {
  const mac = await opened();
  const before = mac.panes().map(({ guid }) => guid);
  mac.restartRaycast();
  await mac.tick();
  expect(await mac.states()).toEqual(UP);
  await mac.verbs.open("p");
  expect(mac.panes().map(({ guid }) => guid)).toEqual(before);
  await expect.poll(() => runs(mac)).toEqual(["api", "log", "web"]);
});

test.each([
  { what: "restored windows", switches: { restoreAtLaunch: true, restoredSessionsRun: "command" } },
  { what: "restored windows of plain shells", switches: { restoreAtLaunch: true, restoredSessionsRun: "login_shell" } },
  { what: "no windows restored", switches: { restoreAtLaunch: false } },
] as const)(
  "iTerm2 quits and starts with $what: the sessions are said to be lost, nothing starts by itself, and resume brings each back once",
  async ({ switches }) => {
    const mac = await opened({ iterm2: { switches } });
    await mac.iterm2.quit();
    await mac.ticksTo(LOST);
    await someTicks(mac);
    expect(mac.iterm2.running).toBe(false);
    expect((await mac.verbs.state()).resumable.map(({ template_id }) => template_id).sort()).toEqual([
      "api",
      "log",
      "web",
    ]);

    await mac.iterm2.launch();
    await someTicks(mac);
    expect(await mac.states()).toEqual(LOST);
    await expect.poll(() => runs(mac)).toEqual(["api", "log", "web"]);

    expect(told(await mac.verbs.resume()).succeeded).toEqual(["api", "log", "web"]);
    await expect.poll(() => runs(mac)).toEqual(["api", "api", "log", "log", "web", "web"]);
    // What iTerm2 restored says that its session ended, and goes.
    await mac.ticksUntil("the tab as it was", () =>
      mac
        .layout()
        .flat()
        .some((tab) => tab.join() === "api,web"),
    );
    expect((await mac.verbs.state()).resumable).toEqual([]);
    await mac.verbs.close("p");
    expect(mac.alive()).toEqual([]);
  },
);

test("resume starts iTerm2 if it has to", async () => {
  const mac = await opened({ iterm2: { switches: { restoreAtLaunch: false } } });
  await mac.iterm2.quit();
  await mac.ticksTo(LOST);
  expect(told(await mac.verbs.resume()).succeeded).toEqual(["api", "log", "web"]);
  expect(mac.layout()).toEqual([[["api", "web"], ["log"]]]);
});

test("iTerm2 crashes and its programs live on: back with its windows, every session is up and none has started again", async () => {
  const mac = await opened({ iterm2: { switches: { programsSurviveCrash: true } } });
  mac.iterm2.crash();
  await someTicks(mac);
  await mac.iterm2.launch();
  await mac.ticksTo(UP);
  await someTicks(mac);
  await expect.poll(() => runs(mac)).toEqual(["api", "log", "web"]);
  await mac.verbs.open("p");
  await expect.poll(() => runs(mac)).toEqual(["api", "log", "web"]);
});

test("the machine restarts: journals are as they were, the temporary folder is empty, and resume brings back what was open (claude-squad #212)", async () => {
  const mac = await opened({ iterm2: { switches: { restoreAtLaunch: true, programsSurviveCrash: false } } });
  await mac.verbs.stopSession(mac.id("log"));
  mac.iterm2.crash();
  await rm(join(mac.root, "tmp", "launches"), { recursive: true });
  mac.restartRaycast();
  const booted = Date.now();
  mac.ports.processes.bootedAt = () => booted;
  await mac.iterm2.launch();
  await mac.ticksTo({ api: "lost", web: "lost", log: "stopped" });
  expect(told(await mac.verbs.resume()).succeeded).toEqual(["api", "web"]);
  await expect.poll(() => runs(mac)).toEqual(["api", "api", "log", "web", "web"]);
});

test("a session dragged to another window is the same session, and is focused, messaged and closed there", async () => {
  const mac = await opened();
  const { user } = mac.iterm2;
  await user.opensWindow();
  const other = mac.panes().find(({ title }) => title === "Default")!.window;
  user.dragsToWindow(mac.pane("web").guid, other);
  await mac.tick();
  expect(await mac.states()).toEqual(UP);
  user.selectsPane(mac.pane("api").guid);
  await mac.verbs.focusSession(mac.id("web"));
  expect(mac.layout()[0]).toContainEqual(["web"]);
  expect(mac.pane("web").inFront).toBe(true);
  await mac.verbs.sendText(mac.id("web"), "hello there");
  await mac.shows("web", /hello there[^]*hello there/);
  await mac.verbs.close("p");
  expect(mac.layout()).toEqual([[["Default"]]]);
  expect(mac.core.events.filter(({ type }) => type === "session_ended")).toHaveLength(3);
});

test("a pane closed by hand stays closed until it is wanted again, whatever the menu bar does", async () => {
  const mac = await opened();
  await mac.iterm2.user.closesPane(mac.pane("web").guid);
  await mac.ticksTo({ web: "closed" });
  await someTicks(mac);
  expect(mac.layout()).toEqual([[["api"], ["log"]]]);
  await mac.verbs.open("p");
  expect(mac.layout()).toEqual([[["api", "web"], ["log"]]]);
  await expect.poll(() => runs(mac)).toEqual(["api", "log", "web", "web"]);
});
