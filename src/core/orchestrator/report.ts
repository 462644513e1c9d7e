import type { ManagedSession } from "../model/session.ts";
import type { Report } from "./contract.ts";

type Outcome = { kind: "succeeded" | "unfinished" } | { kind: "failed" | "skipped"; why: string };

export type OutcomeOf = (session: ManagedSession) => Outcome;

const END_WORDS = {
  exited: "ended",
  signalled: "was ended by a signal",
  stopped: "was stopped",
  closed: "was closed",
  gave_up: "kept crashing and was given up",
  lost: "was lost when iTerm2 went away",
  launch_failed: "did not start",
} as const;

/** How a session stands that was asked to run. */
export function outcomeOfStart(session: ManagedSession): Outcome {
  const { phase, exit_code, evidence } = session;
  switch (phase.name) {
    case "up":
      if (session.status === "failed") return { kind: "failed", why: evidence.detail || "its error pattern was seen" };
      return phase.ready_at === null ? { kind: "unfinished" } : { kind: "succeeded" };
    case "ended": {
      if (phase.cause === "exited" && exit_code === 0) return { kind: "succeeded" };
      const code = exit_code === null ? "" : ` with code ${exit_code}`;
      return { kind: "failed", why: evidence.detail || `${END_WORDS[phase.cause]}${code}` };
    }
    case "skipped":
      return { kind: "skipped", why: phase.reason };
    case "pending":
    case "launching":
    case "stopping":
      return { kind: "unfinished" };
  }
}

/** How a session stands that was asked to go away. */
export function outcomeOfStop(session: ManagedSession): Outcome {
  const gone = session.phase.name === "skipped" || (session.phase.name === "ended" && !session.phase.pane_open);
  return { kind: gone ? "succeeded" : "unfinished" };
}

export function reportOf(sessions: ManagedSession[], outcomeOf: OutcomeOf): Report {
  const report: Report = { succeeded: [], failed: [], skipped: [], unfinished: [] };
  for (const session of sessions) {
    const outcome = outcomeOf(session);
    if (outcome.kind === "failed" || outcome.kind === "skipped")
      report[outcome.kind].push({ session, why: outcome.why });
    else report[outcome.kind].push(session);
  }
  return report;
}
