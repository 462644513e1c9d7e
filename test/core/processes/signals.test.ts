import { createRunProgram } from "../../../src/core/processes/run.ts";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, test } from "vitest";
import { createProcesses } from "../../../src/core/processes/processes.ts";
import { signalGroup } from "../../../src/core/processes/signals.ts";

describe("signals", () => {
  test("reach a whole group; one that is gone is no error; ours and everyone's are never meant", async () => {
    const child = spawn("sh", ["-c", "sleep 60 & wait"], { detached: true, stdio: "ignore" });
    await once(child, "spawn");
    await signalGroup(child.pid ?? 0, "SIGKILL");
    const [, signal] = (await once(child, "exit")) as [number | null, string];
    expect(signal).toBe("SIGKILL");
    await signalGroup(child.pid ?? 0, "SIGTERM");
    await signalGroup(0, "SIGKILL");
    await signalGroup(1, "SIGKILL");
    await signalGroup(-1, "SIGKILL");
  });

  test("this machine's ps is understood", async () => {
    const rows = await createProcesses(createRunProgram()).list();
    expect(rows.find(({ pid }) => pid === process.pid)).toMatchObject({ ppid: process.ppid });
  });
});
