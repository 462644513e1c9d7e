import type { AppleEventReply } from "../apple-event.ts";
import type { MacClock } from "./clock.ts";
import type { Modals } from "./modals.ts";

const DIED = -609;
const TIMED_OUT = -1712;

type Settle = (reply: AppleEventReply) => void;

/** iTerm2's main thread as the senders of Apple events meet it: one event begins after the other, if it can. */
export class EventQueue {
  readonly #clock: MacClock;
  readonly #modals: Modals;
  readonly #limits: { eventTimeoutMs: number; modalsBlockEvents: boolean };
  /** Replies that are owed. */
  readonly #owed = new Set<Settle>();
  #turn: Promise<void> = Promise.resolve();
  /** What holds the main thread now: a blocking command, a launch. */
  #held: Promise<void> | null = null;
  #hang: { over: Promise<void>; release: () => void } | null = null;
  /** Grows with each death, so that events of an earlier life are not carried out in the next. */
  #life = 0;

  constructor(clock: MacClock, modals: Modals, limits: { eventTimeoutMs: number; modalsBlockEvents: boolean }) {
    this.#clock = clock;
    this.#modals = modals;
    this.#limits = limits;
  }

  /**
   * The reply to one event. A sender that has given up (-1712) does not keep iTerm2 from carrying it out; iTerm2's
   * death does (-609). Rejects only if `handle` does.
   */
  answer(handle: () => Promise<AppleEventReply>): Promise<AppleEventReply> {
    const life = this.#life;
    return new Promise((resolve, reject) => {
      const settle: Settle = (reply) => {
        this.#owed.delete(settle);
        cancel();
        resolve(reply);
      };
      const cancel = this.#clock.after(this.#limits.eventTimeoutMs, () => settle({ error: TIMED_OUT }));
      this.#owed.add(settle);
      this.#turn = this.#turn.then(() => this.gate());
      this.#turn
        .then(async () => {
          if (life === this.#life) {
            settle(await handle());
          }
        })
        .catch((defect: unknown) => {
          this.#owed.delete(settle);
          cancel();
          reject(defect);
        });
    });
  }

  /** Resolves when an event may begin. */
  async gate(): Promise<void> {
    for (;;) {
      if (this.#hang) {
        await this.#hang.over;
      } else if (this.#held) {
        await this.#held;
      } else if (this.#limits.modalsBlockEvents && this.#modals.open.length > 0) {
        await this.#modals.closed();
      } else {
        return;
      }
    }
  }

  /** No other event begins until this work is done. */
  async hold<T>(work: Promise<T>): Promise<T> {
    const held = work.then(
      () => {},
      () => {},
    );
    this.#held = held;
    try {
      return await work;
    } finally {
      if (this.#held === held) {
        this.#held = null;
      }
    }
  }

  /** A beach ball, until it is over. */
  hang(hanging: boolean): void {
    if (hanging && !this.#hang) {
      let release = () => {};
      const over = new Promise<void>((resolve) => (release = resolve));
      this.#hang = { over, release };
    } else if (!hanging) {
      this.#hang?.release();
      this.#hang = null;
    }
  }

  /** The app is gone: whoever still waits is told so. */
  die(): void {
    this.#life += 1;
    this.#held = null;
    this.hang(false);
    for (const settle of [...this.#owed]) {
      settle({ error: DIED });
    }
  }
}
