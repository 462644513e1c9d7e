import { expect, test } from "vitest";
import type { QuitReport } from "../../../src/core/orchestrator/orchestrator.ts";
import { launchCore, type CoreOnMac } from "../../setup/core-on-mac.ts";

const closed = (report: QuitReport) => report.closed.map(({ title }) => title.replace(/ \([^()]*\)$/, "")).sort();
const left = (report: QuitReport) => report.left.map(({ why }) => why).sort();

/** A project of two tabs in a window with one of the user's, and a second window of theirs, where vim-like work goes on. */
async function atWork(): Promise<CoreOnMac & { own: string; busy: string }> {
  const desk = await launchCore({
    iterm2: { switches: { windowAtLaunch: false }, profiles: [{ promptBeforeClosing: "if_jobs_run" }] },
  });
  await desk.mac.iterm2.launch();
  const { user } = desk.mac.iterm2;
  const own = await user.opensWindow();
  await desk.keep({
    api: "exec cat",
    web: { command: "exec cat", layout: "pane_vertical", parent_template_id: "api" },
    log: "exec cat",
  });
  await desk.verbs.open("p", { front: false, window: "current" });
  const busy = await user.opensWindow({ command: "cat" });
  await desk.tick();
  return Object.assign(desk, { own, busy });
}

test("the plan lists each tab with its panes, what runs there, and whose it is", async () => {
  const desk = await atWork();
  const plan = await desk.verbs.quitPlan();
  const tabs = plan.windows.flatMap(({ tabs, panes }) =>
    tabs.map((tab) => [
      tab.is_managed,
      tab.project_id,
      panes[tab.tab_id]!.map(({ running, busy }) => `${running} ${busy}`),
    ]),
  );
  expect(tabs).toHaveLength(4);
  expect(tabs).toEqual(
    expect.arrayContaining([
      [true, "p", ["cat true", "cat true"]],
      [true, "p", ["cat true"]],
      [false, null, ["bash false"]],
      [false, null, ["cat true"]],
    ]),
  );
  expect(plan.confirm).toBe(true);
});

test("close managed closes what we made, stopped in order, and says why the rest stays", async () => {
  const desk = await atWork();
  const report = await desk.verbs.quit("close_managed", await desk.verbs.quitPlan());
  expect(report.closed).toHaveLength(2);
  expect(report.left.map(({ why }) => why)).toEqual(Array(2).fill("it was not opened from a project"));
  expect(
    desk
      .panes()
      .map(({ guid }) => guid)
      .sort(),
  ).toEqual([desk.own, desk.busy].sort());
  expect((await desk.verbs.state()).active_project_id).toBeNull();
});

test("close all closes every tab, and no sheet of iTerm2 is left to answer (tmuxinator #932)", async () => {
  const desk = await atWork();
  const report = await desk.verbs.quit("close_all", await desk.verbs.quitPlan());
  expect({ closed: report.closed.length, left: report.left }).toEqual({ closed: 4, left: [] });
  expect({ panes: desk.layout(), asking: desk.mac.iterm2.world.modals.history }).toEqual({ panes: [], asking: [] });
});

test("for one window, no tab of another is touched", async () => {
  const desk = await atWork();
  const windowId = desk.panes().find(({ guid }) => guid === desk.busy)!.window;
  const report = await desk.verbs.quit("close_all", await desk.verbs.quitPlan(), { windowId });
  expect(report.closed).toHaveLength(1);
  expect(desk.panes().some(({ guid }) => guid === desk.busy)).toBe(false);
  expect(await desk.states()).toEqual({ api: "up", web: "up", log: "up" });
});

test("after the answer the world is looked at again: what appeared or gained a pane stays, what went is told", async () => {
  const desk = await atWork();
  const { user } = desk.mac.iterm2;
  const plan = await desk.verbs.quitPlan();
  const added = await user.opensTab({ window: desk.pane("api").window });
  const gained = await user.splits(desk.pane("api").guid, "horizontal");
  const closing = user.closesPane(desk.pane("log").guid);
  await desk.mac.iterm2.world.modals.asked();
  user.saysOk();
  await closing;
  const report = await desk.verbs.quit("close_all", plan);
  expect(closed(report)).toContain("log");
  expect(left(report)).toEqual(["it has another pane than when you were asked", "it was opened after you were asked"]);
  const guids = desk.panes().map(({ guid }) => guid);
  expect(guids).toEqual(expect.arrayContaining([added, gained, desk.pane("api").guid, desk.pane("web").guid]));
  expect(guids).toHaveLength(4);
});

test.each(["cancel", "keep_all"] as const)("%s closes nothing, and is told to whoever listens", async (action) => {
  const desk = await atWork();
  const before = desk.layout();
  await desk.verbs.quit(action, await desk.verbs.quitPlan());
  await desk.tick();
  expect(desk.layout()).toEqual(before);
  expect(desk.core.events.filter(({ type }) => type === "app_quit_requested")).toMatchObject([{ data: { action } }]);
});

test("confirm_on_quit and confirm_before_close are kept", async () => {
  const desk = await launchCore({ settings: { confirm_on_quit: false } });
  await desk.keep({ api: "exec cat" }, { confirm_before_close: false });
  await desk.verbs.open("p");
  expect((await desk.verbs.quitPlan()).confirm).toBe(false);
  expect(await desk.verbs.closePlan("p")).toMatchObject({ confirm: false, running: [{ what: "cat" }] });
});
