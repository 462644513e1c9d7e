import { keepOutput } from "../model/kept-output.ts";
import type { SeenOutput } from "../model/observation.ts";
import type { Evidence, Finding, ManagedSession } from "../model/session.ts";
import { isSameQuestion } from "../model/question.ts";
import { isIn, questionOf, type SessionIn } from "../model/session-state.ts";
import { ttyName } from "../model/tty.ts";
import { attentionOf } from "./attention.ts";
import { sessionOutput } from "./events.ts";
import { journalOf } from "./journal.ts";
import { paneOf } from "./indexed-observation.ts";
import { probeAnswer, showsReady } from "./readiness.ts";
import { startUpProblem } from "./start-up.ts";
import { SILENT, statusOfUp } from "./status.ts";
import { iso, put, templateOf, type TickContext } from "./tick-context.ts";

/** How many errors a session keeps, the newest. */
const ERRORS_KEPT = 50;

/** What a session has shown since the last tick; `ran`: its command still ran then, so what is new is its own. */
export function progress(tick: TickContext, session: ManagedSession, ran: boolean): ManagedSession {
  const output = tick.seen.observation.output[session.id];
  const heard = output ? takeOutput(tick, session, output, ran) : session;
  if (isIn(heard, "up")) return attend(tick, heard, output);
  return heard.elsewhere === "awaited" ? askElsewhere(tick, heard) : heard;
}

/** Whether what its command has started elsewhere, before it ended well, is ready by now. */
function askElsewhere(tick: TickContext, session: ManagedSession): ManagedSession {
  const answer = probeAnswer(tick.seen, session);
  if (answer?.ready) return put(tick, { ...session, elsewhere: "ready" });
  const deadline = session.phase.since + templateOf(tick, session).ready_timeout_seconds * 1000;
  const elsewhere = tick.now < deadline ? session.elsewhere : "overdue";
  return put(tick, { ...session, elsewhere, probe_got: answer?.got ?? session.probe_got });
}

function takeOutput(tick: TickContext, session: ManagedSession, output: SeenOutput, ran: boolean): ManagedSession {
  const { entries, reading, findings, slow_patterns, matched, trigger_patterns } = output;
  const { error } = matched;
  const added = error && ran ? [{ timestamp: iso(tick.now), message: error.line, output_context: error.context }] : [];
  const heard = put(tick, {
    ...session,
    reading,
    log: output.log,
    heard: output.heard,
    errors: [...session.errors, ...added].slice(-ERRORS_KEPT),
    last_output: entries.at(-1)?.content ?? session.last_output,
    output_history: keepOutput(session.output_history, entries, output.continues),
    findings: mergeFindings(session.findings, findings),
    slow_patterns: [...new Set([...session.slow_patterns, ...slow_patterns])],
  });
  if (entries.length > 0) tick.events.push(sessionOutput(heard, entries, reading.read_at));
  for (const pattern of ran ? trigger_patterns : []) tick.changes.push({ kind: "pattern", session: heard, pattern });
  return isIn(heard, "up") ? judge(tick, heard, matched) : heard;
}

/** The latest finding of each parser and event type. */
function mergeFindings(known: Finding[], found: Finding[]): Finding[] {
  const latest = new Map<string, Finding>();
  for (const finding of [...known, ...found]) latest.set(`${finding.parser}\n${finding.event_type}`, finding);
  return [...latest.values()];
}

/**
 * The success and error patterns. If both matched in the same lines the error counts: a summary that says both has
 * failed. The verdict stands until the other pattern, another run or the end.
 */
function judge(tick: TickContext, session: ManagedSession, matched: SeenOutput["matched"]): ManagedSession {
  const line = matched.error?.line ?? matched.success;
  if (line === null) return session;
  const status = matched.error ? ("failed" as const) : ("succeeded" as const);
  const judged = put(tick, { ...session, verdict: { status, at: tick.now, line } });
  if (session.verdict?.status !== status) tick.changes.push({ kind: "verdict", session: judged, verdict: status });
  return judged;
}

/** Whether it waits for its user, works or idles, and the status that follows. */
function attend(tick: TickContext, before: SessionIn<"up">, output: SeenOutput | undefined): ManagedSession {
  if (before.phase.restarting) return show(tick, { ...before }, null);
  const ready_at = before.phase.ready_at ?? (showsReady(tick, before) ? tick.now : null);
  const answer = probeAnswer(tick.seen, before);
  const probe_got = answer === null || answer.ready ? before.probe_got : answer.got;
  const same = ready_at === before.phase.ready_at && probe_got === before.probe_got;
  const session = same ? before : { ...before, phase: { ...before.phase, ready_at }, probe_got };
  const template = templateOf(tick, session);
  const pane = paneOf(tick.seen, session);
  const { agents } = tick.seen.observation;
  const { verdict, drawn } = attentionOf({
    template,
    session,
    seen: pane.state === "there" ? pane.pane : null,
    output,
    agents,
    // Only its own terminal's: looking through all of them for each session would be quadratic.
    processes: tick.seen.rows && (tick.seen.rows.get(ttyName(session.tty)) ?? []),
    now: tick.now,
  });
  // If iTerm2 did not answer, nothing is proven: a session that asked a moment ago has not stopped asking.
  const { attention, evidence } = verdict ?? (pane.state === "unknown" ? before : { attention: null, evidence: null });
  const attended = show(tick, { ...session, attention, ...(drawn ? { drawn } : {}) }, evidence);
  if (attention === "waiting") {
    if (before.attention !== "waiting") tick.changes.push({ kind: "waiting", session: attended });
    else if (asksAnew(before, attended)) tick.changes.push({ kind: "asks_anew", session: attended });
  }
  return attended;
}

/**
 * Whether it asks something else than before: its choices do not count, into which the user may be typing. What its agent
 * has told before its screen showed it is asked there in other words.
 */
function asksAnew(before: ManagedSession, now: ManagedSession): boolean {
  const [known, asked] = [questionOf(before), questionOf(now)];
  if (!known || !asked) return false;
  if (known.shown === null && known.subject === asked.subject) return false;
  return !isSameQuestion({ ...known, choices: [] }, { ...asked, choices: [] });
}

/** `fresh` is the caller's own copy: each session is copied in each tick, and this saves one of the copies. */
function show(tick: TickContext, fresh: SessionIn<"up">, seen: Evidence | null): ManagedSession {
  const silent = fresh.errors.some(({ message }) => message === SILENT) && journalOf(tick, fresh) === null;
  const start_up = startUpProblem(tick, fresh);
  return put(
    tick,
    Object.assign(fresh, statusOfUp(fresh, templateOf(tick, fresh), { seen, silent, start_up }, tick.now)),
  );
}
