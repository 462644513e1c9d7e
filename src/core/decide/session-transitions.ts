import type { DesiredSession } from "../model/desired.ts";
import type { EndCause, Evidence, Launch, ManagedSession, SessionError } from "../model/session.ts";
import { endCauseOf, isIn, outcomeOf, type SessionIn } from "../model/session-state.ts";
import { isProbe, type SessionTemplate } from "../model/session-template.ts";
import { sessionIdOf } from "../model/runtime.ts";
import { runEnded, sessionEnded, sessionStarted } from "./events.ts";
import type { Launched } from "./journal.ts";
import { paneOf } from "./indexed-observation.ts";
import { iso, put, templateOf, type TickContext } from "./tick-context.ts";

/*
 * The steps from one phase of a session to the next (see `Phase`). Each is taken once, and leaves its event and its
 * change behind.
 */

/** What is known of the run that is to come. */
const NO_RUN = {
  started_at: null,
  ended_at: null,
  exit_code: null,
  exit_signal: null,
  ended_well: null,
  attention: null,
  verdict: null,
  probe_got: undefined,
  elsewhere: undefined,
  restarts: 0,
  waited_ms: 0,
  stop_command_due: false,
  stop_problem: null,
};

export function newSession(
  projectId: string,
  template: SessionTemplate,
  { generation }: DesiredSession,
  now: number,
): SessionIn<"pending"> {
  return {
    ...NO_RUN,
    id: sessionIdOf(projectId, template.id),
    iterm_session_id: null,
    template_id: template.id,
    project_id: projectId,
    status: "starting",
    last_output: "",
    output_history: [],
    errors: [],
    name: template.name,
    phase: { name: "pending", since: now, reason: "about to start" },
    evidence: { source: "request", rule: "pending", at: now, detail: "about to start" },
    generation,
    tty: null,
    runner_pid: null,
    reading: null,
    findings: [],
    slow_patterns: [],
    status_since: now,
  };
}

/** What is known of a launch of which none before came to nothing. */
export const NO_TRIES = { tries: 0, problem: null, not_retryable: false, problem_code: undefined };

/** The launch as if none had come to nothing. */
export function withoutTries(launch: Launch | undefined): Launch | undefined {
  return launch && { ...launch, ...NO_TRIES };
}

/** To be started afresh, for this generation. What is known of its pane is kept, to be used again. */
export function toPending(
  tick: TickContext,
  session: ManagedSession,
  generation: number,
  reason: string,
): SessionIn<"pending"> {
  const launch = withoutTries(session.launch);
  return put(tick, { ...session, ...NO_RUN, generation, phase: { name: "pending", since: tick.now, reason }, launch });
}

/** The runner has reported: it is up, in its first run or its nth. */
export function toUp(tick: TickContext, session: ManagedSession, run: Launched): SessionIn<"up"> {
  const { iterm_session_id, tty, runner_pid, started_at } = run;
  // By the runner's clock, unless that was set since: of a run that is followed, it began after the tick before.
  const earliest = isIn(session, "launching", "up") ? tick.ticked_at : 0;
  const since = Math.min(Math.max(started_at, earliest), tick.now);
  const up: SessionIn<"up"> = put(tick, {
    ...session,
    ...NO_RUN,
    phase: { name: "up", since, ready_at: null, starting_up: !run.begun, restarting: false },
    iterm_session_id,
    tty,
    runner_pid,
    started_at: iso(started_at),
    restarts: run.past.length,
    errors: withNote(session.errors, run),
    launch: withoutTries(session.launch),
  });
  tick.started.add(up.id);
  reportPast(tick, session, up, run);
  tick.events.push(sessionStarted(up, started_at));
  return up;
}

/** What the runner has to say, such as a shell that does not exist, once however often it starts. */
function withNote(errors: SessionError[], { note, started_at }: Launched): SessionError[] {
  if (note === "" || errors.some(({ message }) => message === note)) return errors;
  return [...errors, { timestamp: iso(started_at), message: note, output_context: [] }];
}

/** Runs that came and went between two ticks are not lost: the journal has them. */
function reportPast(tick: TickContext, before: ManagedSession, now: ManagedSession, run: Launched): void {
  const first = isIn(before, "ended") ? before.restarts + 1 : before.restarts;
  run.past.slice(first).forEach((end, index) => tick.events.push(runEnded(now, first + index, end)));
}

export interface End {
  cause: EndCause;
  /** ms since the epoch. */
  at: number;
  code: number | null;
  signal: string | null;
  pane_open: boolean;
  evidence: Evidence;
}

/** Its command is over. A session that had ended before and only lost its pane keeps the end it had. */
export function toEnded(tick: TickContext, session: ManagedSession, end: End): SessionIn<"ended"> {
  const before = endCauseOf(session);
  if (before !== null) {
    const { since } = session.phase;
    return put(tick, { ...session, phase: { name: "ended", since, cause: before, pane_open: end.pane_open } });
  }
  const over: SessionIn<"ended"> = {
    ...session,
    phase: { name: "ended", since: end.at, cause: end.cause, pane_open: end.pane_open },
    status: end.cause === "gave_up" || end.cause === "launch_failed" ? "failed" : "exited",
    evidence: end.evidence,
    ended_at: iso(end.at),
    exit_code: end.code,
    exit_signal: end.signal,
    attention: null,
  };
  const { success_exit_codes, stop_command, ready_when } = templateOf(tick, session);
  const outcome = outcomeOf(over, success_exit_codes) ?? "taken_away";
  const ended = put(tick, {
    ...over,
    ended_well: end.cause === "exited" || end.cause === "signalled" ? outcome === "succeeded" : null,
    elsewhere: outcome === "succeeded" && isProbe(ready_when?.type) && !wasReady(session) ? "awaited" : undefined,
    stop_command_due: outcome === "succeeded" && stop_command !== null,
  });
  if (session.started_at !== null || end.cause === "launch_failed") {
    tick.events.push(sessionEnded(ended, end.cause, end.at));
  }
  tick.changes.push({ kind: "ended", session: ended, cause: end.cause, outcome });
  return ended;
}

const wasReady = ({ phase }: ManagedSession) => phase.name === "up" && phase.ready_at !== null;

/** Ends a session now; `known`: what is known of its last run, if it had one. */
export function endedNow(
  tick: TickContext,
  session: ManagedSession,
  { cause, rule, detail }: { cause: EndCause; rule: string; detail: string },
  known: Partial<Pick<End, "code" | "signal" | "pane_open">> = {},
): SessionIn<"ended"> {
  // The pane of an earlier run may still be there.
  const pane_open = paneOf(tick.seen, session).state === "there";
  const evidence = { source: cause === "stopped" ? "request" : "iterm", rule, at: tick.now, detail } as const;
  return toEnded(tick, session, { cause, at: tick.now, code: null, signal: null, pane_open, ...known, evidence });
}

export function withError<S extends ManagedSession>(session: S, message: string, now: number): S {
  return { ...session, errors: [...session.errors, { timestamp: iso(now), message, output_context: [] }] };
}

/** Says on the session what did not work when it was stopped. */
export function withStopProblem<S extends ManagedSession>(session: S, message: string, now: number): S {
  return { ...withError(session, message, now), stop_problem: message };
}

/** Ends a session that was stopped before its command had run. */
export function stoppedBeforeItStarted(tick: TickContext, session: ManagedSession): SessionIn<"ended"> {
  return endedNow(tick, session, { cause: "stopped", rule: "stopped", detail: "stopped before it had started" });
}
