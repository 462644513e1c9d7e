import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { launchCore, told, type CoreOnMac } from "../../setup/core-on-mac.ts";

/** Each run of a session is a line, so that nothing can run twice unseen. */
const counted = (id: string) => `echo ${id} >>runs; exec cat`;
const runs = async (desk: CoreOnMac) => (await desk.read("runs")).trim().split("\n").sort();

const SIDE_BY_SIDE = {
  api: counted("api"),
  web: { command: counted("web"), layout: "pane_vertical", parent_template_id: "api" },
  log: counted("log"),
} as const;
const UP = { api: "up", web: "up", log: "up" };
const LOST = { api: "lost", web: "lost", log: "lost" };

async function opened(options: Parameters<typeof launchCore>[0] = {}): Promise<CoreOnMac> {
  const desk = await launchCore(options);
  await desk.keep(SIDE_BY_SIDE);
  expect(told(await desk.verbs.open("p")).succeeded).toEqual(["api", "log", "web"]);
  return desk;
}

/** Background runs of the menu bar, more than enough to do whatever they would do. */
async function someTicks(desk: CoreOnMac): Promise<void> {
  for (let tick = 0; tick < 4; tick++) await desk.tick();
}

test("Raycast starts anew: everything is found where it is, and opening again starts nothing twice", async () => {
  const desk = await opened();
  const before = desk.panes().map(({ guid }) => guid);
  desk.restartRaycast();
  await desk.tick();
  expect(await desk.states()).toEqual(UP);
  await desk.verbs.open("p");
  expect(desk.panes().map(({ guid }) => guid)).toEqual(before);
  expect(await runs(desk)).toEqual(["api", "log", "web"]);
});

test.each([
  { what: "restored windows", switches: { restoreAtLaunch: true, restoredSessionsRun: "command" } },
  { what: "restored windows of plain shells", switches: { restoreAtLaunch: true, restoredSessionsRun: "login_shell" } },
  { what: "no windows restored", switches: { restoreAtLaunch: false } },
] as const)(
  "iTerm2 quits and starts with $what: the sessions are said to be lost, nothing starts by itself, and resume brings each back once",
  async ({ switches }) => {
    const desk = await opened({ iterm2: { switches } });
    await desk.mac.iterm2.quit();
    await desk.ticksTo(LOST);
    await someTicks(desk);
    expect(desk.mac.iterm2.running).toBe(false);
    expect((await desk.verbs.resumable()).map(({ template_id }) => template_id).sort()).toEqual(["api", "log", "web"]);

    await desk.mac.iterm2.launch();
    await someTicks(desk);
    expect(await desk.states()).toEqual(LOST);
    expect(await runs(desk)).toEqual(["api", "log", "web"]);

    expect(told(await desk.verbs.resume()).succeeded).toEqual(["api", "log", "web"]);
    expect(await runs(desk)).toEqual(["api", "api", "log", "log", "web", "web"]);
    // What iTerm2 restored says that its session ended, and goes.
    await desk.ticksUntil("the tab as it was", () =>
      desk
        .layout()
        .flat()
        .some((tab) => tab.join() === "api,web"),
    );
    expect(await desk.verbs.resumable()).toEqual([]);
    await desk.verbs.close("p");
    expect(desk.alive()).toEqual([]);
  },
);

test("resume starts iTerm2 if it has to", async () => {
  const desk = await opened({ iterm2: { switches: { restoreAtLaunch: false } } });
  await desk.mac.iterm2.quit();
  await desk.ticksTo(LOST);
  expect(told(await desk.verbs.resume()).succeeded).toEqual(["api", "log", "web"]);
  expect(desk.layout()).toEqual([[["api", "web"], ["log"]]]);
});

test("iTerm2 crashes and its programs live on: back with its windows, every session is up and none has started again", async () => {
  const desk = await opened({ iterm2: { switches: { programsSurviveCrash: true } } });
  desk.mac.iterm2.crash();
  await someTicks(desk);
  await desk.mac.iterm2.launch();
  await desk.ticksTo(UP);
  await someTicks(desk);
  expect(await runs(desk)).toEqual(["api", "log", "web"]);
  await desk.verbs.open("p");
  expect(await runs(desk)).toEqual(["api", "log", "web"]);
});

test("the machine restarts: journals are as they were, the temporary folder is empty, and resume brings back what was open (claude-squad #212)", async () => {
  const desk = await opened({ iterm2: { switches: { restoreAtLaunch: true, programsSurviveCrash: false } } });
  await desk.verbs.stopSession(desk.id("log"));
  desk.mac.iterm2.crash();
  await rm(join(desk.mac.root, "tmp", "launches"), { recursive: true });
  desk.restartRaycast();
  const booted = Date.now();
  desk.core.ports.processes.bootedAt = () => booted;
  await desk.mac.iterm2.launch();
  await desk.ticksTo({ api: "lost", web: "lost", log: "stopped" });
  expect(told(await desk.verbs.resume()).succeeded).toEqual(["api", "web"]);
  expect(await runs(desk)).toEqual(["api", "api", "log", "web", "web"]);
});

test("a session dragged to another window is the same session, and is focused, messaged and closed there", async () => {
  const desk = await opened();
  const { user } = desk.mac.iterm2;
  await user.opensWindow();
  const other = desk.panes().find(({ title }) => title === "Default")!.window;
  user.dragsToWindow(desk.pane("web").guid, other);
  await desk.tick();
  expect(await desk.states()).toEqual(UP);
  user.selectsPane(desk.pane("api").guid);
  await desk.verbs.focusSession(desk.id("web"));
  expect(desk.layout()[0]).toContainEqual(["web"]);
  expect(desk.pane("web").inFront).toBe(true);
  await desk.verbs.sendText(desk.id("web"), "hello there");
  await desk.shows("web", /hello there[^]*hello there/);
  await desk.verbs.close("p");
  expect(desk.layout()).toEqual([[["Default"]]]);
  expect(desk.core.events.filter(({ type }) => type === "session_ended")).toHaveLength(3);
});

test("a pane closed by hand stays closed until it is wanted again, whatever the menu bar does", async () => {
  const desk = await opened();
  await desk.mac.iterm2.user.closesPane(desk.pane("web").guid);
  await desk.ticksTo({ web: "closed" });
  await someTicks(desk);
  expect(desk.layout()).toEqual([[["api"], ["log"]]]);
  await desk.verbs.open("p");
  expect(desk.layout()).toEqual([[["api", "web"], ["log"]]]);
  expect(await runs(desk)).toEqual(["api", "log", "web", "web"]);
});
