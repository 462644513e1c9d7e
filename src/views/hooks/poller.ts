import { setTimeout as sleep } from "node:timers/promises";
import { journalWatch } from "../../core/composition.ts";

/** The pauses between the ticks of one open view: cut short by a session's report, a request to refresh or the view's end. */
export class Poller {
  private readonly closed: AbortSignal;
  private pause = new AbortController();
  /** A refresh that was requested during a tick: that tick may have begun before what it shall show. */
  private refreshRequested = false;
  private reported: string | undefined;

  constructor(closed: AbortSignal) {
    this.closed = closed;
  }

  /** Ends the pause that is on, or leaves out the next one. */
  refresh(): void {
    this.refreshRequested = true;
    this.pause.abort();
  }

  /** To be called before each tick: what is reported during it ends the next pause at once. */
  async begin(): Promise<void> {
    this.reported = await journalWatch()
      .stamp()
      .catch(() => undefined);
  }

  /** Resolves after `ms` at the latest. */
  async wait(ms: number): Promise<void> {
    if (!this.refreshRequested) {
      this.pause = new AbortController();
      const end = AbortSignal.any([this.closed, this.pause.signal]);
      // Where the journals cannot be watched, only the time limit is left.
      await journalWatch()
        .changed(ms, end, this.reported)
        .catch(() => sleep(ms, undefined, { signal: end }).catch(() => undefined));
    }
    this.refreshRequested = false;
  }
}
