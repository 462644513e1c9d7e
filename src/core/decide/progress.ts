import { keepHistory } from "../model/output-history.ts";
import type { SeenOutput } from "../model/observation.ts";
import type { Finding, ManagedSession, SessionError } from "../model/session.ts";
import { attentionOf } from "./attention.ts";
import { sessionOutput } from "./events.ts";
import { ttyName } from "../model/tty.ts";
import { paneOf } from "./indexed-observation.ts";
import { showsReady } from "./readiness.ts";
import { journalOf } from "./reconcile.ts";
import { SILENT, statusOfUp } from "./status.ts";
import { iso, put, templateOf, type TickContext } from "./tick-context.ts";

/** How many errors a session keeps, the newest. */
const ERRORS_KEPT = 50;

/** What a session has shown since the last tick; `ran`: its command still ran then, so what is new is its own. */
export function progress(tick: TickContext, session: ManagedSession, ran: boolean): ManagedSession {
  const output = tick.seen.observation.output[session.id];
  const heard = output ? takeOutput(tick, session, output, ran) : session;
  return heard.phase.name === "up" ? attend(tick, heard, output) : heard;
}

function takeOutput(tick: TickContext, session: ManagedSession, output: SeenOutput, ran: boolean): ManagedSession {
  const { entries, reading, findings, slow_patterns, matched, trigger_patterns } = output;
  const errors =
    matched.error && ran
      ? [...session.errors, sessionError(matched.error, tick.now)].slice(-ERRORS_KEPT)
      : session.errors;
  const heard = put(tick, {
    ...session,
    reading,
    errors,
    last_output: entries.at(-1)?.content ?? session.last_output,
    output_history:
      entries.length > 0 ? keepHistory(session.output_history, entries, output.continues) : session.output_history,
    findings: findings.length > 0 ? mergeFindings(session.findings, findings) : session.findings,
    slow_patterns:
      slow_patterns.length > 0 ? [...new Set([...session.slow_patterns, ...slow_patterns])] : session.slow_patterns,
  });
  if (entries.length > 0) tick.events.push(sessionOutput(heard, entries, reading.read_at));
  for (const pattern of ran ? trigger_patterns : []) tick.changes.push({ kind: "pattern", session: heard, pattern });
  return heard.phase.name === "up" ? judge(tick, heard, matched) : heard;
}

function sessionError(error: { line: string; context: string[] }, at: number): SessionError {
  return { timestamp: iso(at), message: error.line, output_context: error.context };
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

function attend(tick: TickContext, before: ManagedSession, output: SeenOutput | undefined): ManagedSession {
  if (before.phase.name !== "up") return before;
  if (before.phase.restarting) return show(tick, { ...before }, null);
  const ready_at = before.phase.ready_at ?? (showsReady(tick, before) ? tick.now : null);
  const session: ManagedSession =
    ready_at === before.phase.ready_at ? before : { ...before, phase: { ...before.phase, ready_at } };
  const template = templateOf(tick, session);
  const pane = paneOf(tick.seen, session);
  const { agents } = tick.seen.observation;
  const { verdict, drawn } = attentionOf({
    template,
    session,
    seen: pane.state === "there" ? pane.pane.seen : null,
    output,
    agents,
    // Only its own terminal's: looking through all of them for each session would be quadratic.
    processes: tick.seen.rows && (tick.seen.rows.get(ttyName(session.tty ?? "")) ?? []),
    now: tick.now,
  });
  // A look that failed proves nothing: a session that asked a moment ago has not stopped asking.
  const { attention, evidence } = verdict ?? (pane.state === "unknown" ? before : { attention: null, evidence: null });
  const attended = show(tick, { ...session, attention, ...(drawn ? { drawn } : {}) }, evidence);
  if (attention === "waiting" && before.attention !== "waiting") {
    tick.changes.push({ kind: "waiting", session: attended });
  }
  return attended;
}

/** `fresh` is the caller's own copy: each session is copied in each tick, and this saves one of the copies. */
function show(tick: TickContext, fresh: ManagedSession, seen: ManagedSession["evidence"] | null): ManagedSession {
  const silent = fresh.errors.some(({ message }) => message === SILENT) && journalOf(tick, fresh) === null;
  return put(tick, Object.assign(fresh, statusOfUp(fresh, templateOf(tick, fresh), { seen, silent }, tick.now)));
}
