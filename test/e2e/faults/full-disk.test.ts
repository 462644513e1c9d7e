import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { aProject, aTemplate } from "../../core/builders/project.ts";
import { SmallDisk } from "../../core/builders/small-disk.ts";
import type { Mac } from "../../mac/index.ts";
import { startMac } from "../../setup/start-mac.ts";
import { coreOn } from "../../setup/core.ts";

/** Room for the history, ports and journals of a few runs. */
const ROOM = { pages: 512 };

/** A Mac with a folder of the extension on a disk of its own, and a project of one session that counts its runs. */
async function aMacWithDiskAt(folder: (mac: Mac) => string) {
  const mac = await startMac();
  const path = folder(mac);
  await mkdir(path, { recursive: true, mode: 0o700 });
  const disk = SmallDisk.mount({ ...ROOM, path })!;
  onTestFinished(async () => {
    disk.unmount();
    await mac.shutdown();
    expect(mac.survivors()).toEqual([]);
  });
  const { orchestrator, keep, ports } = coreOn(mac);
  const session_templates = [aTemplate({ id: "server", command: "echo run >>runs.txt; exec cat", auto_start: true })];
  const { id } = await keep(aProject({ path: mac.home, session_templates }));
  const session = async () => (await ports.store.runtime()).sessions[`${id}/server`]!;
  const runs = async () => (await readFile(join(mac.home, "runs.txt"), "utf8").catch(() => "")).split("\n").length - 1;
  return { mac, disk, orchestrator, id, session, runs };
}

describe.runIf(SmallDisk.possible)("a disk that is really full", () => {
  test("where the journals are: a project opens, says what is wrong, runs once, and is known again when there is room", async () => {
    const { disk, orchestrator, id, session, runs } = await aMacWithDiskAt(({ supportPath }) =>
      join(supportPath, "journals"),
    );
    disk.fill();
    const opened = await orchestrator.open(id);
    expect(opened.succeeded.map(({ name }) => name)).toEqual(["server"]);
    expect(await session()).toMatchObject({
      status: "running",
      started_at: expect.any(String) as string,
      evidence: { rule: "no_journal" },
      errors: [{ message: expect.stringContaining("its journal cannot be written") as string }],
    });
    expect(await runs()).toBe(1);

    disk.hasRoomAgain();
    const evidence = async () => {
      await orchestrator.tick();
      return (await session()).evidence.rule;
    };
    await expect.poll(evidence, { timeout: 20_000 }).not.toBe("no_journal");
    const again = await orchestrator.open(id);
    expect([again.succeeded.length, await runs()]).toEqual([1, 1]);
    const closed = await orchestrator.close(id);
    expect([closed.succeeded.length, closed.unfinished, await runs()]).toEqual([1, [], 1]);
  });

  test("where the launch files are: nothing is started, the reason is told, and opening again opens", async () => {
    const { mac, disk, orchestrator, id, runs } = await aMacWithDiskAt(({ root }) => join(root, "tmp", "launches"));
    disk.fill({ entries: true });
    const report = await orchestrator.open(id);
    expect(report.failed.map(({ why }) => why)).toEqual([expect.stringContaining("The disk is full.")]);
    expect([await runs(), mac.iterm2.desktop().windows.length]).toEqual([0, 0]);
    disk.hasRoomAgain();
    expect((await orchestrator.open(id)).succeeded).toHaveLength(1);
    await expect.poll(runs, { timeout: 20_000 }).toBe(1);
  });

  test("where the extension keeps everything: each verb says so, nothing is lost, and then all goes on", async () => {
    const { disk, orchestrator, id, session, runs } = await aMacWithDiskAt(({ supportPath }) => supportPath);
    await orchestrator.open(id);
    disk.fill({ entries: true });
    for (const verb of [() => orchestrator.tick(), () => orchestrator.close(id), () => orchestrator.quitPlan()]) {
      await expect(verb()).rejects.toMatchObject({
        name: "Fault",
        code: "storage_failed",
        message: expect.stringContaining("The disk is full.") as string,
      });
    }
    disk.hasRoomAgain();
    await orchestrator.tick();
    expect((await session()).phase.name).toBe("up");
    const closed = await orchestrator.close(id);
    expect([closed.succeeded.length, await runs()]).toEqual([1, 1]);
  });
});
