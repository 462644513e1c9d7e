import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Project } from "../../../src/core/model/project.ts";
import { aProject, aTemplate } from "../../core/builders/project.ts";
import type { Mac } from "../../mac/mac.ts";
import type { AwaitPoint, KillAt, RunEnd } from "../../mac/raycast/index.ts";
import { deskOf, endMac, inParallel, keep, opens, sessionsOf, startMac, storeOf } from "../main/on-a-mac.ts";

const AT_ONCE = 4;

async function aMac(): Promise<Mac> {
  const mac = await startMac({ raycast: { limit: 90_000 } });
  onTestFinished(() => endMac(mac));
  return mac;
}

function keptProject(mac: Mac): Promise<Project> {
  return keep(
    mac,
    aProject({
      path: mac.home,
      session_templates: [
        aTemplate({ id: "server", command: "exec cat" }),
        aTemplate({ id: "plan", command: "exec cat" }),
      ],
      config: { startup_sequence: ["server", "plan"] },
    }),
  );
}

/** Before and after each writing and each program, once each: readings leave nothing half done. */
function whereItMatters(points: AwaitPoint[]): KillAt[] {
  return points.flatMap(({ number: point, kind, label }): KillAt[] => {
    if (label.startsWith("storage.set") || label.includes('"steps"')) {
      return [
        { point, side: "before" },
        { point, side: "after" },
      ];
    }
    return kind === "process" ? [{ point, side: "after" }] : [];
  });
}

/** Null: the command was done before it came to that point. */
async function killed(run: Promise<RunEnd>): Promise<RunEnd | null> {
  try {
    return await run;
  } catch (error) {
    if (error instanceof Error && error.message.includes("await points, not")) return null;
    throw error;
  }
}

test("the menu bar, killed in the middle of a tick, again and again, changes nothing that runs", async () => {
  const mac = await aMac();
  await keptProject(mac);
  await opens(mac, "webapp");
  const bar = mac.raycast.menuBar("session-status");
  const { points } = await bar.run();
  const before = await sessionsOf(mac);
  for (const killAt of whereItMatters(points)) await killed(bar.run({ killAt }));
  await bar.run();
  const after = await sessionsOf(mac);
  expect(deskOf(mac)).toEqual([[["server"], ["plan"]]]);
  const lasting = ({ iterm_session_id, phase }: (typeof after)[string]) => [iterm_session_id, phase.name];
  expect(Object.values(after).map(lasting)).toEqual(Object.values(before).map(lasting));
});

async function imports(mac: Mac, killAt?: KillAt): Promise<RunEnd | null> {
  const file = join(await mac.bring("test/fixtures/webapp", "webapp"), "webapp.json");
  const { toasts } = mac.raycast;
  return killed(
    mac.raycast.run("import-projects", {
      ...(killAt && { killAt }),
      drive: async (view) => {
        await view.form.fill({ file: [file] });
        await view.perform("Preview Import");
        await view.until((now) => now.depth > 1);
        const import_ = view.actions().find(({ title }) => title.startsWith("Import "));
        await view.perform(import_?.title ?? "Import 1 Project");
        await mac.raycast.until(() => toasts.some(({ style }) => style === "SUCCESS") || view.closed, "the import");
      },
    }),
  );
}

test("an import that is killed has brought in all or nothing, and can be done again", async () => {
  const { points } = (await imports(await aMac()))!;
  const kills = whereItMatters(points).filter(({ point }) => points[point - 1]?.label.startsWith("storage"));
  const ends = await inParallel(AT_ONCE, kills, async (killAt) => {
    const mac = await startMac();
    try {
      await imports(mac, killAt);
      const { projects, damaged } = await storeOf(mac).projects();
      const half = projects.length;
      if (half === 0) await imports(mac);
      const names = (await storeOf(mac).projects()).projects.map(({ name }) => name);
      return { damaged, whole: half <= 1, names: names.length };
    } finally {
      await endMac(mac);
    }
  });
  expect(ends.length).toBeGreaterThan(0);
  expect(ends).toEqual(ends.map(() => ({ damaged: [], whole: true, names: 1 })));
});
