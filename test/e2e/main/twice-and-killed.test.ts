import { expect, test } from "vitest";
import type { Project } from "../../../src/core/model/project.ts";
import { aProject, aTemplate } from "../../core/builders/project.ts";
import type { Mac } from "../../mac/index.ts";
import type { KillAt, RunEnd } from "../../mac/raycast/index.ts";
import { KILLS_LIMIT, killsOf, reachedOrDone } from "../kills/kill-points.ts";
import { inParallel } from "../../setup/in-parallel.ts";
import { keep } from "../../setup/raycast-store.ts";
import { launchMac, endMac } from "../../setup/launch-mac.ts";
import { layoutOf, panesOf } from "../../setup/panes.ts";
import { opens, said } from "../../setup/commands.ts";
import { startMac } from "../../setup/start-mac.ts";

/** A server and its tests in one tab, a shell in another. */
async function keptProject(mac: Mac, id = "webapp"): Promise<Project> {
  return keep(
    mac,
    aProject({
      id,
      path: mac.home,
      session_templates: [
        aTemplate({ id: "server", command: "exec cat" }),
        aTemplate({ id: "tests", command: "exec cat", layout: "pane_vertical", parent_template_id: "server" }),
        aTemplate({ id: "plan", command: "exec cat" }),
      ],
      config: { startup_sequence: ["server", "tests", "plan"], tab_prefix: `${id} ` },
    }),
  );
}

const eachOnce = [[["webapp server", "webapp tests"], ["webapp plan"]]];

test("opening a second time opens nothing a second time", async () => {
  const mac = await launchMac();
  await keptProject(mac);
  expect(await opens(mac, "webapp")).toBe("✅ Opened webapp · 3 sessions");
  const guids = panesOf(mac).map(({ guid }) => guid);
  expect(await opens(mac, "webapp")).toBe("✅ Opened webapp · 3 sessions");
  expect(layoutOf(mac)).toEqual(eachOnce);
  expect(panesOf(mac).map(({ guid }) => guid)).toEqual(guids);
});

test("opened by two hotkeys at the same moment, each session comes up once", async () => {
  const mac = await launchMac();
  await keptProject(mac);
  // The second command takes the first one's window: Raycast unloads the first wherever it stands.
  const first = mac.raycast.open("open-project", { arguments: { project: "webapp" } });
  const second = said(mac, () => mac.raycast.open("open-project", { arguments: { project: "webapp" } }));
  await Promise.allSettled([first, second]);
  await second;
  expect(layoutOf(mac)).toEqual(eachOnce);
});

/** Opens the project, to be killed at a point; the run's points if it came to its end before. */
async function openKilled(mac: Mac, killAt?: KillAt): Promise<RunEnd> {
  const { huds } = mac.raycast;
  return mac.raycast.run("open-project", {
    arguments: { project: "webapp" },
    ...(killAt && { killAt }),
    drive: (view) => mac.raycast.until(() => huds.length > 0 || view.closed, "how it ended"),
  });
}

/** What became of an open that was killed and done again. Null: it was done before it came to that point. */
async function killedAndOpenedAgain(killAt: KillAt): Promise<unknown> {
  const mac = await startMac({ raycast: { limit: 90_000 } });
  try {
    await keptProject(mac);
    if ((await reachedOrDone(openKilled(mac, killAt))) === null) return null;
    const hud = await opens(mac, "webapp").catch(String);
    // What was half done may come up in another order.
    return { at: killAt, hud, mac: layoutOf(mac).map((tabs) => tabs.toSorted((a, b) => b.length - a.length)) };
  } finally {
    await endMac(mac);
  }
}

test(
  "killed at any moment and opened again, an open ends with each session once",
  async () => {
    const mac = await launchMac();
    await keptProject(mac);
    const { points } = await openKilled(mac);
    const kills = killsOf(points, 16);
    const ends = await inParallel(8, kills, killedAndOpenedAgain);

    const reached = ends.flatMap((end, index) => (end === null ? [] : [{ end, at: kills[index] }]));
    expect(reached.length).toBeGreaterThan(kills.length / 2);
    const hud = "✅ Opened webapp · 3 sessions";
    expect(reached.map(({ end }) => end)).toEqual(reached.map(({ at }) => ({ at, hud, mac: eachOnce })));
  },
  KILLS_LIMIT,
);
