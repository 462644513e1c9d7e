import type { ManagedSession } from "../model/session.ts";
import type { TriggerEffect, TriggerEvent } from "../model/trigger.ts";
import { sessionIdOf } from "../model/runtime.ts";
import { enqueue } from "./messages.ts";
import { mayFire } from "./trigger-rate-limit.ts";
import type { ProjectPlan } from "./project-plan.ts";
import { planFor, type Change, type TickContext } from "./tick-context.ts";
import { editSessions, restarted, started, stopped } from "./desired-sessions.ts";

/**
 * Fires the projects' triggers for this tick's changes. A session that was stopped, closed or lost did not end by
 * itself: that sets nothing off. Nor does anything in a project that is not to be open.
 */
export function fireTriggers(tick: TickContext): void {
  // Changes that triggers make are for the next tick.
  for (const change of tick.changes.slice()) {
    const { session } = change;
    const plan = planFor(tick, session.project_id);
    if (!plan || tick.desired.projects[session.project_id]?.want !== "open") continue;
    plan.project.config.triggers.forEach((trigger, index) => {
      if (trigger.on.session !== session.template_id || !isSetOffBy(trigger.on, change)) return;
      if (!mayFire(tick, plan, trigger, index)) return;
      fire(tick, plan, change.session, trigger.then, index);
    });
  }
}

function isSetOffBy(on: TriggerEvent, change: Change): boolean {
  switch (on.event) {
    case "succeeded":
      return hasSucceeded(change);
    case "failed":
      return hasFailed(change);
    case "ended":
      return change.kind === "ended" && change.outcome !== "taken_away" && change.cause !== "launch_failed";
    case "waiting":
      return change.kind === "waiting";
    case "pattern":
      return change.kind === "pattern" && change.pattern === on.pattern;
  }
}

/** Whether a run has just succeeded: by its pattern, or by its exit code if the pattern had not said so before. */
export function hasSucceeded(change: Change): boolean {
  if (change.kind === "verdict") return change.verdict === "succeeded";
  return change.kind === "ended" && change.outcome === "succeeded" && change.session.verdict?.status !== "succeeded";
}

/** Whether a run has just failed: by its pattern, or by its end if the pattern had not said so before. */
export function hasFailed(change: Change): boolean {
  if (change.kind === "verdict") return change.verdict === "failed";
  return change.kind === "ended" && change.outcome === "failed" && change.session.verdict?.status !== "failed";
}

function fire(
  tick: TickContext,
  plan: ProjectPlan,
  session: ManagedSession,
  effect: TriggerEffect,
  index: number,
): void {
  if (!plan.templates.has(effect.session)) return;
  const edit = (edits: Parameters<typeof editSessions>[2]) => {
    tick.desired = editSessions(tick.desired, session.project_id, edits);
  };
  const sessions = Object.fromEntries(tick.sessions);
  switch (effect.do) {
    case "message":
      tick.messages = enqueue(
        tick.messages,
        {
          from_session_id: session.id,
          to_session_id: sessionIdOf(session.project_id, effect.session),
          message_type: effect.message_type,
          payload: effect.payload,
        },
        {
          id: `trigger:${session.id}:${index}:${tick.now}`,
          when: effect.when,
          now: tick.now,
          expires_after: effect.expires_after_seconds * 1000,
        },
      );
      return;
    case "start":
      return edit(started(plan, sessions, [effect.session]));
    case "restart":
      return edit(restarted(plan, sessions, [effect.session]));
    case "stop":
      return edit(stopped([effect.session]));
  }
}
