import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Clock } from "../../../src/core/model/ports.ts";
import { createFileLock, throwIfGivenUp } from "../../../src/core/store/lock.ts";
import { aProject } from "../builders/project.ts";
import { SmallDisk } from "../builders/small-disk.ts";
import { fakeStorage } from "./fake-storage.ts";
import { aStore, realClock } from "./stores.ts";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lock-"));
  path = join(folder, "lock");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const HOLDER = new URL("./holder.ts", import.meta.url);
const aLock = (clock: Clock = realClock) => createFileLock(path, { clock, command: "Open Project" });
const AT_ONCE = { wait_ms: 0, limit_ms: 60_000 };
const PATIENTLY = { wait_ms: 20_000, limit_ms: 60_000 };
const now = () => Promise.resolve("had");
const never = () => new Promise<never>(() => undefined);

async function holdingProcess() {
  const child = spawn(process.execPath, [fileURLToPath(HOLDER), path], { stdio: ["ignore", "pipe", "ignore"] });
  await once(child.stdout, "data");
  return child;
}

async function holdingWorker() {
  const worker = new Worker(HOLDER, { workerData: path });
  await once(worker, "message");
  return worker;
}

async function killed(child: Awaited<ReturnType<typeof holdingProcess>>) {
  child.kill("SIGKILL");
  await once(child, "exit");
}

/** The most of so many visitors that were in at the same time. */
async function mostAtOnce(visitors: number): Promise<number> {
  let inside = 0;
  let most = 0;
  const visit = async () => {
    most = Math.max(most, ++inside);
    await new Promise((resolve) => setImmediate(resolve));
    inside--;
  };
  await Promise.all(Array.from({ length: visitors }, () => aLock().hold(visit, PATIENTLY)));
  return most;
}

describe("the lock", () => {
  test("The lock lets one in at a time, whoever asks, and leaves no file behind but its own", async () => {
    expect(await mostAtOnce(40)).toBe(1);
    expect(readdirSync(folder)).toEqual(["lock"]);
  });

  test("The lock may be held again by who holds it, and not by others meanwhile", async () => {
    const lock = aLock();
    await lock.hold(async () => {
      expect(await lock.hold(now, AT_ONCE)).toBe("had");
      expect(await aLock().hold(now, AT_ONCE)).toBe("had");
      await expect(outside(() => lock.hold(now, AT_ONCE))).rejects.toMatchObject({ code: "locked" });
    }, AT_ONCE);
    expect(await lock.hold(now, AT_ONCE)).toBe("had");
  });

  test("The lock is given back when the work fails, and the failure is passed on", async () => {
    await expect(aLock().hold(() => Promise.reject(new Error("no")), AT_ONCE)).rejects.toThrow("no");
    expect(await aLock().hold(now, AT_ONCE)).toBe("had");
  });

  test("Waiting for the lock ends when the command that waits is cancelled", async () => {
    const child = await holdingProcess();
    const waiting = aLock().hold(now, { ...PATIENTLY, signal: AbortSignal.timeout(20) });
    await expect(waiting).rejects.toMatchObject({ code: "locked" });
    await killed(child);
  });

  test("Who waited in vain is told which command holds the lock and for how long", async () => {
    const child = await holdingProcess();
    const later: Clock = { ...realClock, now: () => Date.now() + 12_000 };
    await expect(aLock(later).hold(now, AT_ONCE)).rejects.toMatchObject({
      code: "locked",
      message: "List Projects has been at work for 12 s.",
    });
    writeFileSync(`${path}.holder`, "");
    await expect(aLock().hold(now, AT_ONCE)).rejects.toThrow("Another command is at work.");
    await killed(child);
  });

  test("The lock is not taken from a process that lives and is within its time", async () => {
    const child = await holdingProcess();
    await expect(aLock().hold(now, { ...PATIENTLY, wait_ms: 1_500 })).rejects.toMatchObject({ code: "locked" });
    await killed(child);
  });

  test("When the process that holds the lock is killed, those who wait come in, one after the other", async () => {
    const child = await holdingProcess();
    const most = mostAtOnce(10);
    child.kill("SIGKILL");
    expect(await most).toBe(1);
    expect(readdirSync(folder)).toEqual(["lock"]);
  });

  test("A worker keeps others of its process out, and frees the lock in the moment in which it is terminated", async () => {
    const worker = await holdingWorker();
    await expect(aLock().hold(now, { ...PATIENTLY, wait_ms: 1_000 })).rejects.toMatchObject({ code: "locked" });
    await worker.terminate();
    expect(await aLock().hold(now, AT_ONCE)).toBe("had");
  });

  test("A command that waits for a view which is left in the middle of a look comes in before its first long pause", async () => {
    const worker = await holdingWorker();
    let terminated = false;
    const afterwards: number[] = [];
    let waiting = Promise.resolve("");
    await new Promise<void>((waits) => {
      const sleep = (ms: number) => {
        if (terminated) afterwards.push(ms);
        waits();
        return realClock.sleep(ms);
      };
      waiting = aLock({ ...realClock, sleep }).hold(now, PATIENTLY);
    });
    await worker.terminate();
    terminated = true;
    expect(await waiting).toBe("had");
    expect(afterwards).toEqual([]);
  });
});

describe("a lock that cannot be used as it is", () => {
  test.each([
    ["was left empty by a power failure", ""],
    ["is of an earlier build", "4711-monjul1120000-0-0123456789abcdef"],
    ["holds anything else", "x".repeat(5_000)],
  ])("A lock file that %s is had all the same", async (_what, content) => {
    writeFileSync(path, content);
    expect(await aLock().hold(now, AT_ONCE)).toBe("had");
    expect(await mostAtOnce(5)).toBe(1);
  });

  test.each([
    ["cannot be made", () => join(path, "lock")],
    ["cannot be written to", () => "/proc/self/lock"],
  ])(
    "A lock whose folder %s rejects with the fault for storage, whose advice names the folder",
    async (_why, where) => {
      writeFileSync(path, "");
      await expect(createFileLock(where(), { clock: realClock }).hold(now, AT_ONCE)).rejects.toMatchObject({
        code: "storage_failed",
        advice: expect.stringContaining("support folder"),
      });
    },
  );

  test.runIf(SmallDisk.possible)(
    "On a full disk the fault says so, and there is a lock again when there is room",
    async () => {
      const disk = SmallDisk.mount({ path: folder })!;
      try {
        disk.fill({ entries: true });
        await expect(aLock().hold(now, AT_ONCE)).rejects.toMatchObject({ code: "storage_failed" });
        disk.hasRoomAgain();
        disk.fill();
        await expect(aLock().hold(now, AT_ONCE)).rejects.toThrow("The disk is full.");
        disk.hasRoomAgain();
        expect(await aLock().hold(now, AT_ONCE)).toBe("had");
      } finally {
        disk.unmount();
      }
    },
  );
});

describe("work that takes longer than its limit", () => {
  const hanging = { wait_ms: 0, limit_ms: 20 };

  test("Work that hangs loses the lock after its time limit, and its caller is told", async () => {
    await expect(aLock().hold(never, hanging)).rejects.toMatchObject({
      code: "timed_out",
      mayHaveHappened: true,
      message: "It took longer than 0 s and was given up.",
    });
    expect(await aLock().hold(now, AT_ONCE)).toBe("had");
  });

  test("Work that comes back after its time limit writes nothing more and holds no lock", async () => {
    const storage = fakeStorage();
    const store = aStore(storage);
    await store.setPinned("before", true);
    let back: (codes: unknown[]) => void = () => undefined;
    const codes = new Promise<unknown[]>((resolve) => (back = resolve));
    const late = aLock().hold(async (given_up) => {
      await new Promise((resolve) => given_up.addEventListener("abort", resolve));
      const tried = [
        store.setPinned("after", true),
        store.setPinned("before", false),
        store.saveProject(aProject()),
        aLock().hold(now, AT_ONCE),
        createFileLock(`${path}-2`, { clock: realClock }).hold(now, AT_ONCE),
      ];
      back(await Promise.all(tried.map((one) => one.catch((fault: { code: string }) => fault.code))));
    }, hanging);
    await expect(late).rejects.toMatchObject({ code: "timed_out" });
    expect(await codes).toEqual(Array.from({ length: 5 }, () => "timed_out"));
    expect([...storage.items.keys()]).toEqual(["pin/before"]);
    await store.setPinned("after", true);
  });

  test("Work that gave up an inner lock goes on with the outer one that it still holds", async () => {
    const inner = createFileLock(`${path}-2`, { clock: realClock });
    await aLock().hold(async () => {
      await expect(inner.hold(never, hanging)).rejects.toMatchObject({ code: "timed_out" });
      expect(() => throwIfGivenUp()).not.toThrow();
    }, AT_ONCE);
  });
});

/** Runs `work` as somebody who does not hold what is held here. */
function outside<T>(work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => outsideQueue.push(() => work().then(resolve, reject)));
}

const outsideQueue: (() => void)[] = [];
setInterval(() => outsideQueue.splice(0).forEach((run) => run()), 1).unref();
