import type { Rounds } from "./timing.ts";

/** How much a run of the benchmark does: `quick` is for a look, `full` for figures to keep. */
export interface Effort {
  /** Of works that take tens of milliseconds and more: an osascript, a worker. */
  long: Rounds;
  /** Of works within this process. */
  short: Rounds;
}

export const QUICK: Effort = {
  long: { rounds: 3, warmUp: 1, longest_ms: 2_000 },
  short: { rounds: 15, warmUp: 5, longest_ms: 2_000 },
};

export const FULL: Effort = {
  long: { rounds: 9, warmUp: 2, longest_ms: 6_000 },
  short: { rounds: 60, warmUp: 15, longest_ms: 6_000 },
};
