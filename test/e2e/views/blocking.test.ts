import { expect, test } from "vitest";
import { keep } from "../../setup/raycast-store.ts";
import { launchMac } from "../../setup/launch-mac.ts";
import { aProject, aTemplate } from "../../core/builders/project.ts";
import { loaded } from "../../setup/commands.ts";
import { expectNoFlicker, panelOf, panelProblems } from "./rules.ts";

const COMMANDS = ["list-projects", "search-sessions", "quit-cleanup", "create-project-from-open-tabs"];

test.each(COMMANDS)(
  "%s: iTerm2 is not installed: says how to get it, and goes on once it is there",
  async (command) => {
    const mac = await launchMac({ iterm2: { installed: false } });
    const view = await mac.raycast.open(command);
    await view.until((now) => now.type === "Detail");
    expect(view.markdown).toMatch(/^# iTerm2 Is Not Installed\n\n[\s\S]*1\. Download iTerm2/);
    expect(panelOf(view)).toEqual([["Download iTerm2", "Try Again"]]);
    expect(panelProblems(view.actions())).toEqual([]);
    mac.iterm2.installed = true;
    await view.perform("Try Again");
    await view.until((now) => now.type !== "Detail" && !now.isLoading);
  },
);

test("opening a project without iTerm2: a screen says what is missing, with the way to it and a retry", async () => {
  const mac = await launchMac({ iterm2: { installed: false } });
  await keep(mac, aProject({ path: mac.home, session_templates: [aTemplate({ auto_start: true })] }));
  const view = await loaded(await mac.raycast.open("list-projects"));
  await view.select("webapp");
  await view.perform("Open Project");
  await view.until((now) => now.type === "Detail");
  expect(view.markdown).toMatch(/^# iTerm2 Is Not Installed\n\n[\s\S]*1\. Download iTerm2/);
  expect(panelOf(view)).toEqual([["Download iTerm2", "Try Again"]]);
  expect(panelProblems(view.actions())).toEqual([]);
  await view.press("↵");
  expect(mac.raycast.desktop.opened.at(-1)).toMatchObject({ target: "https://iterm2.com/downloads.html" });
  mac.iterm2.installed = true;
  const heard = mac.raycast.huds.length;
  await view.perform("Try Again");
  await mac.raycast.until(() => mac.raycast.huds.length > heard, "how opening ended");
  expect(mac.raycast.huds.at(-1)).toMatch(/Opened webapp/);
});

test.each(COMMANDS)(
  "%s: not allowed to control iTerm2: steps, the settings pane, and a retry that goes on",
  async (command) => {
    const mac = await launchMac({ osascript: { permission: "denied" } });
    await mac.iterm2.launch();
    const view = await mac.raycast.open(command);
    await view.until((now) => now.type === "Detail");
    expect(view.markdown).toMatch(
      /^# Raycast May Not Control iTerm2\n\n[\s\S]*1\. Choose \*\*Open Automation Settings\*\*/,
    );
    expect(panelOf(view)).toEqual([["Open Automation Settings", "Try Again"]]);
    expect(panelProblems(view.actions())).toEqual([]);
    await view.press("↵");
    expect(mac.raycast.desktop.opened.at(-1)).toMatchObject({
      target: "x-apple.systempreferences:com.apple.preference.security?Privacy_Automation",
    });
    mac.appleEvents.permission = "granted";
    await view.perform("Try Again");
    await view.until((now) => now.type !== "Detail" && !now.isLoading);
    expectNoFlicker(view);
  },
);

test("the storage does not answer: what stands there says so, and not that there is no project", async () => {
  const mac = await launchMac();
  await keep(mac, aProject({ path: mac.home }));
  mac.raycast.storage.gate = () => Promise.reject(new Error("database is locked"));
  const view = await mac.raycast.open("list-projects");
  await view.until((now) => now.type === "Detail");
  expect(view.markdown).toMatch(/^# Raycast's storage did not do as it was asked\./);
  expect(panelOf(view)).toEqual([["Try Again"]]);
  mac.raycast.storage.gate = null;
  await view.press("↵");
  await view.until((now) => now.items.length === 1);
});
