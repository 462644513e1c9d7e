import type { ProcessRow } from "../model/observation.ts";
import { runnerFileName } from "../model/runner-file-name.ts";
import type { ManagedSession } from "../model/session.ts";
import type { SessionIn } from "../model/session-state.ts";
import { ttyName } from "../model/tty.ts";
import { beginRun, journalOf, type Launched } from "./journal.ts";
import { paneOf } from "./indexed-observation.ts";
import { endedNow, stoppedBeforeItStarted, toPending, toUp } from "./session-transitions.ts";
import { SILENT } from "./status.ts";
import { put, wantOf, type TickContext } from "./tick-context.ts";

/*
 * From "asked of iTerm2" to "the runner has reported". Whoever asked may have been killed at any moment, so only
 * evidence counts: the journal's `started` with this launch's token, and what became of the launch file. A launch is
 * tried again only after its file was revoked, so that no runner can take it any more.
 */

/** How long (ms) a launch file may lie untaken: a cold start of iTerm2 with many restored windows takes that long. */
export const LAUNCH_GRACE = 15_000;

/** How long (ms) a launch whose file is nowhere may still report: its runner has the file and writes its first line. */
export const GONE_GRACE = 3_000;

/** How long (ms) a runner that took its launch may take to report: a login shell's slowest start. */
export const CLAIM_LIMIT = 60_000;

/** How long (ms) a runner that is seen to live may say nothing before it counts as up: its journal cannot be written. */
export const SILENCE_LIMIT = 5_000;

/** How many launches in a row may come to nothing. */
export const MAX_LAUNCHES = 3;

export function followLaunch(tick: TickContext, session: SessionIn<"launching">): ManagedSession {
  const { phase } = session;
  const { token } = session.launch;
  const run = journalOf(tick, session);
  if (run) return toUp(tick, session, run);

  const unwanted = wantOf(tick, session.project_id, session.template_id) === "stopped";
  const state = tick.seen.observation.launches[token];
  const waited = tick.now - phase.since;

  if (phase.revoked_at !== undefined && state === "gone") {
    closeUnusedPane(tick, session);
    if (unwanted) return stoppedBeforeItStarted(tick, session);
    return cameToNothing(tick, session, "nothing started in its pane");
  }
  if (state === "claimed" || state === undefined) {
    tick.moving = true;
    const silent = state === "claimed" && waited >= SILENCE_LIMIT ? silentRun(tick, session) : null;
    if (silent) return toUp(tick, session, silent);
    if (waited < CLAIM_LIMIT) return session;
    const detail = "its runner began but never reported";
    return endedNow(tick, session, { cause: "launch_failed", rule: "never_reported", detail });
  }
  tick.moving = true;
  const grace = state === "offered" && !paneVanished(tick, session) ? LAUNCH_GRACE : GONE_GRACE;
  const again = phase.revoked_at !== undefined && tick.now - phase.revoked_at >= GONE_GRACE;
  if (phase.revoked_at === undefined ? !unwanted && waited < grace : !again) return session;
  tick.actions.push({ type: "revoke_launch", session_id: session.id, token });
  return put(tick, { ...session, phase: { ...phase, revoked_at: tick.now } });
}

/** A launch whose runner is seen at work in its pane, although it does not report. */
function silentRun(tick: TickContext, { iterm_session_id, launch }: SessionIn<"launching">): Launched | null {
  const { token } = launch;
  const script = `/${runnerFileName(token)}.sh`;
  const runs = (row: ProcessRow | undefined) => row?.command.endsWith(script) === true;
  const { byPid, panes, panesByTty } = tick.seen;
  for (const row of byPid.values()) {
    // Its helpers have the same command line.
    if (!runs(row) || row.tty === null || row.pid !== row.pgid || runs(byPid.get(row.ppid))) continue;
    const pane = panes.get(iterm_session_id ?? "") ?? panesByTty.get(ttyName(row.tty));
    if (pane?.tty == null || ttyName(pane.tty) !== ttyName(row.tty)) continue;
    const at = { pid: row.pid, tty: pane.tty, iterm_session_id: pane.id };
    return beginRun({ token, at: tick.now, attempt: 1, ...at, note: SILENT });
  }
  return null;
}

function paneVanished(tick: TickContext, session: ManagedSession): boolean {
  return session.iterm_session_id !== null && paneOf(tick.seen, session).state === "gone";
}

/** The pane that a launch made before it came to nothing; a pane that was there before is left. */
function closeUnusedPane(tick: TickContext, session: ManagedSession): void {
  const { iterm_session_id, tty } = session;
  if (iterm_session_id === null || tty !== null || !tick.seen.panes.has(iterm_session_id)) return;
  tick.actions.push({ type: "close_pane", session_id: session.id, iterm_session_id });
}

/** To be launched again, unless that was tried often enough. */
function cameToNothing(tick: TickContext, session: SessionIn<"launching">, problem: string): ManagedSession {
  // A pane that was there before is its pane still.
  const iterm_session_id = session.tty === null ? null : session.iterm_session_id;
  const pending = toPending(tick, { ...session, iterm_session_id }, session.generation, "to be tried again");
  return put(tick, { ...pending, launch: { ...session.launch, tries: session.launch.tries + 1, problem } });
}

/** Ends a session that is not to be launched again, with the last problem as the reason; null: it may be. */
export function giveUpLaunch(tick: TickContext, session: ManagedSession): ManagedSession | null {
  const { launch } = session;
  if (!launch || (!launch.not_retryable && launch.tries < MAX_LAUNCHES)) return null;
  const detail = launch.problem ?? "it never came up";
  const rule = launch.problem_code === "port_taken" ? "port_taken" : "launch_failed";
  return endedNow(tick, session, { cause: "launch_failed", rule, detail });
}
