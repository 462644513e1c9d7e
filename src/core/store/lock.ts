import { AsyncLocalStorage } from "node:async_hooks";
import { renameSync, unlinkSync } from "node:fs";
import { link, mkdir, unlink, utimes, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { Fault } from "../model/fault.ts";
import type { Clock, Lock } from "../model/ports.ts";
import { storageFault } from "../model/storage-fault.ts";
import { newOwner } from "./lock-owner.ts";
import { absent, removeStrays, replaceOrphan, rightOf, takeOver } from "./lock-takeover.ts";
import { LockWatch } from "./lock-watch.ts";

export interface FileLockOptions {
  clock: Clock;
  /** Without a sign of life for this long, an owner whose process lives is taken to be gone, too (ms). */
  lease_ms?: number;
}

const LEASE = 5_000;
/** How often a waiting one looks (ms), growing from the first to the last. */
const LOOK = { first: 1, last: 50 };

/**
 * A lock that is a file: held by one across workers, commands and processes.
 *
 * The file at `path` names its owner. Beside it is the owner's *right*, a file `<path>.<owner>.<holder>`: whoever
 * renames it to have himself as holder, and only he, may take the lock from this owner. A rename succeeds for one,
 * so of any number who see the same dead owner one takes over, and an owner who comes back finds his right gone and
 * leaves the lock alone. Releasing goes the same way.
 *
 * An owner is gone when his process is, or when his lease has run out and nobody has renewed it while the waiting
 * one watched (`lock-watch`).
 */
export function createFileLock(path: string, { clock, lease_ms = LEASE }: FileLockOptions): Lock {
  const holding = new AsyncLocalStorage<{ on: boolean }>();

  return {
    /** Within `work`, holding again runs at once. */
    async hold(work, { wait_ms, signal }) {
      if (holding.getStore()?.on) return work();
      const me = await acquire({ path, clock, lease_ms, wait_ms, signal });
      const renewal = setInterval(() => void renew(path, me, clock).catch(() => undefined), lease_ms / 4);
      renewal.unref();
      const held = { on: true };
      try {
        return await holding.run(held, work);
      } finally {
        held.on = false;
        clearInterval(renewal);
        await release(path, me);
      }
    },
  };
}

interface Attempt {
  path: string;
  clock: Clock;
  lease_ms: number;
  wait_ms: number;
  signal: AbortSignal | undefined;
}

async function acquire({ path, clock, lease_ms, wait_ms, signal }: Attempt): Promise<string> {
  const until = clock.now() + wait_ms;
  const watch = new LockWatch(path, clock, lease_ms);
  const me = await newOwner();
  const mine = rightOf(path, me, me);
  let had = false;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(mine, me, { mode: 0o600 });
    for (let pause = LOOK.first; ; pause = Math.min(pause * 2, LOOK.last)) {
      await renew(path, me, clock);
      had = await claim(path, me, watch);
      if (had) return me;
      if (signal?.aborted || clock.now() >= until) break;
      await clock.sleep(pause, signal);
    }
  } catch (cause) {
    throw storageFault(`The lock file '${path}' cannot be used.`, cause, {
      advice: "Check that the extension's support folder can be written to.",
    });
  } finally {
    if (!had) await unlink(mine).catch(() => undefined);
  }
  throw new Fault("locked", "Another command of this extension is at work.", { advice: "Try again in a moment." });
}

/** One try. */
async function claim(path: string, me: string, watch: LockWatch): Promise<boolean> {
  const free = await link(rightOf(path, me, me), path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "EEXIST") return false;
      throw error;
    },
  );
  if (free) return true;
  const found = await watch.look();
  switch (found.state) {
    case "held":
      return false;
    case "orphaned":
      replaceOrphan(path, found.text);
      return false;
    case "over": {
      const taken = takeOver(path, found.owner, found.holder, me);
      if (taken) await removeStrays(path, me);
      return taken;
    }
  }
}

async function renew(path: string, me: string, clock: Clock): Promise<void> {
  const now = clock.now() / 1_000;
  await utimes(rightOf(path, me, me), now, now).catch(absent);
}

/** Gives the lock back, unless it has been taken over. Not to be interrupted between its steps, so synchronous. */
async function release(path: string, me: string): Promise<void> {
  const leaving = rightOf(path, me, await newOwner());
  try {
    renameSync(rightOf(path, me, me), leaving);
  } catch (error) {
    return absent(error as NodeJS.ErrnoException);
  }
  unlinkSync(path);
  unlinkSync(leaving);
}
