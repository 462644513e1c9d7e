import type { DesiredSession } from "../model/desired.ts";
import type { EndCause, Evidence, ManagedSession, SessionError } from "../model/session.ts";
import { endCauseOf, outcomeOf } from "../model/session-state.ts";
import type { SessionTemplate } from "../model/template.ts";
import { sessionIdOf } from "../model/runtime.ts";
import { runEnded, sessionEnded, sessionStarted } from "./events.ts";
import type { Launched } from "./journal.ts";
import { paneOf } from "./indexed-observation.ts";
import { iso, put, templateOf, type TickContext } from "./tick-context.ts";

/** The steps of a session's life. Each is taken once; each leaves its event and its change behind. */

export function newSession(
  projectId: string,
  template: SessionTemplate,
  wish: DesiredSession,
  now: number,
): ManagedSession {
  return {
    id: sessionIdOf(projectId, template.id),
    iterm_session_id: null,
    template_id: template.id,
    project_id: projectId,
    status: "starting",
    started_at: null,
    ended_at: null,
    exit_code: null,
    last_output: "",
    output_history: [],
    errors: [],
    name: template.name,
    phase: { name: "pending", since: now, reason: "about to start" },
    evidence: { source: "request", rule: "pending", at: now, detail: "about to start" },
    attention: null,
    generation: wish.generation,
    tty: null,
    runner_pid: null,
    exit_signal: null,
    restarts: 0,
    journal_seen: 0,
    reading: null,
    findings: [],
    slow_patterns: [],
    status_since: now,
    waited_ms: 0,
  };
}

/** To be started afresh, for this generation of the wish. What is known of its pane is kept, to be used again. */
export function toPending(
  tick: TickContext,
  session: ManagedSession,
  generation: number,
  reason: string,
): ManagedSession {
  return put(tick, {
    ...session,
    generation,
    phase: { name: "pending", since: tick.now, reason },
    started_at: null,
    ended_at: null,
    exit_code: null,
    exit_signal: null,
    ended_well: null,
    attention: null,
    verdict: null,
    restarts: 0,
    waited_ms: 0,
    launch: session.launch && { ...session.launch, tries: 0, problem: null, hopeless: false },
  });
}

/** The runner has reported: it is up, perhaps for the how many-eth time. */
export function toUp(tick: TickContext, session: ManagedSession, run: Launched): ManagedSession {
  const restarts = run.past.length;
  const up = put(tick, {
    ...session,
    phase: { name: "up", since: run.started_at, ready_at: null, restarting: false },
    iterm_session_id: run.iterm_session_id,
    tty: run.tty,
    runner_pid: run.pid,
    started_at: iso(run.started_at),
    ended_at: null,
    exit_code: null,
    exit_signal: null,
    ended_well: null,
    attention: null,
    verdict: null,
    restarts,
    waited_ms: 0,
    errors: withNote(session.errors, run),
    launch: session.launch && { ...session.launch, tries: 0, problem: null },
  });
  reportPast(tick, session, up, run);
  tick.events.push(sessionStarted(up, run.started_at));
  return up;
}

/** What the runner has to say, such as a shell that does not exist, once however often it starts. */
function withNote(errors: SessionError[], { note, started_at }: Launched): SessionError[] {
  if (note === "" || errors.some(({ message }) => message === note)) return errors;
  return [...errors, { timestamp: iso(started_at), message: note, output_context: [] }];
}

/** Runs that came and went between two ticks are not lost: the journal has them. */
function reportPast(tick: TickContext, before: ManagedSession, now: ManagedSession, run: Launched): void {
  const first = before.phase.name === "ended" ? before.restarts + 1 : before.restarts;
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
export function toEnded(tick: TickContext, session: ManagedSession, end: End): ManagedSession {
  const before = endCauseOf(session);
  if (before !== null) {
    const { since } = session.phase;
    return put(tick, { ...session, phase: { name: "ended", since, cause: before, pane_open: end.pane_open } });
  }
  const over: ManagedSession = {
    ...session,
    phase: { name: "ended", since: end.at, cause: end.cause, pane_open: end.pane_open },
    status: end.cause === "gave_up" || end.cause === "launch_failed" ? "failed" : "exited",
    evidence: end.evidence,
    ended_at: iso(end.at),
    exit_code: end.code,
    exit_signal: end.signal,
    attention: null,
  };
  const outcome = outcomeOf(over, templateOf(tick, session).success_exit_codes) ?? "taken_away";
  const ended = put(tick, { ...over, ended_well: end.cause === "exited" ? outcome === "succeeded" : null });
  if (session.started_at !== null || end.cause === "launch_failed") {
    tick.events.push(sessionEnded(ended, end.cause, end.at));
  }
  tick.changes.push({ kind: "ended", session: ended, cause: end.cause, outcome });
  return ended;
}

/** Ends a session that never ran, or of whose last run nothing more is known. */
export function endedNow(
  tick: TickContext,
  session: ManagedSession,
  cause: EndCause,
  rule: string,
  detail: string,
): ManagedSession {
  const source = cause === "stopped" ? "request" : "iterm";
  return toEnded(tick, session, {
    cause,
    at: tick.now,
    code: null,
    signal: null,
    // The pane of an earlier run may still be there.
    pane_open: paneOf(tick.seen, session).state === "there",
    evidence: { source, rule, at: tick.now, detail },
  });
}
