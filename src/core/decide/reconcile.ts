import { restartPolicy } from "../model/session-template.ts";
import { isSuccess, shouldRestart } from "../model/should-restart.ts";
import type { EndCause, ManagedSession } from "../model/session.ts";
import { isIn, isWaitingToStart, type SessionIn } from "../model/session-state.ts";
import { journalOf, latestLaunch, type Launched, type RunEnd } from "./journal.ts";
import { NO_TRIES, toEnded, toUp } from "./session-transitions.ts";
import { ttyName } from "../model/tty.ts";
import { paneOf, runnerLives, type PaneFinding } from "./indexed-observation.ts";
import { put, templateOf, type TickContext } from "./tick-context.ts";

/**
 * What is seen of one session that was known before: the runner's journal counts first, then its pane, then its
 * processes. `launching` follows launches and `stop` follows stops.
 */
export function reconcile(tick: TickContext, session: ManagedSession): ManagedSession {
  if (isWaitingToStart(session)) return adopt(tick, session);
  if (isIn(session, "up")) return reconcileUp(tick, session);
  if (isIn(session, "stopping")) return takeExitCode(tick, session);
  return isIn(session, "ended") ? reconcileEnded(tick, session) : session;
}

/** How much later (ms) than its journal says a runner may have started: without a finer clock it writes whole seconds. */
const lateness = ({ started_at }: Launched) => (started_at % 1000 === 0 ? 1000 : 0);

/**
 * Journals are read last: what has only just started may be missing from the rest of the observation. If its time cannot
 * be, since the clock was set meanwhile, any run that is new may have.
 */
function startedWhileObserving(tick: TickContext, { id }: ManagedSession, run: Launched): boolean {
  if (!tick.started.has(id) || run.end !== null || run.closed) return false;
  const latest = run.started_at + lateness(run);
  return latest >= tick.seen.observation.at || latest < tick.ticked_at;
}

/** The pane of a session, where an observation that may have begun before the pane was there proves nothing. */
function paneNow(tick: TickContext, session: ManagedSession, run: Launched | null): PaneFinding {
  const pane = paneOf(tick.seen, run ?? session);
  return pane.state === "gone" && run !== null && startedWhileObserving(tick, session, run)
    ? { state: "unknown" }
    : pane;
}

/**
 * Makes a session `up` that is not known to run, though its runner lives in a pane that is there: the store was lost, or
 * a launch that was given up came up after all. Otherwise it would be started a second time.
 */
export function adopt(tick: TickContext, session: ManagedSession): ManagedSession {
  const run = latestLaunch(tick.seen.observation.journals[session.id]);
  if (!run || run.state !== "running" || run.closed) return session;
  if (paneOf(tick.seen, run).state !== "there" || runnerLives(tick.seen, run) !== true) return session;
  const attempt = session.launch?.attempt ?? 1;
  const launch = { token: run.token, attempt, requested_at: Math.min(run.started_at, tick.now), ...NO_TRIES };
  return toUp(tick, { ...session, launch }, run);
}

function reconcileEnded(tick: TickContext, session: SessionIn<"ended">): ManagedSession {
  const run = journalOf(tick, session);
  const pane = paneNow(tick, session, run);
  const alive = run?.state === "running" && !run.closed && pane.state === "there";
  if (alive && runnerLives(tick.seen, run) === true) return toUp(tick, session, run);
  if (pane.state === "unknown") return session;
  const phase = { ...session.phase, pane_open: pane.state === "there" };
  // A pane that iTerm2 restored has its GUID from before, but another tty.
  const seen = pane.state === "there" ? pane.pane : null;
  const iterm_session_id = seen?.id ?? session.iterm_session_id;
  const tty = seen?.tty ?? session.tty;
  const same =
    session.phase.pane_open === phase.pane_open &&
    session.iterm_session_id === iterm_session_id &&
    ttyName(session.tty ?? "") === ttyName(tty ?? "");
  return same ? session : put(tick, { ...session, iterm_session_id, tty, phase });
}

/** The exact exit code and the newest run, also of a session that is being stopped. */
function takeExitCode(tick: TickContext, session: SessionIn<"stopping">): ManagedSession {
  const end = journalOf(tick, session)?.end;
  if (!end || (session.exit_code === end.code && session.exit_signal === end.signal)) return session;
  return put(tick, { ...session, exit_code: end.code, exit_signal: end.signal });
}

function reconcileUp(tick: TickContext, before: SessionIn<"up">): ManagedSession {
  const run = journalOf(tick, before);
  const session = run !== null && run.past.length > before.restarts ? toUp(tick, before, run) : before;
  const pane = paneNow(tick, session, run);

  const why = whyEnded(tick, session, run, pane);
  if (why) {
    const { cause, rule, detail } = why;
    const at = run?.end?.ended_at ?? tick.now;
    return toEnded(tick, session, {
      cause,
      at,
      code: run?.end?.code ?? null,
      signal: run?.end?.signal ?? null,
      pane_open: pane.state === "there" || (pane.state === "unknown" && run?.closed !== true),
      evidence: { source: cause === "closed" || cause === "lost" ? "iterm" : "runner", rule, at, detail },
    });
  }
  if (run?.end) return betweenRuns(tick, session, run.end);
  if (run?.begun && session.phase.starting_up) {
    return put(tick, { ...session, phase: { ...session.phase, starting_up: false } });
  }
  if (pane.state !== "there" || pane.pane.id === session.iterm_session_id) return session;
  // iTerm2 lists some panes without a tty.
  return put(tick, { ...session, iterm_session_id: pane.pane.id, tty: pane.pane.tty ?? session.tty });
}

interface Why {
  cause: EndCause;
  rule: string;
  detail: string;
}

/** Why a session that was up is not any more; null: it is, or its runner has yet to say what comes after a run. */
function whyEnded(tick: TickContext, session: SessionIn<"up">, run: Launched | null, pane: PaneFinding): Why | null {
  if (run?.state === "gave_up") {
    return { cause: "gave_up", rule: run.reason === "crash loop" ? "crash_loop" : "gave_up", detail: run.reason };
  }
  if (run?.end) {
    const { code, signal } = run.end;
    const template = templateOf(tick, session);
    // The runner goes by what its launch file said, whatever has been edited since.
    const { restart_policy = restartPolicy(template), success_exit_codes = template.success_exit_codes } =
      session.launch?.made_of ?? {};
    const rules = { policy: restart_policy, success_exit_codes };
    const hungUp = signal === "SIGHUP" || code === 129;
    const restarting = run.state === "restarting";
    const between = !run.shell && !run.closed && (restarting || shouldRestart(rules, run.end));
    if (pane.state === "gone" && !run.shell && (hungUp || between || restarting)) return whyGone(tick, run, pane);
    if (between) return null;
    // What the runner had to say of a run, such as a port that was taken, may be why it has failed.
    const note = run.note === "" || isSuccess(run.end, template.success_exit_codes) ? "" : ` (${run.note})`;
    return signal === null
      ? { cause: "exited", rule: "exited", detail: `ended with code ${code}${note}` }
      : { cause: "signalled", rule: "exited", detail: `ended by ${signal}${note}` };
  }
  if (pane.state === "gone") return whyGone(tick, run, pane);
  if (pane.state === "unknown") return null;
  const lives = runnerLives(tick.seen, session);
  const proven = run === null || !startedWhileObserving(tick, session, run);
  if ((lives === false && proven) || (run?.closed && lives !== true)) {
    const detail = "its pane is there, but what runs in it is not what was started";
    return { cause: "lost", rule: "runner_gone", detail };
  }
  return null;
}

function whyGone(tick: TickContext, run: Launched | null, pane: PaneFinding & { state: "gone" }): Why {
  if ((tick.seen.observation.booted_at ?? 0) > (run?.started_at ?? tick.now)) {
    return { cause: "lost", rule: "machine_restarted", detail: "the machine has been restarted" };
  }
  return pane.with_iterm
    ? { cause: "lost", rule: "iterm_gone", detail: "iTerm2 is not running any more" }
    : { cause: "closed", rule: "pane_gone", detail: "its pane was closed" };
}

function betweenRuns(tick: TickContext, session: SessionIn<"up">, { code, signal }: RunEnd): ManagedSession {
  if (session.phase.restarting) return session;
  return put(tick, {
    ...session,
    exit_code: code,
    exit_signal: signal,
    attention: null,
    verdict: null,
    phase: { ...session.phase, restarting: true, ready_at: null },
  });
}
