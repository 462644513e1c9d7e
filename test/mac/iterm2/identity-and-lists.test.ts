import { afterEach, describe, expect, test } from "vitest";
import { ScriptedTerminal } from "../terminals/scripted-terminal.ts";
import { removeITerm2s, launchITerm2 } from "./setup.ts";
import { allSessions, app, at, byId, currentWindow, every, firstWindow, property, windows } from "./script.ts";

afterEach(removeITerm2s);

describe("identity [S]", () => {
  test("a window's id is an integer that changes on full screen; alternateIdentifier and tab.window.id stay", async () => {
    const { script, user, windowId, window } = await launchITerm2().then((made) => ({
      script: made.script,
      user: made.user,
      windowId: made.windowId,
      window: (id: number) => made.window(id),
    }));
    const alternate = await script.value(firstWindow, "alternateIdentifier");
    const session = property(firstWindow, "currentSession");
    const guid = await script.tell(session, "variable", { named: "tab.window.id" });
    const other = user.togglesFullScreen(windowId);
    expect(await script.value(firstWindow, "id")).toBe(other);
    expect(await script.get(property(window(windowId), "name"))).toEqual({ error: -1728 });
    expect(await script.value(firstWindow, "alternateIdentifier")).toBe(alternate);
    expect(alternate).toBe("window-1");
    expect(await script.tell(session, "variable", { named: "tab.window.id" })).toEqual(guid);
    expect(guid).toEqual({ value: expect.stringMatching(/^pty-[0-9A-F-]{36}$/) });
  });

  test("a tab is named by index only, 0-based, and tab.id is a per-launch number as text", async () => {
    const made = await launchITerm2();
    await made.user.opensTab();
    expect(await made.script.value(every(firstWindow, "tabs"), "index")).toEqual([0, 1]);
    expect(await made.script.get(byId(firstWindow, "tabs", 0))).toEqual({ error: -1728 });
    const reply = await made.script.get(property(firstWindow, "currentTab"));
    expect(reply).toMatchObject({ value: { specifier: { name: "tabs", by: { index: 1 } } } });
    const session = property(firstWindow, "currentSession");
    expect(await made.script.tell(session, "variable", { named: "tab.id" })).toEqual({ value: "1" });
  });

  test("a session's id is its uniqueID, and the GUID after the colon of $ITERM_SESSION_ID", async () => {
    const made = await launchITerm2();
    const guid = await made.tab("/usr/bin/env -u NOTHING sh -c 'echo $ITERM_SESSION_ID; exec cat'", "w0t1p0:");
    const session = made.session(guid);
    expect(await made.script.value(session, "id")).toBe(guid);
    expect(await made.script.value(session, "uniqueID")).toBe(guid);
    expect(made.terminal(guid).visible()[0]).toBe(`w0t1p0:${guid}`);
  });

  test("a session resolves only inside its tab", async () => {
    const made = await launchITerm2();
    const guid = await made.tab("cat");
    expect(await made.script.exists(byId(at(firstWindow, "tabs", 1), "sessions", guid))).toEqual({ value: true });
    expect(await made.script.exists(byId(at(firstWindow, "tabs", 0), "sessions", guid))).toEqual({ value: false });
    expect(await made.script.get(property(byId(at(firstWindow, "tabs", 0), "sessions", guid), "tty"))).toEqual({
      error: -1728,
    });
  });

  test("an index that is out of range is -1719", async () => {
    const made = await launchITerm2();
    expect(await made.script.get(property(at(firstWindow, "tabs", 7), "title"))).toEqual({ error: -1719 });
    expect(await made.script.get(property(at(firstWindow, "tabs", -1), "index"))).toEqual({ value: 0 });
  });

  test("windows and sessions are found by name too", async () => {
    const made = await launchITerm2({ profiles: [{ titleComponents: 1 }] });
    const [window] = (await made.script.value(windows, "name")) as string[];
    const byName = { kind: "element", of: app, name: "windows", by: { name: window ?? "" } } as const;
    expect(await made.script.value(byName, "id")).toBe(made.windowId);
  });
});

describe("lists [S]", () => {
  test("windows come front to back", async () => {
    const made = await launchITerm2();
    const first = made.windowId;
    await made.user.opensWindow();
    const second = made.windowId;
    expect(await made.script.value(windows, "id")).toEqual([second, first]);
    made.user.selectsWindow(first);
    expect(await made.script.value(windows, "id")).toEqual([first, second]);
  });

  test("one bulk read gives a whole column as [window][tab][session]", async () => {
    const made = await launchITerm2();
    await made.user.opensTab();
    await made.user.splits(made.iterm.world.sessions[0]?.guid ?? "", "vertical");
    await made.user.opensWindow();
    expect(await made.script.value(allSessions, "id")).toEqual(made.guids());
    expect(await made.script.value(every(every(firstWindow, "tabs"), "sessions"), "rows")).toEqual([[25]]);
    expect(await made.script.count(windows)).toEqual({ value: 2 });
    expect(await made.script.count(every(firstWindow, "tabs"))).toEqual({ value: 1 });
  });

  test("a zombie window is listed with id and name, its tabs, currentTab and currentSession null", async () => {
    const made = await launchITerm2();
    const id = made.user.leavesZombieWindow("ghost");
    const [session] = made.iterm.world.sessions;
    expect(await made.script.value(windows, "id")).toEqual([id, made.windowIds[1]]);
    expect(await made.script.value(windows, "name")).toEqual(["ghost", expect.any(String)]);
    expect(await made.script.get(every(windows, "tabs"))).toMatchObject({ value: [null, [{ specifier: {} }]] });
    expect(await made.script.get(every(firstWindow, "tabs"))).toEqual({ value: null });
    expect(await made.script.value(allSessions, "id")).toEqual([null, [[session?.guid]]]);
    expect(await made.script.value(windows, "currentTab")).toMatchObject([null, { specifier: {} }]);
    expect(await made.script.value(windows, "currentSession")).toMatchObject([null, { specifier: {} }]);
  });

  test("a tab's sessions may be null too", async () => {
    const made = await launchITerm2();
    await made.user.opensTab();
    made.user.leavesTabUnreadable(made.windowId, 0);
    expect(await made.script.value(allSessions, "id")).toEqual([[null, [expect.any(String)]]]);
  });

  test("while a pane is maximized, the sessions of its tab come in another order, under the same ids", async () => {
    const made = await launchITerm2();
    const first = made.iterm.world.sessions[0]?.guid ?? "";
    const second = await made.user.splits(first, "vertical");
    made.user.maximizesPane(first);
    expect(await made.script.value(allSessions, "id")).toEqual([[[second, first]]]);
    expect(await made.script.value(made.session(first), "id")).toBe(first);
    made.user.maximizesPane(first);
    expect(await made.script.value(allSessions, "id")).toEqual([[[first, second]]]);
  });

  test("floating hotkey windows are absent; others are listed as hotkey windows", async () => {
    const made = await launchITerm2();
    const plain = made.windowId;
    await made.user.opensWindow();
    made.user.makesHotkeyWindow(made.windowId, false);
    expect(await made.script.value(windows, "isHotkeyWindow")).toEqual([true, false]);
    made.user.makesHotkeyWindow(made.windowId, true);
    expect(await made.script.value(windows, "id")).toEqual([plain]);
  });

  test("buried sessions are in no list and go on", async () => {
    const made = await launchITerm2();
    const guid = await made.tab("cat");
    made.user.buries(guid);
    expect(JSON.stringify(await made.script.value(allSessions, "id"))).not.toContain(guid);
    made.user.unburies(guid);
    made.user.types(guid, "still there\r");
    await made.terminal(guid).until((terminal) => terminal.contents().includes("still there"));
    expect(JSON.stringify(await made.script.value(allSessions, "id"))).toContain(guid);
  });

  test("tmux -CC sessions appear with an empty tty", async () => {
    const made = await launchITerm2({ terminals: (spec) => new ScriptedTerminal(spec, { tty: "" }) });
    expect(await made.script.value(allSessions, "tty")).toEqual([[[""]]]);
  });

  test("currentWindow is null with no window, and what hangs on it does not resolve", async () => {
    const made = await launchITerm2({ switches: { windowAtLaunch: false } });
    expect(await made.script.get(currentWindow)).toEqual({ value: null });
    expect(await made.script.get(every(currentWindow, "tabs"))).toEqual({ error: -1728 });
    expect(await made.script.get(windows)).toEqual({ value: [] });
  });

  for (const [setting, expected] of [
    ["none", { value: null }],
    ["next", { value: { specifier: expect.anything() } }],
  ] as const) {
    test(`currentWindow after the current one closed is ${setting} with others there, by the switch`, async () => {
      const made = await launchITerm2({ switches: { currentWindowAfterClose: setting } });
      await made.user.opensWindow();
      await made.user.closesWindow(made.windowId);
      expect(made.windowIds).toHaveLength(1);
      expect(await made.script.get(currentWindow)).toEqual(expected);
    });
  }

  test("commands over several objects at once do not work", async () => {
    const made = await launchITerm2();
    expect(await made.script.tell(every(firstWindow, "tabs"), "close")).toEqual({ error: -1708 });
  });

  test("a command of another class is not understood", async () => {
    const made = await launchITerm2();
    expect(await made.script.tell(firstWindow, "write", { text: "x" })).toEqual({ error: -1708 });
  });

  test("what has no setter cannot be set", async () => {
    const made = await launchITerm2();
    const tab = at(firstWindow, "tabs", 0);
    expect(await made.script.set(tab, "title", "mine")).toEqual({ error: -10006 });
    expect(await made.script.set(property(tab, "currentSession"), "tty", "/dev/null")).toEqual({ error: -10006 });
  });

  test("a property that the test Mac does not model ends the test instead of pretending", async () => {
    const made = await launchITerm2();
    const session = property(firstWindow, "currentSession");
    await expect(made.script.get(property(firstWindow, "bounds"))).rejects.toThrow(/does not model.*bounds/);
    await expect(made.script.get(property(session, "backgroundColor"))).rejects.toThrow(/does not model/);
  });

  test("nor can one be set that iTerm2 can set and the test Mac cannot", async () => {
    const made = await launchITerm2();
    await expect(made.script.set(firstWindow, "miniaturized", true)).rejects.toThrow(/does not model setting/);
    await expect(made.script.set(property(firstWindow, "currentSession"), "columns", 99)).rejects.toThrow(
      /does not model setting.*columns/,
    );
  });

  test.each([
    ["a window", "revealHotkeyWindow", firstWindow],
    ["the application", "createHotkeyWindowWithProfile", app],
    ["the application", "launchAPIScriptNamed", app],
    ["the application", "invokeAPIExpression", app],
    ["the application", "requestCookie", app],
  ])("a command of %s that the test Mac does not model ends the test: %s", async (_, name, target) => {
    const made = await launchITerm2();
    await expect(made.script.tell(target, name)).rejects.toThrow(`does not model the command ${name}`);
  });
});
