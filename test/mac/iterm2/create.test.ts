import { afterEach, describe, expect, test } from "vitest";
import { removeITerm2s, installITerm2, launchITerm2 } from "./setup.ts";
import { app, at, currentWindow, every, firstWindow, property, specifierIn, windows } from "./script.ts";

afterEach(removeITerm2s);

const AFTER_CURRENT = { switches: { newTabsAtEnd: false } };
const QUIET = { profiles: [{}, { name: "Alone", preventsTabs: true }, { name: "Wide", columns: 120, rows: 40 }] };

describe("create [S]", () => {
  test("a window becomes key and activates the app", async () => {
    const made = await launchITerm2();
    made.user.switchesTo("Safari");
    const before = made.windowId;
    const reply = await made.script.tell(app, "createWindowWithDefaultProfile", { command: "cat" });
    expect(await made.script.value(specifierIn(reply), "id")).toBe(made.windowIds[0]);
    expect(made.windowIds[1]).toBe(before);
    expect(made.iterm.desktop().frontmost).toBe("iTerm2");
    expect(await made.script.get(property(currentWindow, "id"))).toEqual({ value: made.windowId });
  });

  test("a window can be made with a profile by name, of its size", async () => {
    const made = await launchITerm2(QUIET);
    const reply = await made.script.tell(app, "createWindowWithProfile", { command: "cat" }, "Wide");
    const session = property(specifierIn(reply), "currentSession");
    expect(await made.script.value(session, "columns")).toBe(120);
    expect(await made.script.value(session, "profileName")).toBe("Wide");
  });

  test("a tab is selected and its window ordered front, without activating the app", async () => {
    const made = await launchITerm2();
    const first = made.windowId;
    await made.user.opensWindow();
    made.user.switchesTo("Safari");
    await made.script.tell(made.window(first), "createTabWithDefaultProfile", { command: "cat" });
    expect(made.windowId).toBe(first);
    expect(await made.script.value(property(firstWindow, "currentTab"), "index")).toBe(1);
    expect(made.iterm.desktop().frontmost).toBe("Safari");
  });

  test("a tab is inserted after the current one", async () => {
    const made = await launchITerm2(AFTER_CURRENT);
    const last = await made.user.opensTab();
    made.user.selectsTab(made.windowId, 0);
    const added = await made.tab("cat");
    expect(made.guids()).toMatchObject([[[expect.any(String)], [added], [last]]]);
  });

  test("a tab is inserted at the end, as a fresh iTerm2 is set", async () => {
    const made = await launchITerm2();
    const second = await made.user.opensTab();
    made.user.selectsTab(made.windowId, 0);
    const added = await made.tab("cat");
    expect(made.guids()).toMatchObject([[[expect.any(String)], [second], [added]]]);
  });

  test("a missing profile is error 1 and makes nothing", async () => {
    const made = await launchITerm2();
    const session = property(firstWindow, "currentSession");
    const parameters = { withProfile: "Nope", command: "cat" };
    expect(await made.script.tell(firstWindow, "createTab", parameters)).toEqual({ error: 1 });
    expect(await made.script.tell(app, "createWindowWithProfile", {}, "Nope")).toEqual({ error: 1 });
    expect(await made.script.tell(session, "splitVertically", parameters)).toEqual({ error: 1 });
    expect(made.iterm.world.sessions).toHaveLength(1);
  });

  test("a profile that prevents tabs opens a new window instead, and the tab that comes back is in there", async () => {
    const made = await launchITerm2(QUIET);
    const before = made.windowId;
    const reply = await made.script.tell(firstWindow, "createTab", { withProfile: "Alone", command: "cat" });
    expect(made.iterm.world.windows.map((window) => window.tabs.length)).toEqual([1, 1]);
    expect(made.windowId).not.toBe(before);
    expect(specifierIn(reply)).toEqual(at(made.window(), "tabs", 0));
  });

  test("a locked layout and a zombie window open a new window instead, too", async () => {
    const made = await launchITerm2();
    made.user.locksLayout(made.windowId);
    const locked = await made.script.tell(firstWindow, "createTabWithDefaultProfile", { command: "cat" });
    expect(specifierIn(locked)).toEqual(at(made.window(), "tabs", 0));
    const zombie = made.user.leavesZombieWindow();
    expect(await made.script.tell(made.window(zombie), "createTabWithDefaultProfile")).toEqual({ value: null });
    expect(made.windowIds).toHaveLength(4);
  });

  test("a tab goes after the current one of the window it is asked of, also when another window is in front", async () => {
    const made = await launchITerm2(AFTER_CURRENT);
    const target = made.windowId;
    const last = await made.user.opensTab();
    made.user.selectsTab(target, 0);
    await made.user.opensWindow();
    const reply = await made.script.tell(made.window(target), "createTabWithDefaultProfile", { command: "cat" });
    expect(specifierIn(reply)).toEqual(at(made.window(target), "tabs", 1));
    expect(made.windowId).toBe(target);
    expect(made.guids()[0]?.[2]).toEqual([last]);
  });
});

describe("split [S]", () => {
  test("gives each half its columns, and the program is told of its new size", async () => {
    const made = await launchITerm2();
    const target = await made.tab("/bin/sh -c \"trap 'stty size' WINCH; echo up; while :; do sleep 0.02; done\"", "up");
    const reply = await made.script.tell(made.session(target), "splitVerticallyWithDefaultProfile", { command: "cat" });
    await made.terminal(target).until((terminal) => terminal.contents().includes("25 39"));
    expect(await made.script.value(specifierIn(reply), "columns")).toBe(40);
    expect(await made.script.value(made.session(target), "columns")).toBe(39);
  });

  test("horizontally puts the new one below", async () => {
    const made = await launchITerm2();
    const target = await made.tab("cat");
    await made.script.tell(made.session(target), "splitHorizontallyWithSameProfile", { command: "cat" });
    const tab = property(firstWindow, "currentTab");
    expect(await made.script.value(every(tab, "sessions"), "rows")).toEqual([12, 12]);
    expect(await made.script.value(at(tab, "sessions", 0), "id")).toBe(target);
  });

  test("activates the target's tab and session, then restores the former ones", async () => {
    const made = await launchITerm2();
    const [first] = made.iterm.world.sessions;
    const other = await made.tab("cat");
    await made.script.tell(made.session(first?.guid ?? ""), "splitVerticallyWithDefaultProfile", { command: "cat" });
    expect(await made.script.value(property(firstWindow, "currentTab"), "index")).toBe(1);
    expect(await made.script.value(property(firstWindow, "currentSession"), "id")).toBe(other);
    expect(made.iterm.world.tabs[0]?.sessions).toHaveLength(2);
  });

  test("never leaves the new pane selected in its tab", async () => {
    const made = await launchITerm2();
    const target = await made.tab("cat");
    await made.script.tell(made.session(target), "splitVerticallyWithDefaultProfile", { command: "cat" });
    expect(made.iterm.session(target).tab?.active.guid).toBe(target);
    made.user.selectsTab(made.windowId, 0);
    await made.script.tell(made.session(target), "splitVerticallyWithDefaultProfile", { command: "cat" });
    expect(made.iterm.session(target).tab?.active.guid).toBe(target);
  });

  test("is null when the layout is locked", async () => {
    const made = await launchITerm2();
    made.user.locksLayout(made.windowId);
    const session = property(firstWindow, "currentSession");
    expect(await made.script.tell(session, "splitHorizontallyWithDefaultProfile")).toEqual({ value: null });
    expect(made.iterm.world.sessions).toHaveLength(1);
  });

  test("is never answered when there is no room, and leaves its target's tab selected; others are answered", async () => {
    const made = await launchITerm2({ profiles: [{ rows: 3 }] });
    const [first] = made.iterm.world.sessions;
    const session = made.session(first?.guid ?? "");
    await made.script.tell(session, "splitHorizontallyWithDefaultProfile", { command: "cat" });
    await made.tab("cat");
    const splitting = made.script.tell(session, "splitHorizontallyWithDefaultProfile", { command: "cat" });
    expect(await made.script.value(property(firstWindow, "currentTab"), "index")).toBe(0);
    made.clock.advance(120_000);
    expect(await splitting).toEqual({ error: -1712 });
    expect(made.iterm.world.sessions).toHaveLength(3);
  });

  test("may give a session whose tty is empty at first", async () => {
    const made = await launchITerm2();
    const session = property(firstWindow, "currentSession");
    const pane = specifierIn(await made.script.tell(session, "splitVerticallyWithDefaultProfile", { command: "cat" }));
    expect(await made.script.value(pane, "tty")).toBe("");
    made.clock.advance(100);
    expect(await made.script.value(pane, "tty")).toMatch(/^\/dev\//);
  });
});

describe("the command parameter [S]", () => {
  test("runs without a shell, with the app's own environment, in the profile's folder", async () => {
    const made = await launchITerm2();
    const guid = await made.tab("/bin/sh -c 'env; echo end; exec cat'", "end");
    const lines = made.terminal(guid).contents().split(" \n");
    expect(lines).toEqual(
      expect.arrayContaining([
        "PATH=/usr/bin:/bin:/usr/sbin:/sbin",
        "TERM_PROGRAM=iTerm.app",
        "TERM=xterm-256color",
        "COLORTERM=truecolor",
        "ITERM_PROFILE=Default",
        `ITERM_SESSION_ID=w0t1p0:${guid}`,
        `PWD=${made.home}`,
        `HOME=${made.home}`,
        "SHELL=/bin/sh",
        "LANG=en_US.UTF-8",
      ]),
    );
  });

  test("is run by the login shell, if the profile says so", async () => {
    const made = await launchITerm2({ profiles: [{ commandInLoginShell: true }] });
    const guid = await made.tab("echo [$HOME]; exec cat", `[${made.home}]`);
    expect(made.iterm.session(guid).argv).toEqual(["/bin/sh", "-l", "-i", "-c", "echo [$HOME]; exec cat"]);
  });

  test("evaluates \\(…), which can be seen, and runs the login shell if that fails", async () => {
    const made = await launchITerm2();
    const good = await made.tab("/bin/sh -c 'echo [\\(profileName)]; exec cat'", "[Default]");
    expect(made.iterm.session(good).evaluated).toEqual(["profileName"]);
    const bad = await made.tab("echo \\(no.such.thing)");
    expect(made.iterm.session(bad).argv).toEqual(["/bin/sh", "-l"]);
  });

  test("is trimmed; an empty one is the login shell", async () => {
    const made = await launchITerm2();
    expect(made.iterm.session(await made.tab("  \n ")).argv).toEqual(["/bin/sh", "-l"]);
    expect(made.iterm.session(await made.tab(" cat ")).argv).toEqual(["cat"]);
  });

  test("asks for $$NAME$$ in a modal prompt, and the event waits for the answer", async () => {
    const made = await launchITerm2();
    const guid = made.tab("/bin/sh -c 'echo [$$WORD$$]; exec cat'");
    expect(await made.iterm.world.modals.asked()).toEqual({ kind: "parameter", text: "WORD" });
    made.user.saysOk("hello");
    await made.terminal(await guid).until((terminal) => terminal.contents().includes("[hello]"));
  });

  test("a cancelled prompt makes no tab", async () => {
    const made = await launchITerm2();
    const reply = made.script.tell(firstWindow, "createTabWithDefaultProfile", { command: "echo $$X$$" });
    await made.iterm.world.modals.asked();
    made.user.saysCancel();
    expect(await reply).toEqual({ value: null });
    expect(made.iterm.world.tabs).toHaveLength(1);
  });
});

describe("without a window", () => {
  test("a script that wants a tab gets -1728 from the missing current window", async () => {
    const made = installITerm2({ switches: { windowAtLaunch: false } });
    await made.iterm.launch();
    expect(await made.script.tell(currentWindow, "createTabWithDefaultProfile")).toEqual({ error: -1728 });
    expect(await made.script.count(windows)).toEqual({ value: 0 });
  });
});
