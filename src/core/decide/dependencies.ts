import type { DependencyCondition } from "../model/dependency.ts";
import type { ManagedSession } from "../model/session.ts";
import { endInWords, isIn, outcomeOf, type SessionIn } from "../model/session-state.ts";
import type { SessionTemplate } from "../model/session-template.ts";
import { isOverdue, notReadyInTime } from "./readiness.ts";

/** What keeps a session from starting, in words for the user. */
export interface Blocker {
  /**
   * It cannot go away as things stand: the session is skipped rather than pending for ever (process-compose #363). When
   * another session is started again it is asked anew.
   */
  never: boolean;
  reason: string;
  /** It will be out of the way, or not, soon. */
  moving?: boolean;
}

export interface Target {
  template: SessionTemplate;
  /** Undefined: there is none, and none is desired. */
  session: ManagedSession | undefined;
  /** It is to start afresh: how it stands now does not count. */
  renewing: boolean;
}

const WAITED_FOR: Record<DependencyCondition, string> = {
  success: "to succeed",
  failure: "to fail",
  any: "to end",
  started: "to start",
  ready: "to be ready",
  idle: "to be idle",
  waiting: "to wait for input",
};

/** Whether a dependency holds, by the present state of the session that is waited for; null: it does. */
export function blockerIn(condition: DependencyCondition, target: Target, now: number): Blocker | null {
  const { template, session, renewing } = target;
  const notYet = { never: false, reason: `waits for '${template.name}' ${WAITED_FOR[condition]}` };
  const never = (why: string): Blocker => ({ never: true, reason: `'${template.name}' ${why}` });
  if (!session) return never("is not running and is not to be started");
  if (renewing) return notYet;
  if (isIn(session, "up")) {
    if (session.phase.restarting) return notYet;
    if (session.phase.starting_up) return session.status === "failed" ? never("never came to its command") : notYet;
    if (condition === "ready" && isOverdue(session, template, now)) {
      return never(`was ${notReadyInTime(session, template)}`);
    }
    return HOLDS_WHILE_UP[condition](session) ? null : notYet;
  }
  if (isIn(session, "skipped")) return never(`was skipped: ${session.phase.reason}`);
  const outcome = outcomeOf(session, template.success_exit_codes);
  if (outcome === null || (isIn(session, "stopping") && session.phase.then === "start")) return notYet;
  if (condition === "ready" && session.elsewhere === "awaited") return notYet;
  if (condition === "ready" && session.elsewhere === "overdue")
    return never(`was ${notReadyInTime(session, template)}`);
  const succeeded = outcome === "succeeded";
  const met: Record<DependencyCondition, boolean> = {
    success: succeeded,
    failure: outcome === "failed",
    any: true,
    started: succeeded,
    ready: session.elsewhere === "ready" || (succeeded && template.ready_when === null),
    idle: false,
    waiting: false,
  };
  return met[condition] ? null : never(endInWords(session));
}

const HOLDS_WHILE_UP: Record<DependencyCondition, (session: SessionIn<"up">) => boolean> = {
  started: () => true,
  ready: ({ phase }) => phase.ready_at !== null,
  success: ({ verdict }) => verdict?.status === "succeeded",
  failure: ({ verdict }) => verdict?.status === "failed",
  any: ({ verdict }) => verdict != null,
  idle: ({ attention }) => attention === "idle",
  waiting: ({ attention }) => attention === "waiting",
};
