import { journalWatch } from "../../core/composition.ts";

/** The pauses between the looks of one open view: cut short by a session's report, a person's wish or the view's end. */
export class Rounds {
  private readonly closed: AbortSignal;
  private pause = new AbortController();

  constructor(closed: AbortSignal) {
    this.closed = closed;
  }

  /** Ends the pause that is on. */
  now(): void {
    this.pause.abort();
  }

  /** Resolves after `ms` at the latest. */
  async next(ms: number): Promise<void> {
    this.pause = new AbortController();
    const end = AbortSignal.any([this.closed, this.pause.signal]);
    await journalWatch()
      .changed(ms, end)
      .catch(() => timeLimit(ms, end));
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
