import type { ActionResult } from "../model/action.ts";
import type { FaultCode } from "../model/fault.ts";
import type { RuntimeState } from "../model/runtime.ts";
import type { ManagedSession } from "../model/session.ts";
import { isIn } from "../model/session-state.ts";
import { withError, withStopProblem } from "./session-transitions.ts";

/** Another try would fail as well until a person has done something. */
const NOT_RETRYABLE: ReadonlySet<FaultCode> = new Set([
  "not_installed",
  "not_permitted",
  "cancelled",
  "invalid_project",
  "unknown_variable",
  "needs_answer",
  "not_trusted",
  "not_found",
  "port_taken",
]);

const NO_ROOM =
  "There was no room to split the pane that it belongs to, so it was opened in a tab. Make the window larger and restart it, or let it open in a tab.";

/**
 * What is known after the actions were done. Launched sessions get their GUID; a launch that cannot have happened may
 * be tried again; one that may have happened waits for the runner's word. A message that was delivered, or may have
 * been, is dropped; one that cannot have been waits on. `at` in ms since the epoch.
 */
export function applyResults(next: RuntimeState, results: readonly ActionResult[], at: number): RuntimeState {
  // The clock may have been set back meanwhile.
  const now = Math.max(at, next.ticked_at);
  const sessions = { ...next.sessions };
  const delivered = new Set<string>();
  const undelivered = new Set<string>();
  for (const result of results) {
    const { action } = result;
    if (action.type === "launch") {
      const session = sessions[action.session_id];
      if (session) sessions[action.session_id] = afterLaunch(session, action.token, result, now);
    } else if (action.type === "run_stop_command" || (action.type === "write" && action.stops)) {
      const session = sessions[action.session_id];
      if (session) sessions[action.session_id] = afterAsked(session, result, now);
    } else if (action.type === "write" && action.message_id !== undefined) {
      const arrived = result.ok || result.fault.mayHaveHappened;
      (arrived ? delivered : undelivered).add(action.message_id);
    }
  }
  const messages = next.messages
    .filter(({ id }) => !delivered.has(id))
    .map((message) => (undelivered.has(message.id) ? { ...message, sent_at: undefined } : message));
  return { ...next, sessions, messages };
}

/** The time that a session is given to stop begins when its stop command has ended. */
function afterAsked(session: ManagedSession, result: ActionResult, now: number): ManagedSession {
  if (!isIn(session, "stopping")) return session;
  const { phase } = session;
  if (result.ok) return { ...session, phase: { ...phase, answer: "done", step_at: now } };
  const { message, advice } = result.fault;
  return withStopProblem({ ...session, phase: { ...phase, answer: "failed" } }, `${message} ${advice}`.trim(), now);
}

function afterLaunch(session: ManagedSession, token: string, result: ActionResult, now: number): ManagedSession {
  if (!isIn(session, "launching") || session.launch.token !== token) return session;
  const { phase, launch } = session;
  if (result.ok) {
    const iterm_session_id = result.iterm_session_id ?? session.iterm_session_id;
    const launched = { ...session, iterm_session_id, phase: { ...phase, since: now } };
    return result.no_room ? withError(launched, NO_ROOM, now) : launched;
  }
  const { fault } = result;
  if (fault.mayHaveHappened) return { ...session, phase: { ...phase, since: now } };
  const reason = `could not be started: ${fault.message}`;
  return {
    ...session,
    phase: { name: "pending", since: now, reason },
    evidence: { source: "iterm", rule: "launch_refused", at: now, detail: reason },
    launch: {
      ...launch,
      tries: launch.tries + 1,
      problem: fault.advice && fault.code === "port_taken" ? `${fault.message} ${fault.advice}` : fault.message,
      problem_code: fault.code,
      not_retryable: NOT_RETRYABLE.has(fault.code),
    },
  };
}
