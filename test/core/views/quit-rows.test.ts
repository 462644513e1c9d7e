import { expect, test } from "vitest";
import type { OpenPane, QuitPlan } from "../../../src/core/model/open-panes.ts";
import { closesTabs, paneInWords, stops } from "../../../src/views/quit/quit-rows.ts";
import { aManagedSession } from "../builders/observation.ts";

const pane = (id: string, session: string | null): OpenPane => ({
  iterm_session_id: id,
  running: "node",
  busy: true,
  command: null,
  folder: null,
  size: null,
  session: session === null ? null : aManagedSession({ name: session }),
});

const planOf = (...tabs: OpenPane[][]): QuitPlan => ({
  confirm: true,
  windows: [
    {
      window_id: 1,
      managed_tab_ids: [],
      external_tab_ids: [],
      tabs: tabs.map((panes, at) => ({
        tab_id: String(at),
        title: "",
        session_ids: panes.map((one) => one.iterm_session_id),
        is_managed: panes.some(({ session }) => session !== null),
        project_id: null,
      })),
      panes: Object.fromEntries(tabs.map((panes, at) => [String(at), panes])),
    },
  ],
});

test("Close Managed Tabs asks about no tab that it leaves: one with a pane of the user's own stays", () => {
  const plan = planOf([pane("S", "Server")], [pane("T", "Tests"), pane("MINE", null)], [pane("OTHER", null)]);
  expect(stops(plan, "close_managed").map(paneInWords)).toEqual(["Server (node)"]);
  expect(closesTabs(plan, "close_managed")).toBe(1);
});

test("Close All Tabs asks about every tab, and keeping them about none", () => {
  const plan = planOf([pane("S", "Server")], [pane("MINE", null)]);
  expect(stops(plan, "close_all").map(paneInWords)).toEqual(["Server (node)", "node"]);
  expect([closesTabs(plan, "close_all"), closesTabs(plan, "keep_all"), closesTabs(plan, "cancel")]).toEqual([2, 0, 0]);
});
