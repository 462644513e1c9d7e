import type { Run } from "../../core/model/ports.ts";

/** What past runs of one session say. Times in ms. */
export interface Statistics {
  runs: number;
  failures: number;
  /** 0 to 1; 0 without runs that have ended. */
  failureRate: number;
  /** Median length of runs that have ended; null: none has. */
  typicalDuration: number | null;
  waited: number;
}

/** How long a run took, ms; null while it goes on or if that is not known. */
export function duration(run: Run): number | null {
  if (run.started_at === null || run.ended_at === null) return null;
  return Math.max(0, Date.parse(run.ended_at) - Date.parse(run.started_at));
}

/** Whether a run ended badly by itself: a stop that was asked for is none, nor is a `good` exit code. */
export function failed(run: Run, good: readonly number[] = [0]): boolean {
  if (run.cause === "stopped" || run.cause === "closed") return false;
  return (
    run.status === "failed" || (run.exit_code !== null && !good.includes(run.exit_code) && run.status !== "succeeded")
  );
}

/** Runs of one session, summed up. */
export function statistics(runs: readonly Run[], good?: readonly number[]): Statistics {
  const ended = runs.filter((run) => run.ended_at !== null);
  const failures = ended.filter((run) => failed(run, good)).length;
  const durations = ended.flatMap((run) => duration(run) ?? []).sort((a, b) => a - b);
  return {
    runs: runs.length,
    failures,
    failureRate: ended.length > 0 ? failures / ended.length : 0,
    typicalDuration: durations[Math.floor(durations.length / 2)] ?? null,
    waited: runs.reduce((sum, run) => sum + run.waited_ms, 0),
  };
}
