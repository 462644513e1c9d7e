import { AsyncLocalStorage } from "node:async_hooks";
import { readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import * as z from "zod/mini";
import { Fault } from "../model/fault.ts";
import { awakeTimeout } from "../model/awake-timeout.ts";
import type { Clock, Lock } from "../model/ports.ts";
import { storageFault } from "../model/storage-fault.ts";
import { isBusy, isNotADatabase } from "./sqlite-errors.ts";

export interface FileLockOptions {
  clock: Clock;
  /** Who holds it, for those who wait: the title of a command. */
  command?: string;
}

interface Hold {
  path: string;
  given_up: AbortSignal;
  over: boolean;
  outer: Hold | undefined;
}

const Holder = z.object({ command: z.string(), since: z.number() });

/** Between two tries (ms), doubled from the first to the longest. */
const PAUSE = { first: 1, longest: 50 };

/** One try and the pause before it count for no more than this (ms) of the time that is waited. */
const LONGEST_TRY = 1_000;

/** The holds that the running code is in, the innermost first. */
const holds = new AsyncLocalStorage<Hold>();

/**
 * A lock that is an empty SQLite file in an exclusive transaction: held by one across workers, commands and processes.
 * It ends with the thread or process of its holder, however that ends. Nothing may open the file but SQLite: closing
 * any descriptor of it drops the lock (https://sqlite.org/howtocorrupt.html, section 2.2). Who holds it since when is
 * therefore in a file of its own, `<path>.holder`, as long as it is held.
 *
 * Work that takes longer than `limit_ms` loses the lock: `hold` rejects with `timed_out`, the signal that `work` was
 * given aborts, and whatever `work` still does can neither hold a lock nor pass `throwIfGivenUp`. Only a thread that
 * computes without end keeps it.
 */
export function createFileLock(path: string, { clock, command = "Another command" }: FileLockOptions): Lock {
  return {
    async hold(work, { wait_ms, limit_ms, signal }) {
      throwIfGivenUp();
      const outer = holds.getStore();
      for (let held = outer; held; held = held.outer) if (held.path === path && !held.over) return work(held.given_up);

      const file = await acquire({ path, clock, command, wait_ms, signal });
      const giving_up = new AbortController();
      const mine: Hold = { path, given_up: giving_up.signal, over: false, outer };
      const limit = Promise.withResolvers<never>();
      const cancelLimit = awakeTimeout(() => {
        const fault = tooLong(limit_ms);
        giving_up.abort(fault);
        limit.reject(fault);
      }, limit_ms);
      try {
        return await Promise.race([holds.run(mine, () => work(mine.given_up)), limit.promise]);
      } finally {
        cancelLimit();
        mine.over = true;
        rmSync(holderFile(path), { force: true });
        file.close();
      }
    },
  };
}

/** Throws the `timed_out` fault if the running code is in a hold that was given up: what it was about to change is no longer its own. */
export function throwIfGivenUp(): void {
  for (let held = holds.getStore(); held; held = held.outer) held.given_up.throwIfAborted();
}

interface Attempt extends Required<FileLockOptions> {
  path: string;
  wait_ms: number;
  signal: AbortSignal | undefined;
}

/** Tries until it has the lock, which the returned database holds until it is closed. */
async function acquire({ path, clock, command, wait_ms, signal }: Attempt): Promise<DatabaseSync> {
  let last = clock.now();
  let waited = 0;
  try {
    const { DatabaseSync } = await import("node:sqlite");
    await mkdir(dirname(path), { recursive: true });
    for (let pause = PAUSE.first; ; pause = Math.min(pause * 2, PAUSE.longest)) {
      const file = tryOnce(DatabaseSync, path, { command, since: clock.now() });
      if (file) return file;
      const now = clock.now();
      // The clock may be set meanwhile, and goes on in sleep.
      waited += Math.min(Math.max(now - last, 0), LONGEST_TRY);
      last = now;
      if (signal?.aborted || waited >= wait_ms) break;
      await clock.sleep(pause, signal);
    }
  } catch (cause) {
    throw storageFault(`The lock file '${path}' cannot be used.`, cause, {
      advice: "Check that the extension's support folder can be written to.",
    });
  }
  throw new Fault("locked", whoHolds(path, clock.now()), { advice: "Try again in a moment." });
}

/** Null: another holds the lock. */
function tryOnce(Database: typeof DatabaseSync, path: string, holder: z.infer<typeof Holder>): DatabaseSync | null {
  const file = new Database(path);
  try {
    // No journal on the disk: there is nothing that it could bring back.
    file.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
    writeFileSync(holderFile(path), JSON.stringify(holder), { mode: 0o600 });
    return file;
  } catch (error) {
    file.close();
    if (isBusy(error)) return null;
    // Earlier builds had a text file here; this one's is always empty.
    if (!isNotADatabase(error) || statSync(path).size === 0) throw error;
    unlinkSync(path);
    return tryOnce(Database, path, holder);
  }
}

const holderFile = (path: string) => `${path}.holder`;

function whoHolds(path: string, now: number): string {
  try {
    const { command, since } = Holder.parse(JSON.parse(readFileSync(holderFile(path), "utf8")));
    return `${command} has been at work for ${inWords(Math.max(0, now - since))}.`;
  } catch {
    return "Another command is at work.";
  }
}

function tooLong(limit_ms: number): Fault {
  return new Fault("timed_out", `It took longer than ${inWords(limit_ms)} and was given up.`, {
    mayHaveHappened: true,
    advice: "Look at what was done, then try again.",
  });
}

function inWords(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  return seconds < 120 ? `${seconds} s` : `${Math.floor(seconds / 60)} min`;
}
