import { shouldRestart, type RestartRules, type ExitStatus } from "../../../src/core/model/should-restart.ts";

/** The times of `assets/session-runner.sh`, ms; tests shorten them there by ITERM_RUNNER_*. */
export interface RestartTimes {
  /** The first back-off, and the one after a steady run. */
  backoff_first: number;
  backoff_max: number;
  /** A run that lasted this long is steady. */
  steady_after: number;
  /** So many runs that were not steady, all ended within `crash_window`, are a crash loop. */
  crash_limit: number;
  crash_window: number;
}

export const RUNNER_TIMES: RestartTimes = {
  backoff_first: 1_000,
  backoff_max: 30_000,
  steady_after: 10_000,
  crash_limit: 5,
  crash_window: 60_000,
};

/** What the runner remembers from run to run. */
export interface Backoff {
  delay_ms: number;
  /** When the runs ended that were not steady, ms. */
  fast_ends: number[];
}

export const NO_BACKOFF: Backoff = { delay_ms: 0, fast_ends: [] };

export interface EndedRun extends ExitStatus {
  began_at: number;
  ended_at: number;
  stop_requested: boolean;
  /** Ctrl-C was pressed, even if the command caught it. */
  interrupted: boolean;
}

export type AfterRun =
  | { next: "restart"; backoff: Backoff }
  /** A crash loop: as `leave_shell`, and said. */
  | { next: "give_up" }
  | { next: "leave_shell" }
  | { next: "close" };

/** What the runner does after a run. It counts whole seconds. */
export function afterRun(
  rules: RestartRules,
  run: EndedRun,
  before: Backoff,
  times: RestartTimes = RUNNER_TIMES,
): AfterRun {
  if (run.stop_requested) return { next: "close" };
  if (run.interrupted || !shouldRestart(rules, run)) return { next: "leave_shell" };
  const steady = run.ended_at - run.began_at >= times.steady_after;
  const recent = before.fast_ends.filter((at) => run.ended_at - at < times.crash_window);
  const fast_ends = steady ? [] : [...recent, run.ended_at];
  if (fast_ends.length >= times.crash_limit) return { next: "give_up" };
  const last = steady ? 0 : before.delay_ms;
  const delay_ms = last === 0 ? times.backoff_first : Math.min(last * 2, times.backoff_max);
  return { next: "restart", backoff: { delay_ms, fast_ends } };
}
