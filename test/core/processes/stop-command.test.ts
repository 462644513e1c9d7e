import { createRunProgram } from "../../../src/core/processes/run.ts";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createProcesses } from "../../../src/core/processes/processes.ts";

const { list, runStopCommand } = createProcesses(createRunProgram());
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "a stop command's "));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("stop commands", () => {
  const stop = { environment: { WHAT: "it's" }, shell: "/bin/sh", timeout_ms: 5000 };

  test("run in the session's folder with its variables", async () => {
    await runStopCommand({ ...stop, working_directory: folder, command: 'printf %s "$WHAT" >out' });
    expect(await readFile(join(folder, "out"), "utf8")).toBe("it's");
  });

  test("that fail are said to have failed; that do not end are killed with what they started", async () => {
    const failing = runStopCommand({ ...stop, working_directory: folder, command: "exit 3" });
    await expect(failing).rejects.toMatchObject({ code: "failed", mayHaveHappened: true });
    const endless = { ...stop, timeout_ms: 1_500, working_directory: folder, command: "sleep 77 & echo $! >pid; wait" };
    await expect(runStopCommand(endless)).rejects.toMatchObject({ code: "timed_out" });
    const pid = Number(await readFile(join(folder, "pid"), "utf8"));
    await expect
      .poll(async () => (await list()).find((row) => row.pid === pid && !row.stat.startsWith("Z")), { timeout: 20_000 })
      .toBeUndefined();
  });
});
