import { journalWatch } from "../../core/composition.ts";

/** The pauses between the looks of one open view: cut short by a session's report, a person's wish or the view's end. */
export class Rounds {
  private readonly closed: AbortSignal;
  private pause = new AbortController();
  /** A wish that came while nothing was paused: during a look that began before what is wished to be seen. */
  private wished = false;
  private reported: string | undefined;

  constructor(closed: AbortSignal) {
    this.closed = closed;
  }

  /** Ends the pause that is on, or leaves out the next one. */
  now(): void {
    this.wished = true;
    this.pause.abort();
  }

  /** To be called before each look: what is reported during it ends the next pause at once. */
  async begin(): Promise<void> {
    this.reported = await journalWatch()
      .stamp()
      .catch(() => undefined);
  }

  /** Resolves after `ms` at the latest. */
  async next(ms: number): Promise<void> {
    if (this.wished) {
      this.wished = false;
      return;
    }
    this.pause = new AbortController();
    const end = AbortSignal.any([this.closed, this.pause.signal]);
    await journalWatch()
      .changed(ms, end, this.reported)
      .catch(() => timeLimit(ms, end));
    this.wished = false;
  }
}

/** Where the journals cannot be watched, time alone goes on. */
function timeLimit(ms: number, end: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const stop = () => {
      clearTimeout(timer);
      resolve();
    };
    if (end.aborted) stop();
    else end.addEventListener("abort", stop, { once: true });
  });
}
