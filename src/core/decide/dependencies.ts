import type { DependencyCondition } from "../model/dependency.ts";
import type { ManagedSession } from "../model/session.ts";
import type { SessionTemplate } from "../model/template.ts";
import { endInWords, outcomeOf } from "../model/session-state.ts";
import { isOverdue } from "./readiness.ts";

/**
 * Whether a dependency holds, by the present state of the session that is waited for. `never`: it cannot hold any
 * more as things stand; if the other session is started again, it is asked anew.
 */
export type Holding = { holds: "yes" } | { holds: "not_yet"; reason: string } | { holds: "never"; reason: string };

export interface Target {
  template: SessionTemplate;
  /** Undefined: there is none, and none is wanted. */
  session: ManagedSession | undefined;
  /** It is to start afresh: how it stands now does not count. */
  renewing: boolean;
}

const YES: Holding = { holds: "yes" };

const WAITED_FOR: Record<DependencyCondition, string> = {
  success: "to succeed",
  failure: "to fail",
  any: "to end",
  started: "to start",
  ready: "to be ready",
  idle: "to be idle",
  waiting: "to wait for input",
};

export function holds(condition: DependencyCondition, target: Target, now: number): Holding {
  const { template, session, renewing } = target;
  const notYet: Holding = { holds: "not_yet", reason: `waits for '${template.name}' ${WAITED_FOR[condition]}` };
  const never = (why: string): Holding => ({ holds: "never", reason: `'${template.name}' ${why}` });
  if (!session) return never("is not running and is not to be started");
  if (renewing) return notYet;
  const { phase } = session;
  switch (phase.name) {
    case "pending":
    case "launching":
      return notYet;
    case "stopping":
      return phase.then === "start" || !phase.was ? notYet : afterEnd(condition, template, session, never);
    case "skipped":
      return never(`was skipped: ${phase.reason}`);
    case "ended":
      return afterEnd(condition, template, session, never);
    case "up":
      if (phase.restarting) return notYet;
      if (condition === "ready" && isOverdue(session, template, now)) {
        return never(`was not ready within ${template.ready_timeout_seconds} s`);
      }
      return holdsWhileUp(condition, session) ? YES : notYet;
  }
}

function holdsWhileUp(condition: DependencyCondition, { phase, verdict, attention }: ManagedSession): boolean {
  switch (condition) {
    case "started":
      return true;
    case "ready":
      return phase.name === "up" && phase.ready_at !== null;
    case "success":
      return verdict?.status === "succeeded";
    case "failure":
      return verdict?.status === "failed";
    case "any":
      return verdict != null;
    case "idle":
    case "waiting":
      return attention === condition;
  }
}

function afterEnd(
  condition: DependencyCondition,
  template: SessionTemplate,
  session: ManagedSession,
  never: (why: string) => Holding,
): Holding {
  const outcome = outcomeOf(session, template.success_exit_codes);
  const succeeded = outcome === "succeeded";
  const met: Record<DependencyCondition, boolean> = {
    success: succeeded,
    failure: outcome === "failed",
    any: true,
    started: succeeded,
    ready: succeeded && template.ready_when === null,
    idle: false,
    waiting: false,
  };
  return met[condition] ? YES : never(endInWords(session));
}
