import { restartPolicy } from "../model/template.ts";
import type { EndCause, ManagedSession } from "../model/session.ts";
import { latestLaunch, launchedBy, type Launched } from "./journal.ts";
import { toEnded, toUp } from "./session-transitions.ts";
import { ttyName } from "../model/tty.ts";
import { paneOf, runnerLives, type PaneFinding } from "./indexed-observation.ts";
import { put, templateOf, type TickContext } from "./tick-context.ts";

/**
 * What the look says of one session that was known before: the runner's journal first, then its pane, then its
 * processes. Launches are followed by `launching`, stops by `stop`.
 */
export function reconcile(tick: TickContext, session: ManagedSession): ManagedSession {
  switch (session.phase.name) {
    case "pending":
    case "skipped":
      return adopt(tick, session);
    case "launching":
      return session;
    case "up":
      return reconcileUp(tick, session);
    case "stopping":
      return takeIn(tick, session);
    case "ended":
      return reconcileEnded(tick, session);
  }
}

/** How much later (ms) than its journal says a runner may have started: without a finer clock it writes whole seconds. */
const lateness = ({ started_at }: Launched) => (started_at % 1000 === 0 ? 1000 : 0);

export function journalOf(tick: TickContext, session: ManagedSession): Launched | null {
  const { launch } = session;
  if (!launch) return null;
  return launchedBy(tick.seen.observation.journals[session.id], launch.token, launch.requested_at);
}

/** Journals are read last: what has only just started may be missing from the rest of the look. */
function startedAfterLook(tick: TickContext, run: Launched): boolean {
  return run.started_at + lateness(run) >= tick.seen.observation.at && run.end === null && !run.closed;
}

/** The pane, where a look that may have begun before it was there proves nothing. */
function paneNow(tick: TickContext, session: ManagedSession, run: Launched | null): PaneFinding {
  const pane = paneOf(tick.seen, run ? locationOf(run) : session);
  return pane.state === "gone" && run !== null && startedAfterLook(tick, run) ? { state: "unknown" } : pane;
}

const locationOf = (run: Launched) => ({
  iterm_session_id: run.iterm_session_id,
  tty: run.tty,
  runner_pid: run.pid,
});

/**
 * A session that nothing is known of, though its runner lives in a pane that is there: the store was lost, or a
 * launch that was given up came up after all. It is taken on, not started twice.
 */
export function adopt(tick: TickContext, session: ManagedSession): ManagedSession {
  const run = latestLaunch(tick.seen.observation.journals[session.id]);
  if (!run || run.state !== "running" || run.closed) return session;
  const located = locationOf(run);
  if (paneOf(tick.seen, located).state !== "there" || runnerLives(tick.seen, located) !== true) return session;
  const launch = {
    token: run.token,
    attempt: session.launch?.attempt ?? 1,
    requested_at: run.started_at,
    tries: 0,
    problem: null,
    hopeless: false,
  };
  return toUp(tick, { ...session, launch }, run);
}

const sameTty = (one: string | null, other: string | null) =>
  one === other || (one !== null && other !== null && ttyName(one) === ttyName(other));

function reconcileEnded(tick: TickContext, session: ManagedSession): ManagedSession {
  if (session.phase.name !== "ended") return session;
  const run = journalOf(tick, session);
  const pane = paneNow(tick, session, run);
  const alive = run?.state === "running" && !run.closed && pane.state === "there";
  if (alive && runnerLives(tick.seen, locationOf(run)) === true) return toUp(tick, session, run);
  if (pane.state === "unknown") return session;
  const pane_open = pane.state === "there";
  // A restored pane has its GUID from before, but another tty.
  const seen = pane.state === "there" ? pane.pane.seen : { id: session.iterm_session_id, tty: session.tty };
  const tty = seen.tty ?? session.tty;
  const { phase } = session;
  if (phase.pane_open === pane_open && session.iterm_session_id === seen.id && sameTty(session.tty, tty))
    return session;
  return put(tick, { ...session, iterm_session_id: seen.id, tty, phase: { ...phase, pane_open } });
}

/** The exact exit code and the newest run, also of a session that is being stopped. */
function takeIn(tick: TickContext, session: ManagedSession): ManagedSession {
  const end = journalOf(tick, session)?.end;
  if (!end || (session.exit_code === end.code && session.exit_signal === end.signal)) return session;
  return put(tick, { ...session, exit_code: end.code, exit_signal: end.signal });
}

function reconcileUp(tick: TickContext, before: ManagedSession): ManagedSession {
  if (before.phase.name !== "up") return before;
  const run = journalOf(tick, before);
  const startedAgain = run !== null && run.past.length > before.restarts;
  const session = startedAgain ? toUp(tick, before, run) : before;
  const pane = paneNow(tick, session, run);

  if (run?.state === "gave_up") {
    const rule = run.reason === "crash loop" ? "crash_loop" : "gave_up";
    return end(tick, session, run, pane, "gave_up", rule, run.reason);
  }
  if (run?.end) return afterEnd(tick, session, run, pane);
  if (pane.state === "gone") return gone(tick, session, run, pane);
  if (pane.state === "unknown") return session;
  const lives = runnerLives(tick.seen, session);
  const proven = run === null || !startedAfterLook(tick, run);
  if ((lives === false && proven) || (run?.closed && lives !== true)) {
    const detail = "its pane is there, but what runs in it is not what was started";
    return end(tick, session, run, pane, "lost", "runner_gone", detail);
  }
  const { id, tty } = pane.pane.seen;
  return id === session.iterm_session_id ? session : put(tick, { ...session, iterm_session_id: id, tty });
}

/** The latest run is over. Unless the runner has yet to say what comes next, so is the session. */
function afterEnd(tick: TickContext, session: ManagedSession, run: Launched, pane: PaneFinding): ManagedSession {
  const { code, signal } = run.end!;
  const hungUp = signal === "SIGHUP" || code === 129;
  const between = !run.shell && !run.closed && (run.state === "restarting" || mayRestart(tick, session, code));
  if (pane.state === "gone" && !run.shell && (hungUp || between || run.state === "restarting")) {
    return gone(tick, session, run, pane);
  }
  if (between) {
    if (session.phase.name !== "up" || session.phase.restarting) return session;
    return put(tick, {
      ...session,
      exit_code: code,
      exit_signal: signal,
      attention: null,
      verdict: null,
      phase: { ...session.phase, restarting: true, ready_at: null },
    });
  }
  const detail = signal === null ? `ended with code ${code}` : `ended by ${signal}`;
  return end(tick, session, run, pane, signal === null ? "exited" : "signalled", "exited", detail);
}

function mayRestart(tick: TickContext, session: ManagedSession, code: number | null): boolean {
  const template = templateOf(tick, session);
  const policy = restartPolicy(template);
  if (policy === "no") return false;
  return policy !== "on_failure" || code === null || !template.success_exit_codes.includes(code);
}

function gone(
  tick: TickContext,
  session: ManagedSession,
  run: Launched | null,
  pane: PaneFinding & { state: "gone" },
): ManagedSession {
  if ((tick.seen.observation.booted_at ?? 0) > (run?.started_at ?? tick.now)) {
    return end(tick, session, run, pane, "lost", "machine_restarted", "the machine has been restarted");
  }
  return pane.with_iterm
    ? end(tick, session, run, pane, "lost", "iterm_gone", "iTerm2 is not running any more")
    : end(tick, session, run, pane, "closed", "pane_gone", "its pane was closed");
}

function end(
  tick: TickContext,
  session: ManagedSession,
  run: Launched | null,
  pane: PaneFinding,
  cause: EndCause,
  rule: string,
  detail: string,
): ManagedSession {
  const at = run?.end?.ended_at ?? tick.now;
  const source = cause === "closed" || cause === "lost" ? "iterm" : "runner";
  return toEnded(tick, session, {
    cause,
    at,
    code: run?.end?.code ?? null,
    signal: run?.end?.signal ?? null,
    pane_open: pane.state === "there" || (pane.state === "unknown" && run?.closed !== true),
    evidence: { source, rule, at, detail },
  });
}
