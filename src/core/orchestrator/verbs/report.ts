import type { ManagedSession } from "../../model/session.ts";
import { hasJustStarted, notReadyInTime } from "../../decide/readiness.ts";
import { endInWords, isPresent, outcomeOf } from "../../model/session-state.ts";
import type { SessionTemplate } from "../../model/session-template.ts";
import type { Report } from "../contract.ts";

type VerbOutcome = { kind: "succeeded" | "unfinished" } | { kind: "failed" | "skipped"; why: string };

/** `template` is undefined once it is taken out of its project; `now`: when its tick was, ms since the epoch. */
export type OutcomeOf = (session: ManagedSession, template: SessionTemplate | undefined, now: number) => VerbOutcome;

/** How a session stands that was asked to run. */
export const outcomeOfStart: OutcomeOf = (session, template, now) => {
  const { phase, evidence } = session;
  const limit = template?.ready_timeout_seconds ?? 0;
  switch (phase.name) {
    case "up":
      if (session.status === "failed") return { kind: "failed", why: evidence.detail || "its error pattern was seen" };
      if (template && hasJustStarted(phase, template, now)) return { kind: "unfinished" };
      if (phase.ready_at !== null) return { kind: "succeeded" };
      if (phase.restarting || now < phase.since + limit * 1000) return { kind: "unfinished" };
      return { kind: "failed", why: template ? `was ${notReadyInTime(session, template)}` : "was not ready in time" };
    case "ended":
      if (session.elsewhere === "awaited") return { kind: "unfinished" };
      if (session.elsewhere === "overdue" && template) {
        return { kind: "failed", why: `was ${notReadyInTime(session, template)}` };
      }
      if (outcomeOf(session, template?.success_exit_codes) === "succeeded") return { kind: "succeeded" };
      return { kind: "failed", why: evidence.detail || endInWords(session) };
    case "skipped":
      return { kind: "skipped", why: phase.reason };
    case "pending":
    case "launching":
    case "stopping":
      return { kind: "unfinished" };
  }
};

/** How a session stands that was asked to go away. */
export function outcomeOfStop(session: ManagedSession): VerbOutcome {
  if (isPresent(session)) return { kind: "unfinished" };
  return session.stop_problem ? { kind: "failed", why: session.stop_problem } : { kind: "succeeded" };
}

export function reportOf(sessions: ManagedSession[], outcomeOf: (session: ManagedSession) => VerbOutcome): Report {
  const report: Report = { succeeded: [], failed: [], skipped: [], unfinished: [] };
  for (const session of sessions) {
    const outcome = outcomeOf(session);
    if (outcome.kind === "failed" || outcome.kind === "skipped")
      report[outcome.kind].push({ session, why: outcome.why });
    else report[outcome.kind].push(session);
  }
  return report;
}
