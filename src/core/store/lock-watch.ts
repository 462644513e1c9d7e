import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import type { Clock } from "../model/ports.ts";
import { isGone, parseOwner } from "./lock-owner.ts";
import { absent, rightOf } from "./lock-takeover.ts";

export type Found =
  | { state: "held" }
  | { state: "over"; owner: string; holder: string }
  /** The lock file names nobody, or somebody without a right. */
  | { state: "orphaned"; text: string };

/** Longest time between two looks that counts as watched (ms): more, and this process was not awake. */
const GAP = 200;
/** How often to ask `ps` about the same owner (ms). */
const ASK_AGAIN = 1_000;

/**
 * What a waiting one sees of the lock's owner. A lease that ran out while the Mac slept proves nothing, so time counts
 * only as far as this one was awake to watch it: a third of the lease for an owner whose lease has run out; three
 * leases for what cannot be told otherwise, such as one who ended in the middle of taking over.
 */
export class LockWatch {
  readonly #path: string;
  readonly #clock: Clock;
  readonly #lease: number;
  #sign = "";
  #watched = 0;
  #looked = 0;
  #askedAt: number;

  constructor(path: string, clock: Clock, lease: number) {
    this.#path = path;
    this.#clock = clock;
    this.#lease = lease;
    this.#askedAt = clock.now();
  }

  async look(): Promise<Found> {
    const text = await readFile(this.#path, "utf8").catch(absent);
    if (text === undefined) return { state: "held" };
    const holder = parseOwner(text) ? await this.#holderOf(text) : null;
    if (holder === null) {
      this.#saw(`orphan ${text}`);
      return this.#watched >= 3 * this.#lease ? { state: "orphaned", text } : { state: "held" };
    }
    const renewed = (await stat(rightOf(this.#path, text, holder)).catch(absent))?.mtimeMs;
    if (renewed === undefined) return { state: "held" };
    this.#saw(`${text} ${holder} ${renewed}`);
    const over = (await this.#processEnded(holder)) || this.#leaseOver(text, holder, renewed);
    return over ? { state: "over", owner: text, holder } : { state: "held" };
  }

  #saw(sign: string): void {
    const now = this.#clock.now();
    this.#watched = sign === this.#sign ? this.#watched + Math.min(now - this.#looked, GAP) : 0;
    this.#sign = sign;
    this.#looked = now;
  }

  #leaseOver(owner: string, holder: string, renewed: number): boolean {
    if (holder !== owner) return this.#watched >= 3 * this.#lease;
    return this.#clock.now() - renewed > this.#lease && this.#watched >= this.#lease / 3;
  }

  async #processEnded(holder: string): Promise<boolean> {
    const parsed = parseOwner(holder);
    if (!parsed) return false;
    const now = this.#clock.now();
    const thorough = now - this.#askedAt >= ASK_AGAIN;
    if (thorough) this.#askedAt = now;
    return isGone(parsed, thorough);
  }

  /** The owner himself, or one who began to take over or to leave and has not finished. */
  async #holderOf(owner: string): Promise<string | null> {
    const prefix = `${basename(this.#path)}.${owner}.`;
    const names = await readdir(dirname(this.#path));
    const holders = names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
    return holders.find((holder) => parseOwner(holder) !== null) ?? null;
  }
}
