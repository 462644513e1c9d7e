import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createHistory } from "../../../src/core/store/history.ts";
import { sessionEnded, sessionStarted } from "../../../src/core/decide/events.ts";
import { aManagedSession } from "../../core/builders/observation.ts";
import { manyProjects, open } from "./sample-projects.ts";
import { launchMac, sharedMac } from "../../setup/launch-mac.ts";
import { loaded } from "../../setup/commands.ts";
import { expectNoFlicker, listProblems, panelOf, panelProblems, rowsOf } from "./rules.ts";

const mac = sharedMac(async (one) => {
  await manyProjects(one);
  await open(one);
  await one.iterm2.user.opensTab();
});

describe("Quit Cleanup", () => {
  test("lists every tab with what runs in it, ours and others apart, and how much closing stops", async () => {
    const view = await loaded(await mac().raycast.open("quit-cleanup"));
    expect(view.sections.map(({ title, subtitle }) => [title, subtitle])).toEqual([
      ["Managed", "7"],
      ["External", "1"],
    ]);
    const server = view.items.find(({ title }) => title === "Server, Tests");
    expect(server).toMatchObject({ subtitle: "sleep" });
    expect(server!.accessories.map(({ text }) => text)).toEqual(["Shop", "2 panes", "in use"]);
    expect(panelOf(view)).toEqual([["Close Managed Tabs", "Keep All Tabs", "Cancel", "Refresh"], ["Close All Tabs"]]);
    expectNoFlicker(view);
    expect(await listProblems(view)).toEqual([]);
    await view.search("zzz");
    expect(view.emptyView).toMatchObject({ title: "No Tab Matches" });
    expect(panelProblems(view.actions())).toEqual([]);
  });

  test("names what stops before it closes anything, and a no closes nothing", async () => {
    const view = await loaded(await mac().raycast.open("quit-cleanup"));
    mac().raycast.answerAlert("cancel");
    await view.press("↵");
    const alert = view.alerts.at(-1)!;
    expect(alert.title).toBe("Close 7 Tabs?");
    const named = alert.message.split("\n").map((line) => line.replace(/ \([^)]*\)$/, ""));
    expect(named.sort()).toEqual(["This stops:", "• Deploy", "• Server", "• Tests", "• Warm Up"].sort());
  });
});

/** Runs of `shop/lint`: how long each took, s, and how it ended. */
async function past(folder: string, runs: [number, number | null][]): Promise<void> {
  const history = createHistory(join(folder, "history.sqlite"));
  const now = Date.now();
  for (const [at, [seconds, code]] of runs.entries()) {
    const start = now - (runs.length - at) * 3_600_000;
    const session = aManagedSession({
      project_id: "shop",
      template_id: "lint",
      name: "Lint",
      status: "exited",
      exit_code: code,
      started_at: new Date(start).toISOString(),
      launch: { token: `lint.${at}`, attempt: 1, requested_at: start, tries: 0, problem: null, not_retryable: false },
    });
    const cause = code === null ? "stopped" : "exited";
    await history.append(
      [sessionStarted(session, start), sessionEnded(session, cause, start + seconds * 1000)],
      [{ project_id: "shop", name: "Shop", path: folder }],
    );
  }
}

describe("Session History", () => {
  test("has past runs by project and session, with a chart in the color of how each ended", async () => {
    const one = await launchMac();
    await manyProjects(one);
    await past(one.supportPath, [
      [10, 0],
      [600, 1],
      [30, null],
      [61, 0],
    ]);
    const view = await loaded(await one.raycast.open("session-history"));
    expect(rowsOf(view)).toEqual([["Shop", ["Lint"]]]);
    expect(view.items[0]).toMatchObject({ iconTooltip: "25 % failed", accessories: [{ text: "4 runs" }] });
    expect(view.markdown).toContain("**Runs** 4 · **Failed** 1 (25 %) · **Typical length** 1 min 1 s");
    const picture = /data:image\/svg\+xml;base64,([^)]+)\)/.exec(view.markdown)![1]!;
    const svg = Buffer.from(picture, "base64").toString();
    const bars = [...svg.matchAll(/height="([\d.]+)" rx="2" fill="(#\w+)"/g)].map(([, height, color]) => ({
      height: Number(height),
      color,
    }));
    expect(bars.map(({ color }) => color)).toEqual(["#30a46c", "#e5484d", "#8d8d8d", "#30a46c"]);
    expect(bars[1]!.height).toBe(Math.max(...bars.map(({ height }) => height)));
    expect(panelOf(view)).toEqual([
      ["Show Runs", "Show Events", "Copy Runs as CSV", "Export All Runs as CSV", "Refresh"],
      ["Clear History"],
    ]);
    expect(await listProblems(view)).toEqual([]);
    expectNoFlicker(view);
    await view.press("↵");
    await view.until((now) => now.type === "Detail");
    expect(view.title).toBe("Runs of Lint");
    expect(view.markdown.match(/ \| ended \| /g)).toHaveLength(3);
    await view.escape();
    await view.perform("Show Events");
    await view.until((now) => now.type === "Detail" && !now.isLoading);
    expect(view.title).toBe("Events of Lint");
    expect(view.markdown.match(/\| (Started|It [^|]*) \|/g)).toEqual([
      "| It ended, code 0 |",
      "| Started |",
      "| It was stopped |",
      "| Started |",
      "| It ended, code 1 |",
      "| Started |",
      "| It ended, code 0 |",
      "| Started |",
    ]);
    await view.escape();
    await mkdir(join(one.home, "Downloads"));
    await view.perform("Export All Runs as CSV");
    const lines = (await readFile(one.raycast.desktop.shownInFinder.at(-1)!, "utf8")).split("\r\n");
    expect(lines[0]).toMatch(/^id,project_id,template_id,/);
    expect(lines).toHaveLength(5);
    one.raycast.answerAlert("confirm");
    await view.perform("Clear History");
    expect(view.alerts.at(-1)).toMatchObject({ title: "Clear History?" });
    await view.until((now) => now.emptyView?.title === "No Runs Yet");
  });
});

describe("commands made for a hotkey", () => {
  test("Go to Next Waiting Session brings the one that waits to the front, and says which", async () => {
    await mac().raycast.run("go-to-next-waiting-session");
    expect(mac().raycast.huds.at(-1)).toBe("Deploy · Shop");
    expect(mac().iterm2.world.current?.current?.active.name).toMatch(/^Deploy/);
  });

  test("Go to Next Waiting Session says so if none waits", async () => {
    const one = await launchMac();
    await one.raycast.run("go-to-next-waiting-session");
    expect(one.raycast.huds.at(-1)).toBe("No session is waiting for you");
  });

  test("Open Project offers what an argument can mean, and says when it means nothing", async () => {
    const view = await loaded(await mac().raycast.open("open-project", { arguments: { project: "o" } }));
    await view.until((now) => now.items.length > 0);
    expect(view.items.map(({ title }) => title).sort()).toEqual(["Blog", "Imported", "Notes", "Shop"]);
    const none = await loaded(await mac().raycast.open("open-project", { arguments: { project: "zzz" } }));
    await none.until((now) => now.items.length > 6);
    expect(none.toasts[0]).toMatchObject({ style: "FAILURE", title: "No project is called “zzz”" });
  });
});
