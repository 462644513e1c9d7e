import { describe, expect, test } from "vitest";
import { tabsToClose } from "../../../src/core/decide/tabs-to-close.ts";
import { windowEvents, windowsOf } from "../../../src/core/decide/windows.ts";
import { Fault } from "../../../src/core/model/fault.ts";
import type { SeenTerminal } from "../../../src/core/model/observation.ts";
import { NOTHING_KNOWN } from "../../../src/core/model/runtime.ts";
import type { WindowState } from "../../../src/core/model/window.ts";
import { aManagedSession, aSeenSession } from "../builders/observation.ts";

/** Windows by id, each a list of tabs, each a list of GUIDs. */
function seen(windows: Record<number, string[][]>): SeenTerminal {
  return {
    state: "running",
    windows: Object.entries(windows).map(([id, tabs]) => ({
      id: Number(id),
      readable: true,
      tabs: tabs.map((panes, index) => ({
        index,
        title: panes.join("+"),
        sessions: panes.map((pane) => aSeenSession({ id: pane, tty: `/dev/tty${pane}` })),
      })),
    })),
  };
}

const server = aManagedSession({ iterm_session_id: "S" });
const state = (windows: Record<number, string[][]>, previous: WindowState[] = []) =>
  windowsOf(seen(windows), previous, [server]);

describe("windows and tabs", () => {
  test("a tab is managed if any of its panes is ours, and is of that project; all others are external", () => {
    expect(state({ 1: [["X"], ["Y", "S"]] })).toMatchObject([
      {
        window_id: 1,
        managed_tab_ids: ["Y"],
        external_tab_ids: ["X"],
        tabs: [
          { tab_id: "X", is_managed: false, project_id: null },
          { tab_id: "Y", is_managed: true, project_id: "webapp", session_ids: ["Y", "S"] },
        ],
      },
    ]);
  });

  test("a tab keeps its id when tabs before it close, when it moves to another window, and when its first pane closes", () => {
    const before = state({ 1: [["X"], ["Y", "S"]] });
    expect(state({ 2: [["S"]] }, before)[0]?.managed_tab_ids).toEqual(["Y"]);
  });

  test("of a tab that was torn apart, the part with the pane that named it keeps the id", () => {
    const before = state({ 1: [["Y", "S"]] });
    expect(state({ 1: [["S"], ["Y"]] }, before)[0]).toMatchObject({ tabs: [{ tab_id: "S" }, { tab_id: "Y" }] });
  });

  test("no two tabs ever have the same id", () => {
    const before = state({ 2: [["S"]] }, state({ 1: [["Y", "S"]] }));
    const ids = state({ 1: [["S"], ["Y"]] }, before).flatMap(({ tabs }) => tabs.map(({ tab_id }) => tab_id));
    expect(new Set(ids).size).toBe(2);
  });

  test("windows and tabs stay as they were known while iTerm2 does not answer", () => {
    const before = state({ 1: [["S"]] });
    const unknown = { state: "unknown" as const, fault: new Fault("timed_out", "no answer") };
    expect(windowsOf(unknown, before, [server])).toBe(before);
  });

  test("tabs that came, tabs that went and windows whose tabs have changed are published", () => {
    const before = state({ 1: [["X"], ["S"]] });
    const after = state({ 1: [["S"]], 2: [["Z"]] }, before);
    expect(windowEvents(before, after, 5).map(({ type, data }) => [type, data])).toEqual([
      ["tab_created", { window_id: 2, tab_id: "Z", project_id: null, session_ids: ["Z"] }],
      ["tab_closed", { window_id: 1, tab_id: "X", project_id: null }],
      ["window_tabs_changed", { window_id: 1, managed_tab_ids: ["S"], external_tab_ids: [] }],
      ["window_tabs_changed", { window_id: 2, managed_tab_ids: [], external_tab_ids: ["Z"] }],
    ]);
    expect(windowEvents(after, after, 6)).toEqual([]);
  });
});

describe("quitting", () => {
  const planned = state({ 1: [["X"], ["S"]], 2: [["Z"]] });
  const now = (windows: WindowState[]) => ({ ...NOTHING_KNOWN, sessions: { [server.id]: server }, windows });
  const quit = (action: Parameters<typeof tabsToClose>[0]["action"], windows = planned, window_id?: number) =>
    tabsToClose({ action, planned, runtime: now(windows), window_id });

  test("quitting with Close Managed closes only tabs opened from a project, and says why the others stay", () => {
    const decision = quit("close_managed");
    expect(decision).toMatchObject({ stop: ["webapp/server"], panes: [] });
    expect(decision.left.map(({ tab, why }) => [tab.tab_id, why])).toEqual([
      ["X", "it was not opened from a project"],
      ["Z", "it was not opened from a project"],
    ]);
  });

  test("quitting with Close All stops the sessions of projects and closes all other panes that were shown", () => {
    expect(quit("close_all")).toMatchObject({ stop: ["webapp/server"], panes: ["X", "Z"], left: [], gone: [] });
  });

  test("quitting for one window touches no tab of another", () => {
    expect(quit("close_all", planned, 2)).toMatchObject({ stop: [], panes: ["Z"], left: [] });
  });

  test("quitting never closes a tab that appeared after the question, nor one that has gained a pane", () => {
    const decision = quit("close_all", state({ 1: [["X", "X2"], ["S"]], 2: [["Z"], ["NEW"]] }, planned));
    expect(decision.panes).toEqual(["Z"]);
    expect(decision.left.map(({ tab, why }) => [tab.tab_id, why])).toEqual([
      ["X", "it has another pane than when you were asked"],
      ["NEW", "it was opened after you were asked"],
    ]);
  });

  test("a tab that went away after the question is reported as gone, and nothing is closed in its place", () => {
    const decision = quit("close_all", state({ 1: [["S"]] }, planned));
    expect(decision.gone.map(({ tab }) => tab.tab_id)).toEqual(["X", "Z"]);
    expect(decision).toMatchObject({ stop: ["webapp/server"], panes: [] });
  });

  test("quitting with Close Managed leaves a tab in which a pane was not opened from a project", () => {
    const mixed = state({ 1: [["S", "MINE"]] });
    const decision = tabsToClose({ action: "close_managed", planned: mixed, runtime: now(mixed) });
    expect(decision.close).toEqual([]);
    expect(decision.left[0]?.why).toBe("a pane in it was not opened from a project");
  });

  test.each(["cancel", "keep_all"] as const)("quitting with %s closes nothing", (action) => {
    expect(quit(action)).toMatchObject({ close: [], stop: [], panes: [] });
  });
});
