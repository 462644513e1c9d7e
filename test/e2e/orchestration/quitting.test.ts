import { expect, test } from "vitest";
import type { QuitReport } from "../../../src/core/orchestrator/orchestrator.ts";
import { launchCore, type CoreOnMac } from "../../setup/core-on-mac.ts";

const closed = (report: QuitReport) => report.closed.map(({ title }) => title.replace(/ \([^()]*\)$/, "")).sort();
const left = (report: QuitReport) => report.left.map(({ why }) => why).sort();

/** A project of two tabs in a window with one of the user's, and a second window of theirs, where vim-like work goes on. */
async function atWork(): Promise<CoreOnMac & { own: string; busy: string }> {
  const mac = await launchCore({
    iterm2: { switches: { windowAtLaunch: false }, profiles: [{ promptBeforeClosing: "if_jobs_run" }] },
  });
  await mac.iterm2.launch();
  const { user } = mac.iterm2;
  const own = await user.opensWindow();
  await mac.keep({
    api: "exec cat",
    web: { command: "exec cat", layout: "pane_vertical", parent_template_id: "api" },
    log: "exec cat",
  });
  await mac.verbs.open("p", { front: false, window: "current" });
  const busy = await user.opensWindow({ command: "cat" });
  await mac.tick();
  return Object.assign(mac, { own, busy });
}

test("the plan lists each tab with its panes, what runs there, and whose it is", async () => {
  const mac = await atWork();
  const plan = await mac.verbs.quitPlan();
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
  const mac = await atWork();
  const report = await mac.verbs.quit("close_managed", await mac.verbs.quitPlan());
  expect(report.closed).toHaveLength(2);
  expect(report.left.map(({ why }) => why)).toEqual(Array(2).fill("it was not opened from a project"));
  expect(
    mac
      .panes()
      .map(({ guid }) => guid)
      .sort(),
  ).toEqual([mac.own, mac.busy].sort());
  expect((await mac.verbs.state()).active_project_id).toBeNull();
});

test("close all closes every tab, and no sheet of iTerm2 is left to answer (tmuxinator #932)", async () => {
  const mac = await atWork();
  const report = await mac.verbs.quit("close_all", await mac.verbs.quitPlan());
  expect({ closed: report.closed.length, left: report.left }).toEqual({ closed: 4, left: [] });
  expect({ panes: mac.layout(), asking: mac.iterm2.world.modals.history }).toEqual({ panes: [], asking: [] });
});

test("for one window, no tab of another is touched", async () => {
  const mac = await atWork();
  const windowId = mac.panes().find(({ guid }) => guid === mac.busy)!.window;
  const report = await mac.verbs.quit("close_all", await mac.verbs.quitPlan(), { windowId });
  expect(report.closed).toHaveLength(1);
  expect(mac.panes().some(({ guid }) => guid === mac.busy)).toBe(false);
  expect(await mac.states()).toEqual({ api: "up", web: "up", log: "up" });
});

test("after the answer the world is looked at again: what appeared or gained a pane stays, what went is told", async () => {
  const mac = await atWork();
  const { user } = mac.iterm2;
  const plan = await mac.verbs.quitPlan();
  const added = await user.opensTab({ window: mac.pane("api").window });
  const gained = await user.splits(mac.pane("api").guid, "horizontal");
  const closing = user.closesPane(mac.pane("log").guid);
  await mac.iterm2.world.modals.asked();
  user.saysOk();
  await closing;
  const report = await mac.verbs.quit("close_all", plan);
  expect(closed(report)).toContain("log");
  expect(left(report)).toEqual(["it has another pane than when you were asked", "it was opened after you were asked"]);
  const guids = mac.panes().map(({ guid }) => guid);
  expect(guids).toEqual(expect.arrayContaining([added, gained, mac.pane("api").guid, mac.pane("web").guid]));
  expect(guids).toHaveLength(4);
});

test.each(["cancel", "keep_all"] as const)("%s closes nothing, and is told to whoever listens", async (action) => {
  const mac = await atWork();
  const before = mac.layout();
  await mac.verbs.quit(action, await mac.verbs.quitPlan());
  await mac.tick();
  expect(mac.layout()).toEqual(before);
  expect(mac.core.events.filter(({ type }) => type === "app_quit_requested")).toMatchObject([{ data: { action } }]);
});

test("confirm_on_quit and confirm_before_close are kept", async () => {
  const mac = await launchCore({ settings: { confirm_on_quit: false } });
  await mac.keep({ api: "exec cat" }, { confirm_before_close: false });
  await mac.verbs.open("p");
  expect((await mac.verbs.quitPlan()).confirm).toBe(false);
  expect(await mac.verbs.closePlan("p")).toMatchObject({ confirm: false, running: [{ what: "cat" }] });
});
