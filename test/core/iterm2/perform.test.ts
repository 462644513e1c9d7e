import { afterEach, describe, expect, test } from "vitest";
import { TerminalSetup, made, splitOf, tab } from "./setup.ts";

let setup: TerminalSetup;
afterEach(() => setup.clean());

const focus = (target: string) => ({ do: "focus", target }) as const;
const close = (target: string) => ({ do: "close_pane", target }) as const;
const type = (target: string, text: string) => ({ do: "write", target, text, newline: true }) as const;

describe("making sessions", () => {
  test("tabs and panes of one batch come up side by side, in order, and their GUIDs are told", async () => {
    setup = await TerminalSetup.launched();
    const [[[shell = ""] = []] = []] = setup.guids;
    const results = await setup.do(tab("server"), splitOf("server", "tests"), tab("plan", ["server", "tests"]));
    const [server, tests, plan] = results.map(made);
    expect(setup.guids).toEqual([[[shell], [server, tests], [plan]]]);
    expect(setup.appleEvents.runCount).toBe(1);
  });

  test("a tab comes after the last tab of its project, wherever the user is in that window", async () => {
    setup = await TerminalSetup.launched({ iterm2: { switches: { newTabsAtEnd: false } } });
    const [a, b] = (await setup.do(tab("a"), tab("b", ["a"]))).map(made);
    const other = await setup.iterm.user.opensTab();
    setup.iterm.user.selectsTab(setup.windowId, 0);
    const [c] = (await setup.do(tab("c", [b ?? "", a ?? ""]))).map(made);
    expect(setup.guids[0]?.slice(1)).toEqual([[other], [a], [b], [c]]);
  });

  test("who types in a tab of that window goes on typing there", async () => {
    setup = await TerminalSetup.launched();
    const [[[shell = ""] = []] = []] = setup.guids;
    await setup.do(tab("a"), splitOf("a", "b"), tab("c", ["a"]));
    const selected = setup.iterm.desktop().windows[0]?.tabs.find((each) => each.selected);
    expect(selected?.panes.map(({ guid }) => guid)).toEqual([shell]);
  });

  test("iTerm2 is not brought to the front for a tab", async () => {
    setup = await TerminalSetup.launched();
    setup.iterm.user.switchesTo("Safari");
    await setup.do(tab("a"), splitOf("a", "b"));
    expect(setup.iterm.desktop().frontmost).toBe("Safari");
  });

  test("a project that wants a window of its own gets one, and its next tabs go there", async () => {
    setup = await TerminalSetup.launched();
    const [a, b] = (
      await setup.do(tab("a", [], { otherwise: "new_window" }), tab("b", ["a"], { otherwise: "new_window" }))
    ).map(made);
    expect(setup.guids).toHaveLength(2);
    expect(setup.guids[0]).toEqual([[a], [b]]);
  });

  test("no window open, or only hotkey and zombie windows: a window is made", async () => {
    setup = await TerminalSetup.launched({ iterm2: { switches: { windowAtLaunch: false } } });
    const [a] = (await setup.do(tab("a"))).map(made);
    expect(setup.guids).toEqual([[[a]]]);
    setup.iterm.user.makesHotkeyWindow(setup.windowId, false);
    setup.iterm.user.leavesZombieWindow();
    const [b] = (await setup.do(tab("b"))).map(made);
    expect(setup.guids).toContainEqual([[b]]);
  });

  test("three Apple events at most for each session, and a few for the whole", async () => {
    setup = await TerminalSetup.launched();
    await setup.do(tab("x"));
    const few = setup.appleEvents.runs.at(-1)?.events ?? 0;
    const refs = Array.from({ length: 20 }, (_, index) => `s${index}`);
    await setup.do(
      ...refs.map((ref, index) => (index % 2 === 0 ? tab(ref, refs.slice(0, index)) : splitOf(`s${index - 1}`, ref))),
    );
    expect(setup.appleEvents.runs.at(-1)?.events).toBeLessThanOrEqual(few + 3 * refs.length);
    expect(few).toBeLessThanOrEqual(10);
  });

  test("a missing profile fails that session and what is split from it, and nothing else", async () => {
    setup = await TerminalSetup.launched();
    const results = await setup.do(tab("a", [], { profile: "No such" }), splitOf("a", "b"), tab("c"));
    expect(results[0]).toMatchObject({ ok: false, fault: { message: "iTerm2 has no profile of that name." } });
    expect(results[1]).toMatchObject({ ok: false, fault: { code: "gone", mayHaveHappened: false } });
    expect(setup.guids[0]?.[1]).toEqual([made(results[2])]);
  });

  test("sessions are made with the profile that logs; while that is not loaded one event finds out, and they come up without", async () => {
    setup = await TerminalSetup.launched({ iterm2: { profiles: [{}, { name: "Logs" }, { name: "Mine" }] } });
    const steps = [tab("a"), splitOf("a", "b"), tab("c", [], { profile: "Mine" }), tab("d")].map((step) =>
      step.do === "create_tab" || step.do === "split"
        ? { ...step, log: step.profile === null && step.ref !== "d" }
        : step,
    );
    const profilesWith = async (log_profile: string) => {
      const results = await setup.terminal.perform(steps, { log_profile });
      return results.map((result) => setup.iterm.session(made(result)).profile.name);
    };
    expect(await profilesWith("Logs")).toEqual(["Logs", "Logs", "Mine", "Default"]);
    expect(await profilesWith("Not loaded")).toEqual(["Default", "Default", "Mine", "Default"]);
    const refused = setup.appleEvents.events.filter(({ reply }) => reply && "error" in reply && reply.error === 1);
    expect(refused).toHaveLength(1);
  });

  test("without room for a pane, that session gets a tab beside it, which is told, and what is split from it goes on", async () => {
    setup = await TerminalSetup.launched({ iterm2: { profiles: [{ columns: 4 }] } });
    const steps = [tab("a"), splitOf("a", "b"), splitOf("a", "c"), splitOf("c", "d"), tab("e", ["a"])];
    const results = await setup.do(...steps);
    const [a, b, c, d, e] = results.map(made);
    expect(setup.guids[0]?.slice(1)).toEqual([[a, b], [c, d], [e]]);
    expect(results.map((result) => result.ok && result.no_room === true)).toEqual([false, false, true, false, false]);
  });

  test("a profile that prevents tabs opens a window instead, and its session is still known", async () => {
    setup = await TerminalSetup.launched({ iterm2: { profiles: [{}, { name: "Alone", preventsTabs: true }] } });
    const [a, b] = (await setup.do(tab("a", [], { profile: "Alone" }), splitOf("a", "b"))).map(made);
    expect(setup.guids.flat()).toContainEqual([a, b]);
  });

  test("new tabs at the end of the bar, as iTerm2 is set by default: each GUID is still the right one's", async () => {
    setup = await TerminalSetup.launched({ iterm2: { switches: { newTabsAtEnd: true } } });
    await setup.iterm.user.opensTab();
    setup.iterm.user.selectsTab(setup.windowId, 0);
    const [a, b] = (await setup.do(tab("a"), splitOf("a", "b"))).map(made);
    expect(setup.guids[0]?.at(-1)).toEqual([a, b]);
  });
});

describe("iTerm2 that is not running", () => {
  test("is launched, and leaves no window beside ours", async () => {
    setup = await TerminalSetup.installed({ iterm2: { shell: "/bin/bash" } });
    const [a, b] = (await setup.do(tab("a"), tab("b", ["a"]))).map(made);
    expect(setup.guids).toEqual([[[a], [b]]]);
  });

  test("is launched in the background", async () => {
    setup = await TerminalSetup.installed();
    setup.iterm.user.switchesTo("Safari");
    await setup.do(tab("a"));
    expect(setup.iterm.desktop().frontmost).toBe("Safari");
  });

  test("is not launched to close or to write", async () => {
    setup = await TerminalSetup.installed();
    await expect(setup.do(close("x"))).rejects.toMatchObject({ code: "not_running" });
    expect(setup.iterm.running).toBe(false);
  });
});

describe("closing", () => {
  test("several at once: indexes shift, and exactly those that were meant are gone", async () => {
    setup = await TerminalSetup.launched();
    const [[[shell = ""] = []] = []] = setup.guids;
    const [a, b, c, d] = (await setup.do(tab("a"), tab("b", ["a"]), tab("c", ["b"]), tab("d", ["c"]))).map(made);
    const results = await setup.do(close(a ?? ""), close(c ?? ""));
    expect(results.map(({ ok }) => ok)).toEqual([true, true]);
    expect(setup.guids).toEqual([[[shell], [b], [d]]]);
  });

  test("a pane of a split leaves its neighbour; a tab's only pane takes the tab along", async () => {
    setup = await TerminalSetup.launched();
    const [[[shell = ""] = []] = []] = setup.guids;
    const [a, b] = (await setup.do(tab("a"), splitOf("a", "b"))).map(made);
    await setup.do(close(a ?? ""));
    expect(setup.guids).toEqual([[[shell], [b]]]);
    await setup.do(close(b ?? ""));
    expect(setup.guids).toEqual([[[shell]]]);
  });

  test("a pane that is gone already is gone, and another tab is never closed in its place", async () => {
    setup = await TerminalSetup.launched();
    const [a, b] = (await setup.do(tab("a"), tab("b", ["a"]))).map(made);
    const index = setup.guids[0]?.findIndex((panes) => panes.includes(a ?? "")) ?? -1;
    // The user closes it between the look and the closing.
    setup.appleEvents.inject({
      run: setup.appleEvents.runCount + 1,
      event: 3,
      when: "after",
      then: { happens: () => setup.iterm.user.closesTab(setup.windowId, index) },
    });
    expect(await setup.do(close(a ?? ""))).toMatchObject([{ ok: false, fault: { code: "gone" } }]);
    expect(setup.appleEvents.faults.pending).toBe(0);
    expect(setup.guids[0]?.at(-1)).toEqual([b]);
  });

  test("the user reorders the tabs meanwhile: still the one that was meant", async () => {
    setup = await TerminalSetup.launched();
    const [a, b] = (await setup.do(tab("a"), tab("b", ["a"]))).map(made);
    setup.appleEvents.inject({
      run: setup.appleEvents.runCount + 1,
      event: 3,
      when: "after",
      then: { happens: () => setup.iterm.user.movesTab(setup.windowId, 1, 2) },
    });
    const [result] = await setup.do(close(a ?? ""));
    expect(result?.ok).toBe(true);
    expect(setup.guids.flat(2)).not.toContain(a);
    expect(setup.guids.flat(2)).toContain(b);
  });

  test("a layout that refuses without a word is a failure, not a success", async () => {
    setup = await TerminalSetup.launched();
    const [a, b] = (await setup.do(tab("a"), splitOf("a", "b"))).map(made);
    setup.iterm.user.locksLayout(setup.windowId);
    const [result] = await setup.do(close(b ?? ""));
    expect(result).toMatchObject({ ok: false, fault: { code: "failed", mayHaveHappened: false } });
    expect(setup.guids[0]?.at(-1)).toEqual([a, b]);
  });

  test("a sheet that nobody answers: what was done before is told, the rest was not begun", async () => {
    setup = await TerminalSetup.launched({ limit_ms: 4000, iterm2: { profiles: [{ promptBeforeClosing: "always" }] } });
    const [a, b, c] = (await setup.do(tab("a"), splitOf("a", "b"), tab("c", ["a"]))).map(made);
    const results = await setup.do(close(c ?? ""), close(b ?? ""), close(a ?? ""));
    expect(results).toMatchObject([
      { ok: true, session_id: c },
      { ok: false, fault: { code: "timed_out", mayHaveHappened: true } },
      { ok: false, fault: { code: "timed_out", mayHaveHappened: false } },
    ]);
  });
});

describe("writing and showing", () => {
  test("text of newlines, quotes and emoji reaches exactly that session", async () => {
    setup = await TerminalSetup.launched();
    const [a] = (await setup.do(tab("a"), tab("b"))).map(made);
    const [result] = await setup.do(type(a ?? "", `it's "x" $HOME \\(1) 🚀`));
    expect(result?.ok).toBe(true);
    await setup.iterm.terminal(a ?? "").until((terminal) => terminal.contents().includes(`it's "x" $HOME \\(1) 🚀`));
  });

  test("showing a pane selects its window, tab and pane, and brings iTerm2 to the front", async () => {
    setup = await TerminalSetup.launched();
    const [a, b] = (await setup.do(tab("a"), splitOf("a", "b"), tab("c"))).map(made);
    await setup.do(tab("w", [], { otherwise: "new_window" }));
    setup.iterm.user.switchesTo("Safari");
    await setup.do(focus(b ?? ""));
    expect(setup.guids[0]?.flat()).toContain(a);
    expect(setup.iterm.desktop().frontmost).toBe("iTerm2");
    expect(setup.iterm.world.windows[0]?.currentSession?.guid).toBe(b);
  });

  test("iTerm2 dies in the middle: that step may have happened, the rest is skipped", async () => {
    setup = await TerminalSetup.launched();
    const [a] = (await setup.do(tab("a"))).map(made);
    setup.appleEvents.inject({
      matches: (event) => event.kind === "command" && event.name === "write",
      when: "after",
      then: { error: -609 },
    });
    expect(await setup.do(type(a ?? "", "x"), tab("b"))).toMatchObject([
      { ok: false, fault: { code: "not_running", mayHaveHappened: true } },
      { ok: false, fault: { code: "not_running", mayHaveHappened: false } },
    ]);
  });
});
