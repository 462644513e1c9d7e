import { expect, test } from "vitest";
import { launchCore, type CoreOnMac } from "../../setup/core-on-mac.ts";

const THREE = {
  one: "exec cat",
  two: { command: "exec cat", layout: "pane_vertical", parent_template_id: "one" },
  three: "exec cat",
} as const;
const OURS = [["one", "two"], ["three"]];

/** Tabs of the user's own, in two windows; they work in the first tab of the front one. */
async function atWork(mac: CoreOnMac): Promise<{ front: number; typing: string }> {
  const { user } = mac.iterm2;
  await mac.iterm2.launch();
  await user.opensWindow();
  const typing = await user.opensWindow();
  await user.opensTab();
  user.selectsPane(typing);
  await mac.keep(THREE);
  return { front: mac.panes().find(({ guid }) => guid === typing)!.window, typing };
}

test("in the background nothing takes the focus: the app in front, the window in front, the tab that is selected", async () => {
  const mac = await launchCore({ iterm2: { switches: { windowAtLaunch: false } } });
  const { front, typing } = await atWork(mac);
  mac.iterm2.user.switchesTo("Safari");
  await mac.verbs.open("p", { front: false, window: "current" });
  const { frontmost, windows } = mac.iterm2.desktop();
  expect({ frontmost, front: windows[0]!.id }).toEqual({ frontmost: "Safari", front });
  expect(mac.layout()[0]).toEqual(expect.arrayContaining(OURS));
  expect(mac.panes().find(({ guid }) => guid === typing)).toMatchObject({ inFront: true, window: front });
});

test("in front, the project's first session has the keyboard", async () => {
  const mac = await launchCore();
  await atWork(mac);
  mac.iterm2.user.switchesTo("Safari");
  await mac.verbs.open("p", { front: true, window: "current" });
  expect(mac.iterm2.desktop().frontmost).toBe("iTerm2");
  expect(mac.layout()[0]).toEqual(expect.arrayContaining(OURS));
  expect(mac.pane("one").inFront).toBe(true);
});

test("a window of its own holds the project and nothing else (itermocil #69)", async () => {
  const mac = await launchCore();
  await atWork(mac);
  const before = mac.layout();
  await mac.verbs.open("p", { front: true, window: "new" });
  expect(mac.layout()).toEqual([OURS, ...before]);
});

test.each(["current", "new"] as const)(
  "iTerm2 that is started for a project has no empty window or tab beside it (%s window)",
  async (window) => {
    const mac = await launchCore({ iterm2: { switches: { windowAtLaunch: true } } });
    await mac.keep(THREE);
    await mac.verbs.open("p", { front: false, window });
    expect(mac.layout()).toEqual([OURS]);
  },
);

test("focusing a session brings its pane to the front, from any window, and no other", async () => {
  const mac = await launchCore();
  const { typing } = await atWork(mac);
  await mac.verbs.open("p", { front: false, window: "new" });
  const { user } = mac.iterm2;
  for (const template of ["two", "three", "one"]) {
    user.selectsPane(typing);
    user.switchesTo("Safari");
    await mac.verbs.focusSession(mac.id(template));
    const { frontmost, windows } = mac.iterm2.desktop();
    expect(frontmost).toBe("iTerm2");
    expect(mac.pane(template)).toMatchObject({ inFront: true, window: windows[0]!.id });
    expect((await mac.verbs.state()).selected_session_id).toBe(mac.id(template));
  }
  await user.closesPane(mac.pane("two").guid);
  await expect(mac.verbs.focusSession(mac.id("two"))).rejects.toMatchObject({ code: "gone" });
});

test.each([
  {
    what: "a hotkey window",
    leave: (mac: CoreOnMac, front: number) => mac.iterm2.user.makesHotkeyWindow(front, false),
  },
  {
    what: "a window without a terminal behind it",
    leave: (mac: CoreOnMac) => void mac.iterm2.user.leavesZombieWindow(),
  },
])("with $what as the current one, a project opens in a window that can take it", async ({ leave }) => {
  const mac = await launchCore({ iterm2: { switches: { windowAtLaunch: false } } });
  const { front } = await atWork(mac);
  leave(mac, front);
  await mac.verbs.open("p", { front: false, window: "current" });
  const { windows } = mac.iterm2.desktop();
  const opened = windows.find(({ id }) => id === mac.pane("one").window)!;
  expect({ hotkey: opened.hotkey, tabs: mac.layout()[windows.indexOf(opened)] }).toEqual({
    hotkey: false,
    tabs: expect.arrayContaining(OURS) as unknown,
  });
  expect(opened.tabs.length).toBeGreaterThan(OURS.length);
});

test("each pane of a project runs its own command, in its own profile (itermocil #97, #131)", async () => {
  const profiles = [{ name: "Default" }, { name: "Logs", columns: 90 }];
  const mac = await launchCore({ iterm2: { profiles } });
  const pane = { layout: "pane_vertical", parent_template_id: "a" } as const;
  await mac.keep({
    a: "echo I am a; exec cat",
    b: { command: "echo I am b; exec cat", ...pane, profile: "Logs" },
    c: { command: "echo I am c; exec cat", ...pane },
  });
  await mac.verbs.open("p");
  for (const id of ["a", "b", "c"]) await mac.shows(id, new RegExp(`I am ${id}`));
  const profileOf = (id: string) => mac.iterm2.session(mac.pane(id).guid).profile.name;
  expect(["a", "b", "c"].map(profileOf)).toEqual(["Default", "Logs", "Default"]);
});

test("a pane for which its tab has no room opens in a tab beside it, which its session says, and what is split from it goes on", async () => {
  const mac = await launchCore({ iterm2: { profiles: [{ columns: 4 }] } });
  const split = (parent_template_id: string) =>
    ({ command: "exec cat", layout: "pane_vertical", parent_template_id }) as const;
  await mac.keep({ one: "exec cat", two: split("one"), three: split("two"), four: split("three") });
  const report = await mac.verbs.open("p");
  expect(report.succeeded).toHaveLength(4);
  expect(mac.layout()[0]).toEqual(
    expect.arrayContaining([
      ["one", "two"],
      ["three", "four"],
    ]),
  );
  await mac.verbs.open("p");
  const { errors } = await mac.session("three");
  expect(errors.map(({ message }) => message)).toEqual([expect.stringMatching(/no room .* opened in a tab/)]);
});
