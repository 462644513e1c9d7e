import { afterEach, describe, expect, test } from "vitest";
import { Bed, made, sessionsOf, splitOf, tab } from "./bed.ts";

let bed: Bed;
afterEach(() => bed.clean());

test("a snapshot lists windows, tabs and panes as they stand", async () => {
  bed = await Bed.running();
  await bed.do(tab("a"), tab("b", ["a"]), splitOf("a", "c"));
  const { windows } = await bed.look();
  expect(windows.map(({ tabs }) => tabs.map(({ sessions }) => sessions.map(({ id }) => id)))).toEqual(bed.guids);
  expect(windows[0]?.readable).toBe(true);
  for (const { tty } of sessionsOf(windows)) expect(tty).toMatch(/^\/dev\//);
});

test("a snapshot costs seven Apple events whatever the number of sessions, in one osascript", async () => {
  bed = await Bed.running();
  await bed.look();
  const one = bed.desk.runs.at(-1)?.events ?? 0;
  const refs = Array.from({ length: 59 }, (_, index) => `s${index}`);
  await bed.do(...refs.map((ref, index) => (index % 3 === 2 ? splitOf(`s${index - 1}`, ref) : tab(ref))));
  const runs = bed.desk.runCount;
  expect(sessionsOf(await bed.windows())).toHaveLength(60);
  expect(bed.desk.runCount).toBe(runs + 1);
  expect(bed.desk.runs.at(-1)?.events).toBe(one);
  expect(one).toBe(7);
});

test("a snapshot has the size of each pane if it is asked for, at two more events a window", async () => {
  bed = await Bed.running();
  await bed.do(tab("a"), splitOf("a", "b"));
  await bed.look();
  const plain = bed.desk.runs.at(-1)?.events ?? 0;
  expect(sessionsOf(await bed.windows()).map(({ size }) => size)).toEqual([undefined, undefined, undefined]);
  const { terminal } = await bed.terminal.snapshot({ buffers: [], sizes: true, may_ask: true });
  const windows = terminal.state === "running" ? terminal.windows : [];
  const sizes = bed.iterm.desktop().windows.flatMap(({ tabs }) => tabs.flatMap(({ panes }) => panes));
  expect(sessionsOf(windows).map(({ size }) => size)).toEqual(sizes.map(({ columns, rows }) => ({ columns, rows })));
  expect(bed.desk.runs.at(-1)?.events).toBe(plain + 2);
});

test("iTerm2 that does not run is said not to, without one Apple event, and iTerm2 is not launched", async () => {
  bed = await Bed.make();
  const { terminal } = await bed.terminal.snapshot({ buffers: [], may_ask: false });
  expect(terminal).toEqual({ state: "not_running" });
  expect(bed.desk.eventCount).toBe(0);
  expect(bed.iterm.running).toBe(false);
});

test("no window at all is an empty list, not a failure", async () => {
  bed = await Bed.running({ iterm2: { switches: { windowAtLaunch: false } } });
  expect(await bed.windows()).toEqual([]);
});

test("a window that lists no tabs costs itself, not the snapshot", async () => {
  bed = await Bed.running();
  await bed.do(tab("a"));
  const zombie = bed.iterm.user.leavesZombieWindow();
  const windows = await bed.windows();
  expect(windows.find(({ id }) => id === zombie)).toMatchObject({ readable: false, tabs: [] });
  expect(sessionsOf(windows)).toHaveLength(2);
});

test("a tab that cannot be read makes its window unreadable: nothing is taken for closed", async () => {
  bed = await Bed.running();
  await bed.do({ do: "create_window", ref: "w", command: "/bin/cat", profile: null });
  bed.iterm.user.leavesTabUnreadable(bed.windowId, 0);
  const windows = await bed.windows();
  expect(windows.map(({ readable }) => readable)).toEqual([false, true]);
});

test("a tab that is closed while the columns are read: they are read once more, and fit together", async () => {
  bed = await Bed.running();
  await bed.do(tab("a"), tab("b"));
  const id = bed.windowId;
  bed.desk.inject({
    run: bed.desk.runCount + 1,
    event: 5,
    when: "before",
    then: { happens: () => bed.iterm.user.closesTab(id, 1) },
  });
  const windows = await bed.windows();
  expect(bed.desk.faults.pending).toBe(0);
  expect(windows.map(({ readable }) => readable)).toEqual([true]);
  expect(windows.map(({ tabs }) => tabs.map(({ sessions }) => sessions.map(({ id: guid }) => guid)))).toEqual(
    bed.guids,
  );
});

test("a floating hotkey window is never taken for a place to put tabs", async () => {
  bed = await Bed.running();
  await bed.do({ do: "create_window", ref: "w", command: "/bin/cat", profile: null });
  const hotkey = bed.windowId;
  bed.iterm.user.makesHotkeyWindow(hotkey, false);
  await bed.do(tab("a"));
  const windows = await bed.windows();
  expect(windows.map(({ id, tabs }) => [id === hotkey, tabs.length]).sort()).toEqual([
    [false, 2],
    [true, 1],
  ]);
});

describe("buffers", () => {
  test("only the end of what was asked for comes along, one event each", async () => {
    bed = await Bed.running();
    const [a, b] = await bed.do(tab("a"), tab("b"));
    const guid = made(a);
    bed.iterm.user.types(guid, "a line to be echoed\r");
    await bed.iterm.terminal(guid).until((terminal) => terminal.contents().includes("a line to be echoed"));
    const events = (await bed.look(), bed.desk.runs.at(-1)?.events ?? 0);
    const wanted = { id: guid, max_chars: 20, always: true };
    const { buffers } = await bed.terminal.snapshot({ buffers: [wanted], may_ask: true });
    expect(buffers).toHaveLength(1);
    expect(buffers[0]?.id).toBe(guid);
    expect(buffers[0]?.text.length).toBe(20);
    expect(buffers[0]?.length).toBeGreaterThan(20);
    expect(bed.desk.runs.at(-1)?.events).toBe(events + 1);
    expect(made(b)).not.toBe(guid);
  });

  test("a session that is gone, or moved to another tab meanwhile, gives none and never another one's", async () => {
    bed = await Bed.running();
    const [a, b] = await bed.do(tab("a"), tab("b"));
    bed.desk.inject({
      matches: ({ kind, target }) => kind === "get" && target.kind === "property" && target.name === "contents",
      when: "before",
      then: { happens: () => bed.iterm.user.closesTab(bed.windowId, 0) },
    });
    const wanted = [made(a), made(b), "no-such-guid"].map((id) => ({ id, max_chars: 100, always: true }));
    const { buffers, terminal } = await bed.terminal.snapshot({ buffers: wanted, may_ask: true });
    expect(terminal.state).toBe("running");
    expect(buffers).toEqual([]);
  });
});

describe("failures, by number only", () => {
  const shapes = ["two_errors", "one_error", "application_name", "offsets", "localised"] as const;

  test.each(shapes)(
    "an Apple event that is denied is not_permitted, however stderr is shaped (%s)",
    async (stderrShape) => {
      bed = await Bed.running({ desk: { permission: "denied", switches: { stderrShape } } });
      await expect(bed.look()).rejects.toMatchObject({ code: "not_permitted", mayHaveHappened: false });
    },
  );

  test("consent that is needed and cannot be asked for is not_permitted", async () => {
    bed = await Bed.running({ desk: { permission: "needs_consent" } });
    await expect(bed.look()).rejects.toMatchObject({ code: "not_permitted" });
  });

  test("members that are undefined for want of permission are not_permitted too", async () => {
    bed = await Bed.running({ desk: { permission: "denied", switches: { terminology: "when_permitted" } } });
    await expect(bed.look()).rejects.toMatchObject({ code: "not_permitted" });
  });

  test("iTerm2 that is not installed is not_installed", async () => {
    bed = await Bed.make({ iterm2: { installed: false } });
    await expect(bed.look()).rejects.toMatchObject({ code: "not_installed" });
  });

  test.each([
    [-1712, "timed_out", true],
    [-609, "not_running", true],
    [-128, "cancelled", false],
    [-10000, "failed", true],
  ])("%i is %s", async (error, code, mayHaveHappened) => {
    bed = await Bed.running();
    bed.desk.inject({ run: bed.desk.runCount + 1, event: 1, when: "before", then: { error } });
    await expect(bed.look()).rejects.toMatchObject({ code, mayHaveHappened });
  });

  test("a hanging iTerm2 is timed_out after the limit, and osascript does not live on", async () => {
    bed = await Bed.running({ limit_ms: 1500 });
    bed.iterm.hangs(true);
    await expect(bed.look()).rejects.toMatchObject({ code: "timed_out", mayHaveHappened: true });
    bed.iterm.hangs(false);
    await expect.poll(() => bed.desk.runs.at(-1)?.ended).toBe(true);
  });

  test("an aborted look is cancelled", async () => {
    bed = await Bed.running();
    bed.iterm.hangs(true);
    const abort = new AbortController();
    const looking = bed.terminal.snapshot({ buffers: [], may_ask: true, signal: abort.signal });
    abort.abort();
    await expect(looking).rejects.toMatchObject({ code: "cancelled" });
    bed.iterm.hangs(false);
  });
});
