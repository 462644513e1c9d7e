import { expect, test } from "vitest";
import { aProject, aTemplate } from "../../core/builders/project.ts";
import type { Mac } from "../../mac/index.ts";
import { eventually } from "../../setup/eventually.ts";
import { keep, storeOf } from "../../setup/raycast-store.ts";
import { launchMac } from "../../setup/launch-mac.ts";
import { layoutOf, panesOf } from "../../setup/panes.ts";
import { opens, said, sessionsOf, ticks, ticksUntil } from "../../setup/commands.ts";
import type { MacSettings } from "../../setup/start-mac.ts";

const webapp = (mac: Mac, id = "webapp") =>
  aProject({
    id,
    path: mac.home,
    session_templates: [aTemplate({ id: `${id}-server`, command: "exec cat" })],
    config: { startup_sequence: [`${id}-server`] },
  });

async function withProject(setting: MacSettings = {}): Promise<Mac> {
  const mac = await launchMac(setting);
  await keep(mac, webapp(mac));
  return mac;
}

/** Chooses Try Again on the screen that stands in the way; what Raycast says then. */
function triesAgain(mac: Mac): Promise<string> {
  return said(mac, async () => {
    const view = mac.raycast.window!;
    await view.perform("Try Again");
    await view.until((now) => now.closed || now.type !== "Detail" || now.depth === 1);
  });
}

const bar = (mac: Mac) => mac.raycast.menuBar("session-status").text();

test("without iTerm2, opening says so with the way to get it; installed, trying again opens", async () => {
  const mac = await withProject({ iterm2: { installed: false } });
  expect(await opens(mac, "webapp")).toContain("# iTerm2 Is Not Installed");
  expect(mac.raycast.window?.actions().map(({ title }) => title)).toEqual(["Download iTerm2", "Try Again"]);
  mac.iterm2.installed = true;
  expect(await triesAgain(mac)).toBe("✅ Opened webapp");
  expect(panesOf(mac)).toHaveLength(1);
});

test.each(["two_errors", "localised"] as const)(
  "where Raycast may not control iTerm2, opening shows where to allow it, in any language (%s); allowed, it opens",
  async (stderrShape) => {
    const mac = await withProject({ osascript: { permission: "denied", switches: { stderrShape } } });
    await mac.iterm2.launch();
    expect(await opens(mac, "webapp")).toContain("# Raycast May Not Control iTerm2");
    const actions = mac.raycast.window?.actions().map(({ title }) => title);
    expect(actions).toEqual(["Open Automation Settings", "Try Again"]);
    mac.appleEvents.permission = "granted";
    expect(await triesAgain(mac)).toBe("✅ Opened webapp");
  },
);

test("the question for consent may be answered late: the open waits, and a background look does it no harm", async () => {
  const mac = await withProject({ osascript: { permission: "ask" }, raycast: { backgroundLimit: () => 2_000 } });
  await mac.iterm2.launch();
  await mac.raycast.menuBar("session-status").run();
  const opening = opens(mac, "webapp");
  await eventually("the sheet", () => mac.appleEvents.consentSheet);
  await mac.raycast.runInterval("session-status");
  expect(mac.appleEvents.consentSheet).toBe(true);
  mac.appleEvents.answerConsent(true);
  expect(await opening).toBe("✅ Opened webapp");
});

test("refused at the sheet, opening shows where to allow it", async () => {
  const mac = await withProject({ osascript: { permission: "ask" } });
  await mac.iterm2.launch();
  const opening = opens(mac, "webapp");
  await eventually("the sheet", () => mac.appleEvents.consentSheet);
  mac.appleEvents.answerConsent(false);
  expect(await opening).toContain("# Raycast May Not Control iTerm2");
});

test("an open that could not be is not made up for behind the user's back, and shows no session as starting", async () => {
  const mac = await withProject({ osascript: { permission: "denied" } });
  await mac.iterm2.launch();
  await opens(mac, "webapp");
  mac.appleEvents.permission = "granted";
  await ticks(mac);
  await ticks(mac);
  expect(panesOf(mac).map(({ title }) => title)).not.toContain("webapp-server");
  expect(bar(mac)).toContain("No session is open");
});

test("an open that fails leaves what other projects are to be alone", async () => {
  const mac = await withProject();
  await keep(mac, webapp(mac, "other"));
  await opens(mac, "other");
  mac.appleEvents.permission = "ask";
  const opening = opens(mac, "webapp");
  await eventually("the sheet", () => mac.appleEvents.consentSheet);
  const store = storeOf(mac);
  const { other, ...rest } = (await store.desired()).projects;
  await store.saveDesired({ ...(await store.desired()), projects: { ...rest, other: { ...other!, window: "new" } } });
  mac.appleEvents.answerConsent(false);
  await opening;
  const after = await store.desired();
  expect(after.projects["other"]?.window).toBe("new");
  expect([after.projects["webapp"], after.active_project_id]).toEqual([undefined, "other"]);
});

test("while iTerm2 hangs, it is said so and nothing known is lost; afterwards all is as before", async () => {
  const mac = await withProject({ osascript: { eventTimeoutMs: 1_000 } });
  await opens(mac, "webapp");
  await ticks(mac);
  mac.iterm2.hangs(true);
  await ticks(mac);
  expect(bar(mac)).toContain("iTerm2 did not answer in time.");
  expect((await sessionsOf(mac))["webapp-server"]).toMatchObject({ status: "running" });
  expect(await opens(mac, "webapp")).toContain("iTerm2 did not answer in time.");
  expect(bar(mac)).not.toContain("iTerm2 is not running");

  mac.iterm2.hangs(false);
  await ticksUntil(mac, "it answers again", () => !bar(mac).includes("did not answer"));
  expect(await opens(mac, "webapp")).toBe("✅ Opened webapp");
  expect(layoutOf(mac)).toEqual([[["webapp-server"]]]);
});

test("while iTerm2 does not run, the menu bar and the clean-up rest; opening starts it, without a stray window", async () => {
  const mac = await withProject();
  await ticks(mac);
  expect(bar(mac)).toContain("No session is open");
  const view = await mac.raycast.open("quit-cleanup");
  await view.until((now) => !now.isLoading);
  expect(view.emptyView?.title).toBe("Nothing Is Open in iTerm2");
  await view.close();
  expect(mac.iterm2.running).toBe(false);
  expect(await opens(mac, "webapp")).toBe("✅ Opened webapp");
  expect(layoutOf(mac)).toEqual([[["webapp-server"]]]);
});

test("when iTerm2 quits, its sessions are lost and said so; opened again, each comes back once", async () => {
  const mac = await withProject();
  await opens(mac, "webapp");
  await mac.iterm2.quit();
  await ticksUntil(mac, "it is seen", async () => {
    const { phase } = (await sessionsOf(mac))["webapp-server"]!;
    return phase.name === "ended" && phase.cause === "lost";
  });
  expect(await opens(mac, "webapp")).toBe("✅ Opened webapp");
  expect(panesOf(mac).filter(({ title }) => title === "webapp-server")).toHaveLength(1);
});
