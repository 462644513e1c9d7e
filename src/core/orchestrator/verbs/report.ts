import type { ManagedSession } from "../../model/session.ts";
import type { SessionTemplate } from "../../model/template.ts";
import type { Report } from "../contract.ts";

type Outcome = { kind: "succeeded" | "unfinished" } | { kind: "failed" | "skipped"; why: string };

/** `template` is undefined once it is taken out of its project; `now` in ms since the epoch. */
export type OutcomeOf = (session: ManagedSession, template: SessionTemplate | undefined, now: number) => Outcome;

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
export function outcomeOfStart(session: ManagedSession, template: SessionTemplate | undefined, now: number): Outcome {
  const { phase, exit_code, evidence } = session;
  const success = template?.success_exit_codes ?? [0];
  const limit = template?.ready_timeout_seconds ?? 0;
  switch (phase.name) {
    case "up":
      if (session.status === "failed") return { kind: "failed", why: evidence.detail || "its error pattern was seen" };
      if (phase.ready_at !== null) return { kind: "succeeded" };
      if (phase.restarting || now < phase.since + limit * 1000) return { kind: "unfinished" };
      return { kind: "failed", why: `was not ready within ${limit} s` };
    case "ended": {
      if (phase.cause === "exited" && exit_code !== null && success.includes(exit_code)) return { kind: "succeeded" };
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

export function reportOf(sessions: ManagedSession[], outcomeOf: (session: ManagedSession) => Outcome): Report {
  const report: Report = { succeeded: [], failed: [], skipped: [], unfinished: [] };
  for (const session of sessions) {
    const outcome = outcomeOf(session);
    if (outcome.kind === "failed" || outcome.kind === "skipped")
      report[outcome.kind].push({ session, why: outcome.why });
    else report[outcome.kind].push(session);
  }
  return report;
}
