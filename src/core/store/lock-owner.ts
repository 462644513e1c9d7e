import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { threadId } from "node:worker_threads";

/**
 * Who holds a lock, as part of a file name: process id, when that process started (so that another process with the
 * same id is not taken for it), thread, and a random part for this one time.
 */
export interface Owner {
  pid: number;
  started: string;
  thread: number;
  nonce: string;
}

let ownStart: Promise<string> | undefined;

/** A new identity for one time of holding. */
export async function newOwner(): Promise<string> {
  ownStart ??= startOf(process.pid).then((found) => found ?? "");
  return [process.pid, await ownStart, threadId, randomBytes(8).toString("hex")].join("-");
}

/** Null: not the name of an owner. */
export function parseOwner(token: string): Owner | null {
  const found = /^(\d+)-([a-z0-9]*)-(\d+)-([0-9a-f]{16})$/.exec(token);
  return found && { pid: Number(found[1]), started: found[2]!, thread: Number(found[3]), nonce: found[4]! };
}

/**
 * Whether the process that this owner lived in is no more. Only a `thorough` look (one run of `ps`) tells another
 * process that has come to have its id, or one that has ended and is still listed. A thread of a living process
 * cannot be asked about.
 */
export async function isGone({ pid, started }: Owner, thorough: boolean): Promise<boolean> {
  if (!processLives(pid)) return true;
  if (pid === process.pid) return started !== "" && started !== ((await ownStart) ?? started);
  const now = thorough ? await startOf(pid) : null;
  return now !== null && (now === "dead" || (started !== "" && now !== started));
}

export function processLives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

/** When a process started, as letters and digits; "dead" for one that has ended but is still listed; null: cannot tell. */
function startOf(pid: number): Promise<string | null> {
  return new Promise((resolve) => {
    const environment = { ...process.env, LC_ALL: "C", TZ: "UTC" };
    execFile(
      "ps",
      ["-o", "stat=,lstart=", "-p", String(pid)],
      { env: environment, timeout: 2_000 },
      (error, stdout) => {
        const [state, ...start] = stdout.trim().split(/\s+/);
        if (error || !state || start.length === 0) return resolve(null);
        resolve(
          state.startsWith("Z")
            ? "dead"
            : start
                .join("")
                .toLowerCase()
                .replace(/[^a-z0-9]/g, ""),
        );
      },
    );
  });
}
