import { afterEach, describe, expect, test } from "vitest";
import { TerminalSetup, made, sessionsOf, splitOf, tab } from "./setup.ts";

let setup: TerminalSetup;
afterEach(() => setup.clean());

test("a snapshot lists windows, tabs and panes as they stand", async () => {
  setup = await TerminalSetup.launched();
  await setup.do(tab("a"), tab("b", ["a"]), splitOf("a", "c"));
  const { windows } = await setup.look();
  expect(windows.map(({ tabs }) => tabs.map(({ sessions }) => sessions.map(({ id }) => id)))).toEqual(setup.guids);
  expect(windows[0]?.readable).toBe(true);
  for (const { tty } of sessionsOf(windows)) expect(tty).toMatch(/^\/dev\//);
});

test("a snapshot costs seven Apple events whatever the number of sessions, in one osascript", async () => {
  setup = await TerminalSetup.launched();
  await setup.look();
  const one = setup.appleEvents.runs.at(-1)?.events ?? 0;
  const refs = Array.from({ length: 59 }, (_, index) => `s${index}`);
  await setup.do(...refs.map((ref, index) => (index % 3 === 2 ? splitOf(`s${index - 1}`, ref) : tab(ref))));
  const runs = setup.appleEvents.runCount;
  expect(sessionsOf(await setup.windows())).toHaveLength(60);
  expect(setup.appleEvents.runCount).toBe(runs + 1);
  expect(setup.appleEvents.runs.at(-1)?.events).toBe(one);
  expect(one).toBe(7);
});

test("a snapshot has the size of each pane if it is asked for, at two more events a window", async () => {
  setup = await TerminalSetup.launched();
  await setup.do(tab("a"), splitOf("a", "b"));
  await setup.look();
  const plain = setup.appleEvents.runs.at(-1)?.events ?? 0;
  expect(sessionsOf(await setup.windows()).map(({ size }) => size)).toEqual([undefined, undefined, undefined]);
  const { terminal } = await setup.terminal.snapshot({ buffers: [], sizes: true, may_ask: true });
  const windows = terminal.state === "running" ? terminal.windows : [];
  const sizes = setup.iterm.desktop().windows.flatMap(({ tabs }) => tabs.flatMap(({ panes }) => panes));
  expect(sessionsOf(windows).map(({ size }) => size)).toEqual(sizes.map(({ columns, rows }) => ({ columns, rows })));
  expect(setup.appleEvents.runs.at(-1)?.events).toBe(plain + 2);
});

test("iTerm2 that does not run is said not to, without one Apple event, and iTerm2 is not launched", async () => {
  setup = await TerminalSetup.installed();
  const { terminal } = await setup.terminal.snapshot({ buffers: [], may_ask: false });
  expect(terminal).toEqual({ state: "not_running" });
  expect(setup.appleEvents.eventCount).toBe(0);
  expect(setup.iterm.running).toBe(false);
});

test("no window at all is an empty list, not a failure", async () => {
  setup = await TerminalSetup.launched({ iterm2: { switches: { windowAtLaunch: false } } });
  expect(await setup.windows()).toEqual([]);
});

test("a window that lists no tabs costs itself, not the snapshot", async () => {
  setup = await TerminalSetup.launched();
  await setup.do(tab("a"));
  const zombie = setup.iterm.user.leavesZombieWindow();
  const windows = await setup.windows();
  expect(windows.find(({ id }) => id === zombie)).toMatchObject({ readable: false, tabs: [] });
  expect(sessionsOf(windows)).toHaveLength(2);
});

test("a tab that cannot be read makes its window unreadable: nothing is taken for closed", async () => {
  setup = await TerminalSetup.launched();
  await setup.do(tab("w", [], { otherwise: "new_window" }));
  setup.iterm.user.leavesTabUnreadable(setup.windowId, 0);
  const windows = await setup.windows();
  expect(windows.map(({ readable }) => readable)).toEqual([false, true]);
});

test("a tab that is closed while the columns are read: they are read once more, and fit together", async () => {
  setup = await TerminalSetup.launched();
  await setup.do(tab("a"), tab("b"));
  const id = setup.windowId;
  setup.appleEvents.inject({
    run: setup.appleEvents.runCount + 1,
    event: 5,
    when: "before",
    then: { happens: () => setup.iterm.user.closesTab(id, 1) },
  });
  const windows = await setup.windows();
  expect(setup.appleEvents.faults.pending).toBe(0);
  expect(windows.map(({ readable }) => readable)).toEqual([true]);
  expect(windows.map(({ tabs }) => tabs.map(({ sessions }) => sessions.map(({ id: guid }) => guid)))).toEqual(
    setup.guids,
  );
});

test("a floating hotkey window is never taken for a place to put tabs", async () => {
  setup = await TerminalSetup.launched();
  await setup.do(tab("w", [], { otherwise: "new_window" }));
  const hotkey = setup.windowId;
  setup.iterm.user.makesHotkeyWindow(hotkey, false);
  await setup.do(tab("a"));
  const windows = await setup.windows();
  expect(windows.map(({ id, tabs }) => [id === hotkey, tabs.length]).sort()).toEqual([
    [false, 2],
    [true, 1],
  ]);
});

describe("buffers", () => {
  test("only the end of what was asked for comes along, one event each", async () => {
    setup = await TerminalSetup.launched();
    const [a, b] = await setup.do(tab("a"), tab("b"));
    const guid = made(a);
    setup.iterm.user.types(guid, "a line to be echoed\r");
    await setup.iterm.terminal(guid).until((terminal) => terminal.contents().includes("a line to be echoed"));
    const events = (await setup.look(), setup.appleEvents.runs.at(-1)?.events ?? 0);
    const wanted = { id: guid, max_chars: 20, always: true };
    const { buffers } = await setup.terminal.snapshot({ buffers: [wanted], may_ask: true });
    expect(buffers).toHaveLength(1);
    expect(buffers[0]?.id).toBe(guid);
    expect(buffers[0]?.text.length).toBe(20);
    expect(buffers[0]?.length).toBeGreaterThan(20);
    expect(setup.appleEvents.runs.at(-1)?.events).toBe(events + 1);
    expect(made(b)).not.toBe(guid);
  });

  test("a session that is gone, or moved to another tab meanwhile, gives none and never another one's", async () => {
    setup = await TerminalSetup.launched();
    const [a, b] = await setup.do(tab("a"), tab("b"));
    setup.appleEvents.inject({
      matches: ({ kind, target }) => kind === "get" && target.kind === "property" && target.name === "contents",
      when: "before",
      then: { happens: () => setup.iterm.user.closesTab(setup.windowId, 0) },
    });
    const wanted = [made(a), made(b), "no-such-guid"].map((id) => ({ id, max_chars: 100, always: true }));
    const { buffers, terminal } = await setup.terminal.snapshot({ buffers: wanted, may_ask: true });
    expect(terminal.state).toBe("running");
    expect(buffers).toEqual([]);
  });
});

describe("failures, by number only", () => {
  const shapes = ["two_errors", "one_error", "application_name", "offsets", "localised"] as const;

  test.each(shapes)(
    "an Apple event that is denied is not_permitted, however stderr is shaped (%s)",
    async (stderrShape) => {
      setup = await TerminalSetup.launched({ osascript: { permission: "denied", switches: { stderrShape } } });
      await expect(setup.look()).rejects.toMatchObject({ code: "not_permitted", mayHaveHappened: false });
    },
  );

  test("consent that is needed and cannot be asked for is not_permitted", async () => {
    setup = await TerminalSetup.launched({ osascript: { permission: "needs_consent" } });
    await expect(setup.look()).rejects.toMatchObject({ code: "not_permitted" });
  });

  test("members that are undefined for want of permission are not_permitted too", async () => {
    setup = await TerminalSetup.launched({
      osascript: { permission: "denied", switches: { terminology: "when_permitted" } },
    });
    await expect(setup.look()).rejects.toMatchObject({ code: "not_permitted" });
  });

  test("iTerm2 that is not installed is not_installed", async () => {
    setup = await TerminalSetup.installed({ iterm2: { installed: false } });
    await expect(setup.look()).rejects.toMatchObject({ code: "not_installed" });
  });

  test.each([
    [-1712, "timed_out", true],
    [-609, "not_running", true],
    [-128, "cancelled", false],
    [-10000, "failed", true],
  ])("%i is %s", async (error, code, mayHaveHappened) => {
    setup = await TerminalSetup.launched();
    setup.appleEvents.inject({ run: setup.appleEvents.runCount + 1, event: 1, when: "before", then: { error } });
    await expect(setup.look()).rejects.toMatchObject({ code, mayHaveHappened });
  });

  test("a hanging iTerm2 is timed_out after the limit, and osascript does not live on", async () => {
    setup = await TerminalSetup.launched({ limit_ms: 1500 });
    setup.iterm.hangs(true);
    await expect(setup.look()).rejects.toMatchObject({ code: "timed_out", mayHaveHappened: true });
    setup.iterm.hangs(false);
    await expect.poll(() => setup.appleEvents.runs.at(-1)?.ended).toBe(true);
  });

  test("an aborted look is cancelled", async () => {
    setup = await TerminalSetup.launched();
    setup.iterm.hangs(true);
    const abort = new AbortController();
    const looking = setup.terminal.snapshot({ buffers: [], may_ask: true, signal: abort.signal });
    abort.abort();
    await expect(looking).rejects.toMatchObject({ code: "cancelled" });
    setup.iterm.hangs(false);
  });
});
