import type { Action } from "../model/action.ts";
import type { SignalName } from "../model/message.ts";
import type { ProcessRow } from "../model/observation.ts";
import type { ManagedSession } from "../model/session.ts";
import type { SessionTemplate } from "../model/template.ts";
import { endedNow, toEnded, toPending } from "./life.ts";
import { isIdleShell, paneOf, processesOf, runnerLives, type PaneFinding } from "./look.ts";
import { groupsOf, membersOf, namesOf } from "./members.ts";
import type { ProjectPlan } from "./order.ts";
import { journalOf } from "./reconcile.ts";
import { desiredProject, put, templateOf, wantOf, type Turn } from "./turn.ts";

/**
 * Stopping: asked politely, given its time, killed, and only when none of its processes is left is its pane closed.
 * Every step but the first is taken again each tick until it is seen to have worked.
 */

/** How long (ms) SIGKILL, or closing a pane, may take before nothing more is waited for; it is still tried. */
export const FINISH_LIMIT = 10_000;

/** How long (ms) the shell that a finished command left behind may take to go. It has no work to finish. */
export const SHELL_LIMIT = 2_000;

/** A session that ends within 3 s of its start makes iTerm2 raise an alert, so nothing is killed sooner than this (ms). */
export const MIN_LIFE = 5_000;

/** The sessions of one project that are not wanted, or wanted afresh, in the order in which they stop. */
export function stopSessions(turn: Turn, plan: ProjectPlan, sessions: ReadonlyMap<string, ManagedSession>): void {
  /** Template ids that are still going: whoever must stop after them waits. */
  const live = new Set<string>();
  let liveOpened = false;
  let liveClosing = false;
  const orphans = [...sessions.keys()].filter((id) => !plan.templates.has(id));

  for (const id of [...plan.stop, ...orphans]) {
    const session = sessions.get(id);
    if (!session || !isToStop(turn, session)) continue;
    const serial = plan.closes.size > 0;
    const blocked =
      (serial ? liveClosing : liveOpened && (!plan.opens.has(id) || plan.templates.get(id)?.wait_for_ready)) ||
      (!plan.closes.has(id) && plan.neededBy.get(id)?.some((dependent) => live.has(dependent)));
    const after = blocked && session.phase.name !== "stopping" ? session : stopOne(turn, session);
    if (blocked && session.phase.name !== "stopping") turn.moving = true;
    if (!isLive(turn, after)) continue;
    live.add(id);
    liveOpened ||= plan.opens.has(id);
    liveClosing ||= plan.closes.has(id);
  }
}

/** A session of a project whose configuration is not there cannot be ordered: it is only followed. */
export function isToStop(turn: Turn, session: ManagedSession): boolean {
  const { phase } = session;
  if (phase.name === "stopping") return true;
  const want = wantOf(turn, session.project_id, session.template_id);
  const lives = phase.name === "up" || outlivesItsPane(turn, session);
  if (want === "stopped") return phase.name !== "ended" || lives || paneOf(turn.look, session).state === "there";
  return want === "running" && lives && wantedGeneration(turn, session) > session.generation;
}

/**
 * Its pane is gone and its runner is not: iTerm2 lets a closed pane's programs live on for 5 s (undo close), and those
 * of a crash until it is back. Beside them it would run twice.
 */
export function outlivesItsPane(turn: Turn, session: ManagedSession): boolean {
  if (session.phase.name !== "ended" || paneOf(turn.look, session).state !== "gone") return false;
  return runnerLives(turn.look, session) === true;
}

/** Whether those that stop after it still have to wait for it. */
function isLive(turn: Turn, { phase }: ManagedSession): boolean {
  if (phase.name === "stopping") return phase.step === "asked" || turn.now - phase.step_at < FINISH_LIMIT;
  return phase.name === "up" || phase.name === "launching" || (phase.name === "ended" && phase.pane_open);
}

export function wantedGeneration(turn: Turn, session: ManagedSession): number {
  return desiredProject(turn, session.project_id)?.sessions[session.template_id]?.generation ?? session.generation;
}

function stopOne(turn: Turn, session: ManagedSession): ManagedSession {
  switch (session.phase.name) {
    case "pending":
    case "skipped": {
      const ended = endedNow(turn, session, "stopped", "stopped", "stopped before it had started");
      return ended.phase.name === "ended" && ended.phase.pane_open ? ask(turn, ended) : ended;
    }
    case "launching":
      return session;
    case "up":
    case "ended":
      return ask(turn, session);
    case "stopping":
      return goOn(turn, session);
  }
}

function ask(turn: Turn, session: ManagedSession): ManagedSession {
  const { phase } = session;
  const restart = wantOf(turn, session.project_id, session.template_id) === "running";
  const stopping = put(turn, {
    ...session,
    attention: null,
    phase: {
      name: "stopping",
      since: phase.since,
      step: "asked",
      step_at: turn.now,
      then: restart ? "start" : "stay",
      ...(phase.name === "ended" && !outlivesItsPane(turn, session) ? { was: phase.cause } : {}),
      members: namesOf(membersOf(turn.look, session) ?? []),
    },
  });
  turn.moving = true;
  turn.actions.push(...politely(turn, stopping, templateOf(turn, session)));
  return stopping;
}

/** The template's own command, else its keys, else its signal. */
function politely(turn: Turn, session: ManagedSession, template: SessionTemplate): Action[] {
  const { id: session_id, project_id, template_id, tty, iterm_session_id } = session;
  if (session.phase.name === "stopping" && session.phase.was) return hangUp(turn, session);
  const asked: Action = { type: "ask_runner_to_stop", session_id };
  if (template.stop_command !== null) return [asked, { type: "run_stop_command", session_id, project_id, template_id }];
  const pane = paneOf(turn.look, session);
  if (template.stop_keys !== null && iterm_session_id !== null && pane.state === "there") {
    return [asked, { type: "write", session_id, iterm_session_id, text: template.stop_keys, newline: false }];
  }
  if (isPlainShell(template)) return [asked, ...hangUp(turn, session)];
  if (tty === null) return [asked];
  return [asked, { ...signalTo(session_id, tty, template.stop_signal), whom: "foreground" }];
}

const signalTo = (session_id: string, tty: string, signal: SignalName) =>
  ({ type: "signal", session_id, tty, signal }) as const;

/** A shell at its prompt ignores SIGTERM: it is hung up on, as a terminal does when its window closes. */
function hangUp(turn: Turn, session: ManagedSession): Action[] {
  const { id: session_id, tty } = session;
  const seen = processesOf(turn.look, session);
  if (tty === null || !seen || seen.length === 0) return [];
  return [{ ...signalTo(session_id, tty, "SIGHUP"), whom: "foreground" }];
}

function isPlainShell({ command, stop_command, stop_keys }: SessionTemplate): boolean {
  return command.trim() === "" && stop_command === null && stop_keys === null;
}

function goOn(turn: Turn, session: ManagedSession): ManagedSession {
  if (session.phase.name !== "stopping") return session;
  const then = wantOf(turn, session.project_id, session.template_id) === "running" ? "start" : "stay";
  const members = membersOf(turn.look, session);
  const phase = { ...session.phase, then, ...(members ? { members: namesOf(members) } : {}) } as const;
  const now = put(turn, { ...session, phase });
  const pane = paneOf(turn.look, session);
  const alive = members === null ? journalOf(turn, session)?.closed !== true : members.length > 0;

  if (then === "start" && pane.state === "there" && shellOnlySince(turn, now) !== null) {
    if (isIdleShell(processesOf(turn.look, session))) return finish(turn, now, then, true);
  }
  if (alive && !(members === null && pane.state === "gone")) return endure(turn, now, members ?? []);
  if (pane.state === "unknown") {
    turn.moving = true;
    return now;
  }
  if (pane.state === "gone") return finish(turn, now, then);
  return closePane(turn, now, pane);
}

/** Something of it lives. */
function endure(turn: Turn, session: ManagedSession, members: ProcessRow[]): ManagedSession {
  const { phase, tty } = session;
  if (phase.name !== "stopping") return session;
  const template = templateOf(turn, session);
  const over = shellOnlySince(turn, session);
  const limit = template.stop_timeout_seconds * 1000;
  // What has left the terminal, or outlived it, has not been asked yet.
  const strays = members.length > 0 && processesOf(turn.look, session)?.length === 0;
  if (strays && phase.step === "asked" && phase.strays_asked_at === undefined && tty !== null) {
    turn.actions.push({
      ...signalTo(session.id, tty, template.stop_signal),
      whom: "groups",
      groups: groupsOf(members),
    });
    turn.moving = true;
    return put(turn, { ...session, phase: { ...phase, strays_asked_at: turn.now } });
  }
  const since = phase.strays_asked_at ?? phase.step_at;
  const polite = over === null || strays ? since + limit : Math.max(over, since) + Math.min(SHELL_LIMIT, limit);
  const deadline = Math.max(polite, (session.launch?.requested_at ?? 0) + MIN_LIFE);
  const waited = turn.now - phase.step_at;
  if (phase.step === "asked" && turn.now < deadline) {
    // What ran in the shell goes first, then the shell itself.
    if (over !== null || isPlainShell(template)) turn.actions.push(...hangUp(turn, session));
    turn.moving = true;
    return session;
  }
  if (tty !== null) {
    const whom = strays ? "groups" : "everyone";
    turn.actions.push({ ...signalTo(session.id, tty, "SIGKILL"), whom, groups: groupsOf(members) });
  }
  if (phase.step !== "killed") {
    turn.moving = true;
    return put(turn, { ...session, phase: { ...phase, step: "killed", step_at: turn.now } });
  }
  if (waited < FINISH_LIMIT) turn.moving = true;
  const pids = members.map(({ pid }) => pid).join(", ");
  const detail = `killed, but not gone: ${pids || "processes unknown"}`;
  return put(turn, { ...session, evidence: { source: "tty", rule: "survives_kill", at: phase.step_at, detail } });
}

/** Since when (ms) its command is over and only the shell that was left behind is there; null: it is not so. */
function shellOnlySince(turn: Turn, session: ManagedSession): number | null {
  const { phase } = session;
  if (phase.name === "stopping" && phase.was) return phase.step_at;
  const run = journalOf(turn, session);
  // A runner that was started from a shell leaves that shell behind.
  const left = run?.shell || (run?.closed && isIdleShell(processesOf(turn.look, session)));
  return left && run.end ? run.end.ended_at : null;
}

/** None of its processes lives: the pane may go. */
function closePane(turn: Turn, session: ManagedSession, { pane }: PaneFinding & { state: "there" }): ManagedSession {
  const { phase } = session;
  if (phase.name !== "stopping") return session;
  turn.actions.push({ type: "close_pane", session_id: session.id, iterm_session_id: pane.seen.id });
  const step_at = phase.step === "closing" ? phase.step_at : turn.now;
  if (turn.now - step_at < FINISH_LIMIT) turn.moving = true;
  return put(turn, { ...session, phase: { ...phase, step: "closing", step_at } });
}

/** `pane_open`: its pane stays, to be used again. */
function finish(turn: Turn, session: ManagedSession, then: "stay" | "start", pane_open = false): ManagedSession {
  const ended = toEnded(turn, session, {
    cause: "stopped",
    at: turn.now,
    code: session.exit_code,
    signal: session.exit_signal,
    pane_open,
    evidence: { source: "request", rule: "stopped", at: turn.now, detail: "stopped as asked" },
  });
  if (then === "stay") return ended;
  return toPending(turn, ended, wantedGeneration(turn, ended), "about to start again");
}
