import { describe, expect, test } from "vitest";
import { coreOn } from "../../setup/core.ts";
import { keep, storageOf } from "../../setup/raycast-store.ts";
import { manyProjects, open } from "./sample-projects.ts";
import { launchMac, sharedMac } from "../../setup/launch-mac.ts";
import { aProject, aTemplate } from "../../core/builders/project.ts";

const mac = sharedMac(async (one) => {
  await manyProjects(one);
  await open(one);
});

describe("Session Status in the menu bar", () => {
  test("shows an icon and a count; sections by state, a submenu for each session, then projects, refresh and preferences", async () => {
    const bar = mac().raycast.menuBar("session-status");
    await bar.run();
    expect(bar.title).toBe("1");
    expect(bar.tooltip).toBe("1 waiting for you, 3 failed, 4 running\nDeploy: Deploy to production?");
    const top = bar.items.filter(({ path, kind }) => path.length === 0 && kind !== "separator");
    expect(top.filter(({ kind }) => kind === "section").map(({ title }) => title)).toEqual([
      "Waiting for You",
      "Failed",
      "Starting and Stopping",
      "Running",
      "Finished",
    ]);
    expect(top.slice(-5).map(({ title }) => title)).toEqual([
      "Open Project",
      "List Projects",
      "Pause Notifications",
      "Refresh",
      "Preferences",
    ]);
    const rows = (name: string) => bar.items.filter(({ path }) => path[0] === name).map(({ title }) => title);
    expect(rows("Deploy · Shop").filter(Boolean)).toEqual([
      "Waiting for You",
      "Seen on its screen",
      "Asks",
      "Deploy to production?",
      "Answer",
      "Yes",
      "No",
      "Focus",
      "Restart",
      "Stop",
      "Copy Output",
    ]);
    expect(rows("Docs · Shop").filter(Boolean)).toEqual([
      "Skipped",
      "Why: 'Build' ended with code 7",
      "As requested",
      "Start Again",
      "Copy Output",
    ]);
  });

  test("has no seconds in it, and shows no toast in the background", async () => {
    const bar = mac().raycast.menuBar("session-status");
    const result = await mac().raycast.runInterval("session-status");
    expect(result).toMatchObject({ ran: true, how: "unloaded" });
    const words = bar.items.flatMap(({ title, subtitle, tooltip }) => [title, subtitle, tooltip]);
    expect(words.filter((text) => /\b\d+ ?s\b|second/.test(text))).toEqual([]);
    expect(mac().raycast.toasts.filter(({ run }) => run.command === "session-status")).toEqual([]);
  });

  test("jumps to a session from its submenu", async () => {
    const menu = await mac().raycast.menuBar("session-status").click();
    await menu.choose(["Server · Shop", "Focus"]);
    expect(mac().iterm2.desktop().frontmost).toBe("iTerm2");
    expect(mac().iterm2.world.current?.current?.active.name).toMatch(/^Server/);
  });
});

const oneSession = (home: string) =>
  aProject({ path: home, session_templates: [aTemplate({ command: "exec sleep 1000", auto_start: true })] });

describe("the menu bar after a restart of Raycast", () => {
  test("is right on the first click, though the picture in the bar is from before", async () => {
    const one = await launchMac();
    await keep(one, oneSession(one.home));
    const bar = one.raycast.menuBar("session-status");
    await bar.run();
    expect(bar.text()).toMatch(/No session is open/);
    await one.raycast.shutdown();
    await coreOn(one, { storage: storageOf(one) }).orchestrator.open("webapp");
    const menu = await bar.click();
    await menu.until((now) => !now.isLoading && /Running[\s\S]*server · webapp/.test(now.text()));
    expect(menu.text()).not.toMatch(/No session is open/);
    await menu.close();
  });

  test("offers to bring back what went down with iTerm2, and does", async () => {
    const one = await launchMac();
    await keep(one, oneSession(one.home));
    await coreOn(one, { storage: storageOf(one) }).orchestrator.open("webapp");
    await one.iterm2.quit();
    const bar = one.raycast.menuBar("session-status");
    await bar.run();
    const menu = await bar.click();
    await menu.choose("Resume 1 Session");
    expect(one.raycast.huds.at(-1)).toBe("✅ Resumed 1 session");
    await bar.run();
    expect(bar.text()).toMatch(/Running[\s\S]*server · webapp/);
    expect(bar.text()).not.toMatch(/Resume/);
  });

  test("leaves the bar while nothing is open, if the user wishes so, and comes back by itself", async () => {
    const one = await launchMac({ raycast: { preferences: { hide_when_idle: true } } });
    await keep(one, oneSession(one.home));
    const bar = one.raycast.menuBar("session-status");
    await bar.run();
    expect(bar.visible).toBe(false);
    await coreOn(one, { storage: storageOf(one) }).orchestrator.open("webapp");
    await one.raycast.runInterval("session-status");
    expect(bar.visible).toBe(true);
    expect(bar.title).toBe("1");
  });

  test("says in the menu what stands in the way, and never as a toast or a crash", async () => {
    const one = await launchMac();
    await keep(one, oneSession(one.home));
    await coreOn(one, { storage: storageOf(one) }).orchestrator.open("webapp");
    one.appleEvents.permission = "denied";
    const bar = one.raycast.menuBar("session-status");
    await bar.run();
    expect(bar.text()).toMatch(/Raycast may not control iTerm2\./);
    expect(one.raycast.toasts).toEqual([]);
  });
});
