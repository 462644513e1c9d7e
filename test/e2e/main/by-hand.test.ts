import { expect, test } from "vitest";
import { aProject, aTemplate } from "../../core/builders/project.ts";
import type { AppleEvent } from "../../mac/osascript/index.ts";
import type { Mac } from "../../mac/index.ts";
import { eventually } from "../../setup/eventually.ts";
import { keep } from "../../setup/raycast-store.ts";
import { launchMac } from "../../setup/launch-mac.ts";
import { layoutOf, paneOf, panesOf } from "../../setup/panes.ts";
import { opens, said, sessionsOf, ticks } from "../../setup/commands.ts";
import type { MacSettings } from "../../setup/start-mac.ts";

/** Two tabs of which the first has two panes; a third tab; all quiet. Open, and seen once by the menu bar. */
async function opened(setting: MacSettings = {}): Promise<Mac> {
  const mac = await launchMac(setting);
  const quiet = (id: string, parent?: string) =>
    aTemplate({
      id,
      command: "exec cat",
      ...(parent === undefined ? {} : { layout: "pane_vertical" as const, parent_template_id: parent }),
    });
  const templates = [quiet("one"), quiet("beside", "one"), quiet("two"), quiet("three")];
  const startup_sequence = templates.map(({ id }) => id);
  await keep(mac, aProject({ path: mac.home, session_templates: templates, config: { startup_sequence } }));
  expect(await opens(mac, "webapp")).toBe("✅ Opened webapp · 4 sessions");
  expect(layoutOf(mac)).toEqual([[["one", "beside"], ["two"], ["three"]]]);
  await ticks(mac);
  return mac;
}

/** Status and cause of end of each session, after one tick. */
async function nextTick(mac: Mac): Promise<Record<string, string>> {
  await ticks(mac);
  const told = Object.entries(await sessionsOf(mac)).map(([id, { status, phase }]) => {
    return [id, phase.name === "ended" ? phase.cause : status] as const;
  });
  return Object.fromEntries(told);
}

const allUp = { one: "running", beside: "running", two: "running", three: "running" };

test("a tab closed by hand is seen as closed at the next tick, the others live on", async () => {
  const mac = await opened();
  const { window, tab } = paneOf(mac, "two");
  await mac.iterm2.user.closesTab(window, tab);
  expect(await nextTick(mac)).toEqual({ ...allUp, two: "closed" });
  expect(layoutOf(mac)).toEqual([[["one", "beside"], ["three"]]]);
});

test("a pane closed by hand is seen as closed at the next tick, its neighbour lives on", async () => {
  const mac = await opened();
  await mac.iterm2.user.closesPane(paneOf(mac, "one").guid);
  expect(await nextTick(mac)).toEqual({ ...allUp, one: "closed" });
  expect(layoutOf(mac)).toEqual([[["beside"], ["two"], ["three"]]]);
});

test("a whole window closed by hand closes the sessions in it", async () => {
  const mac = await opened();
  const closing = mac.iterm2.user.closesWindow(paneOf(mac, "one").window);
  mac.iterm2.user.saysOk();
  await closing;
  const closed = { one: "closed", beside: "closed", two: "closed", three: "closed" };
  expect(await nextTick(mac)).toEqual(closed);
});

test("a session dragged into another window is the same session there, and closed there", async () => {
  const mac = await opened();
  const own = await mac.iterm2.user.opensWindow();
  const other = panesOf(mac).find(({ guid }) => guid === own)!.window;
  const { guid } = paneOf(mac, "beside");
  mac.iterm2.user.dragsToWindow(guid, other);
  expect(await nextTick(mac)).toEqual(allUp);
  expect((await sessionsOf(mac))["beside"]?.iterm_session_id).toBe(guid);

  await stopsSession(mac, "beside");
  expect(await nextTick(mac)).toEqual({ ...allUp, beside: "stopped" });
  expect(panesOf(mac).map(({ guid: left }) => left)).toContain(own);
  expect(panesOf(mac)).toHaveLength(4);
});

/** Our script looks into the tab that it is about to close: the last moment at which indexes may shift unnoticed. */
function looksIntoTab({ kind, target }: AppleEvent): boolean {
  const of = target.kind === "property" && target.name === "id" ? target.of : null;
  return kind === "get" && of?.kind === "elements" && of.name === "sessions" && of.of.kind === "element";
}

test("closing a tab while its index shifts closes that tab, and no other", async () => {
  // Panes stay when their program ends, so that it is our script that closes them.
  const mac = await opened({ iterm2: { profiles: [{ whenProgramEnds: "keep" }] } });
  const { guid, window } = paneOf(mac, "two");
  const happens = () => mac.iterm2.user.closesTab(window, 0);
  mac.appleEvents.inject({ matches: looksIntoTab, when: "before", then: { happens } });
  const closing = stopsSession(mac, "two");
  const asked = eventually("iTerm2 asks whether to close two panes", () => mac.iterm2.world.modals.open.length > 0);
  await asked.then(() => mac.iterm2.user.saysOk());
  await closing;
  expect(mac.appleEvents.faults.pending).toBe(0);
  expect(await nextTick(mac)).toEqual({ one: "closed", beside: "closed", two: "stopped", three: "running" });
  expect(panesOf(mac).map(({ title }) => title)).toEqual(["three"]);
  expect(panesOf(mac).map((pane) => pane.guid)).not.toContain(guid);
});

/** Stops one session from Search Sessions. */
async function stopsSession(mac: Mac, name: string): Promise<void> {
  const view = await mac.raycast.open("search-sessions");
  await view.until((now) => now.items.some(({ title }) => title === name));
  await view.select(name);
  mac.raycast.answerAlert("confirm");
  expect(await said(mac, () => view.perform("Stop Session"))).toBe(`Stopped ${name}`);
  await view.close();
}
