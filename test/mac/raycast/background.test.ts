import { expect, test } from "vitest";
import { installed, restarted } from "./fixture.ts";

const tick = `import { environment, LocalStorage, updateCommandMetadata } from "@raycast/api";
  export default async (props) => {
    await LocalStorage.setItem("launch", environment.launchType + "/" + props.launchType);
    await updateCommandMetadata({ subtitle: "ran" });
  };`;
const manifest = { tick: { mode: "no-view", interval: "10s", subtitle: "never ran" } };

test("background runs are off until the user first opens the command, and stay on over a restart", async () => {
  const raycast = await installed({ commands: { tick }, manifest });
  expect(await raycast.runInterval("tick")).toEqual({ ran: false, reason: "not activated" });
  expect(raycast.subtitle("tick")).toBe("never ran");
  await raycast.run("tick");
  const later = await restarted(raycast);
  expect(await later.runInterval("tick")).toMatchObject({ ran: true, how: "completed" });
  expect(later.storage.get("launch")).toBe("background/background");
  expect(later.subtitle("tick")).toBe("ran");
});

test("background refresh can be switched on and off in the preferences", async () => {
  const raycast = await installed({ commands: { tick }, manifest });
  raycast.setBackgroundRefresh("tick", true);
  expect(await raycast.runInterval("tick")).toMatchObject({ ran: true });
  raycast.setBackgroundRefresh("tick", false);
  expect(await raycast.runInterval("tick")).toEqual({ ran: false, reason: "switched off" });
});

test("a background run is terminated after a time-out derived from the interval", async () => {
  const slow = `export default async () => new Promise((resolve) => setTimeout(resolve, 60_000));`;
  const asked: number[] = [];
  const backgroundLimit = (interval: number) => (asked.push(interval), 100);
  const raycast = await installed(
    { commands: { slow }, manifest: { slow: { mode: "no-view", interval: "2m" } } },
    { backgroundLimit },
  );
  raycast.setBackgroundRefresh("slow", true);
  expect(await raycast.runInterval("slow")).toMatchObject({ ran: true, how: "timed_out" });
  expect(asked).toEqual([120_000]);
});

test("ticking faster than 10 s is impossible (#14902)", async () => {
  const raycast = await installed({ commands: { tick }, manifest: { tick: { mode: "no-view", interval: "5s" } } });
  await expect(raycast.runInterval("tick")).rejects.toThrow("an interval is at least 10s");
});

test("a crash in a background run is reported, not thrown at whoever keeps the time", async () => {
  const bad = `export default async () => { throw new Error("in background"); };`;
  const raycast = await installed({ commands: { bad }, manifest: { bad: { mode: "no-view", interval: "10s" } } });
  raycast.setBackgroundRefresh("bad", true);
  expect(await raycast.runInterval("bad")).toMatchObject({ how: "crashed", crash: { message: "in background" } });
});

test("Toast throws in a background run (#15571) and in a menu bar command (#30063), a HUD does not", async () => {
  const attempt = `async () => { const { showToast, showHUD } = api; await showHUD("fine"); await showToast({ title: "not fine" }); }`;
  const commands = {
    work: `import * as api from "@raycast/api"; export default ${attempt};`,
    bar: `import * as api from "@raycast/api"; import { useEffect } from "react";
      export default () => { useEffect(() => { void (${attempt})(); }, []); return <api.MenuBarExtra isLoading title="x" />; };`,
  };
  const all = { work: { mode: "no-view", interval: "1m" }, bar: { mode: "menu-bar", interval: "1m" } };
  const raycast = await installed({ commands, manifest: all });
  raycast.setBackgroundRefresh("work", true);
  expect(await raycast.runInterval("work")).toMatchObject({
    how: "crashed",
    crash: { message: expect.stringContaining("Toast is not available") as string },
  });
  await expect(raycast.menuBar("bar").run()).rejects.toThrow("Toast is not available in menu bar commands");
  expect(raycast.huds).toEqual(["fine", "fine"]);
  expect(raycast.toasts).toEqual([]);
  expect((await raycast.run("work")).how).toBe("completed");
  expect(raycast.toasts.map(({ title }) => title)).toEqual(["not fine"]);
});

test("a disabled command has no background runs", async () => {
  const raycast = await installed({ commands: { tick }, manifest });
  await raycast.run("tick");
  raycast.setEnabled("tick", false);
  expect(await raycast.runInterval("tick")).toEqual({ ran: false, reason: "disabled" });
});
