import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createFileLock } from "../../../src/core/store/lock.ts";
import { realClock } from "./stores.ts";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lock-"));
  path = join(folder, "lock");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const HOLDER = new URL("./holder.ts", import.meta.url);
const options = { clock: realClock, lease_ms: 400 };
const aLock = () => createFileLock(path, options);
const now = () => Promise.resolve("had");

async function holdingProcess() {
  const child = spawn(process.execPath, [fileURLToPath(HOLDER), path], { stdio: ["ignore", "pipe", "ignore"] });
  await once(child.stdout, "data");
  return child;
}

describe("the lock", () => {
  test("lets one in at a time, whoever asks, and leaves no file behind", async () => {
    let inside = 0;
    let most = 0;
    const visits = Array.from({ length: 40 }, () =>
      aLock().hold(
        async () => {
          most = Math.max(most, ++inside);
          await new Promise((resolve) => setImmediate(resolve));
          inside--;
        },
        { wait_ms: 20_000 },
      ),
    );
    await Promise.all(visits);
    expect(most).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("may be held again by who holds it, and not by others meanwhile", async () => {
    const lock = aLock();
    await lock.hold(
      async () => {
        expect(await lock.hold(now, { wait_ms: 0 })).toBe("had");
        await expect(outside(() => lock.hold(now, { wait_ms: 0 }))).rejects.toMatchObject({ code: "locked" });
      },
      { wait_ms: 0 },
    );
    expect(await lock.hold(now, { wait_ms: 0 })).toBe("had");
  });

  test("is given back when the work fails, and the failure is passed on", async () => {
    await expect(aLock().hold(() => Promise.reject(new Error("no")), { wait_ms: 0 })).rejects.toThrow("no");
    expect(await aLock().hold(now, { wait_ms: 0 })).toBe("had");
  });

  test("gives up waiting when told to", async () => {
    const child = await holdingProcess();
    const waiting = aLock().hold(now, { wait_ms: 60_000, signal: AbortSignal.timeout(20) });
    await expect(waiting).rejects.toMatchObject({ code: "locked" });
    child.kill("SIGKILL");
    await once(child, "exit");
  });

  test("is not taken from a process that lives, however long it holds it", async () => {
    const child = await holdingProcess();
    await expect(aLock().hold(now, { wait_ms: 1_500 })).rejects.toMatchObject({ code: "locked" });
    child.kill("SIGKILL");
    await once(child, "exit");
  });

  test("is taken over from a process that was killed, by one of many who wait, and then goes on in turn", async () => {
    const child = await holdingProcess();
    let inside = 0;
    const visits = Array.from({ length: 10 }, () =>
      aLock().hold(
        async () => {
          expect(++inside).toBe(1);
          await new Promise((resolve) => setImmediate(resolve));
          inside--;
        },
        { wait_ms: 20_000 },
      ),
    );
    child.kill("SIGKILL");
    await Promise.all(visits);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("holds between workers of one process, and is taken over from one that was ended", async () => {
    const worker = new Worker(HOLDER, { workerData: path });
    await once(worker, "message");
    await expect(aLock().hold(now, { wait_ms: 1_000 })).rejects.toMatchObject({ code: "locked" });
    await worker.terminate();
    expect(await aLock().hold(now, { wait_ms: 20_000 })).toBe("had");
  });

  test("is taken over from one who was ended in the middle of giving it back or of taking it over", async () => {
    const worker = new Worker(HOLDER, { workerData: path });
    await once(worker, "message");
    await worker.terminate();
    const [right] = readdirSync(folder).filter((name) => name !== "lock");
    const owner = right!.split(".")[1]!;
    const { renameSync } = await import("node:fs");
    renameSync(join(folder, right!), join(folder, `lock.${owner}.${owner.replace(/.{16}$/, "0123456789abcdef")}`));
    expect(await aLock().hold(now, { wait_ms: 20_000 })).toBe("had");
    expect(readdirSync(folder)).toEqual([]);
  });

  test("is had again after a power failure left its file empty", async () => {
    writeFileSync(path, "");
    expect(await aLock().hold(now, { wait_ms: 20_000 })).toBe("had");
  });
});

/** Runs `work` as somebody who does not hold what is held here. */
function outside<T>(work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => outsideQueue.push(() => work().then(resolve, reject)));
}

const outsideQueue: (() => void)[] = [];
setInterval(() => outsideQueue.splice(0).forEach((run) => run()), 1).unref();
