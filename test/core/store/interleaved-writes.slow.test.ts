import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { expect, onTestFinished, test } from "vitest";
import { aProject } from "../builders/project.ts";
import { fileStorage } from "./file-storage.ts";
import { alone, aStore } from "./stores.ts";

test("ten thousand interleaved writes of one project from two worker threads lose none", async () => {
  const folder = mkdtempSync(join(tmpdir(), "writes-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const storage = fileStorage(join(folder, "storage"));
  await aStore(storage, { lock: alone }).saveProject(aProject());
  const WRITER = new URL("./writer.ts", import.meta.url);
  await Promise.all(
    ["ONE", "TWO"].map(async (name) => {
      const worker = new Worker(WRITER, { workerData: { folder, name, times: 5_000 } });
      await once(worker, "message");
      await worker.terminate();
    }),
  );
  const left = await aStore(storage, { lock: alone }).project("webapp");
  expect(left?.config.environment_variables).toEqual({ ONE: "5000", TWO: "5000" });
});
