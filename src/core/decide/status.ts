import type { Evidence, EvidenceSource, ManagedSession, SessionStatus } from "../model/session.ts";
import type { SessionIn } from "../model/session-state.ts";
import type { SessionTemplate } from "../model/session-template.ts";
import { isOverdue, notReadyInTime } from "./readiness.ts";
import type { StartUpProblem } from "./start-up.ts";

/** What is said of a session that runs although its journal does not say so. */
export const SILENT = "It runs, but its journal cannot be written: see whether the disk is full.";

/**
 * From phase and evidence to the data model's six words, to the letter: `waiting` is "for input, or at a prompt" (so an
 * idle agent counts too; `attention` tells the two apart), `succeeded` and `failed` are what the patterns saw while
 * the session runs, and once its process has ended it is `exited` with its exact code, whatever a pattern said before.
 * Two ends are `failed`: given up by the runner (crash loop), and never come up.
 */
export interface Shown {
  status: SessionStatus;
  evidence: Evidence;
}

/**
 * `seen`: what its screen or agent says; `silent`: its runner is seen at work and does not report; `start_up`: why its
 * command has not begun.
 */
export function statusOfUp(
  session: SessionIn<"up">,
  template: SessionTemplate,
  { seen, silent, start_up }: { seen: Evidence | null; silent: boolean; start_up: StartUpProblem | null },
  now: number,
): Shown {
  const { phase, attention, verdict } = session;
  const shown = (status: SessionStatus, evidence: Evidence): Shown => ({ status, evidence: steady(session, evidence) });
  const because = (source: EvidenceSource, rule: string, detail = "", at = now) => ({ source, rule, at, detail });

  if (phase.restarting) {
    const code = session.exit_code === null ? (session.exit_signal ?? "") : `code ${session.exit_code}`;
    return shown("starting", because("runner", "restarting", `ended with ${code}`));
  }
  // A question to the user outranks what was seen before it; nothing else does.
  if (attention === "waiting" && seen) return shown("waiting", seen);
  if (verdict) {
    return shown(verdict.status, because("pattern", `${verdict.status}_pattern`, verdict.line, verdict.at));
  }
  if (start_up) {
    return shown(start_up.replaced ? "failed" : "starting", because("tty", "start_up_files", start_up.detail));
  }
  if (phase.ready_at === null && !isOverdue(session, template, now)) {
    return shown(
      "starting",
      because("runner", `awaiting_${template.ready_when?.type ?? "started"}`, session.probe_got),
    );
  }
  if (seen && attention !== null) return shown(attention === "busy" ? "running" : "waiting", seen);
  if (phase.ready_at === null) {
    return shown("running", because("runner", "ready_overdue", notReadyInTime(session, template)));
  }
  if (silent) return shown("running", because("tty", "no_journal", SILENT, phase.since));
  return shown("running", because("runner", "started", "", phase.since));
}

/** A session that is not up shows what is being done with it, and why. */
export function statusWhileNotUp(session: ManagedSession, now: number): Shown {
  const { phase } = session;
  const asked = (status: SessionStatus, rule: string, detail: string): Shown => ({
    status,
    evidence: steady(session, { source: "request", rule, at: now, detail }),
  });
  switch (phase.name) {
    case "pending":
      return asked("starting", "pending", phase.reason);
    case "skipped":
      return asked("exited", "skipped", phase.reason);
    case "launching":
      return asked("starting", "launching", "asked iTerm2 for its pane");
    case "stopping":
    case "up":
    case "ended":
      return { status: session.status, evidence: session.evidence };
  }
}

/** The evidence from before if it says the same, so that its time is that of the first. */
function steady(session: ManagedSession, evidence: Evidence): Evidence {
  const { source, rule, detail } = session.evidence;
  return source === evidence.source && rule === evidence.rule && detail === evidence.detail
    ? session.evidence
    : evidence;
}
