import type { Action } from "../model/action.ts";
import type { SignalName } from "../model/message.ts";
import type { ProcessRow } from "../model/observation.ts";
import type { ManagedSession } from "../model/session.ts";
import type { SessionTemplate } from "../model/template.ts";
import { endedNow, toEnded, toPending } from "./session-transitions.ts";
import { isIdleShell } from "../model/process-rows.ts";
import { paneOf, processesOf, runnerLives, type PaneFinding } from "./indexed-observation.ts";
import { groupsOf, membersOf, namesOf } from "./process-tree.ts";
import type { ProjectPlan } from "./order.ts";
import { journalOf } from "./reconcile.ts";
import { desiredProject, put, templateOf, wantOf, type TickContext } from "./tick-context.ts";

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
export function stopSessions(
  tick: TickContext,
  plan: ProjectPlan,
  sessions: ReadonlyMap<string, ManagedSession>,
): void {
  /** Template ids that are still going: whoever must stop after them waits. */
  const live = new Set<string>();
  let liveOpened = false;
  let liveClosing = false;
  const orphans = [...sessions.keys()].filter((id) => !plan.templates.has(id));

  for (const id of [...plan.stop, ...orphans]) {
    const session = sessions.get(id);
    if (!session || !isToStop(tick, session)) continue;
    const serial = plan.closes.size > 0;
    const blocked =
      (serial ? liveClosing : liveOpened && (!plan.opens.has(id) || plan.templates.get(id)?.wait_for_ready)) ||
      (!plan.closes.has(id) && plan.neededBy.get(id)?.some((dependent) => live.has(dependent)));
    const after = blocked && session.phase.name !== "stopping" ? session : stopOne(tick, session);
    if (blocked && session.phase.name !== "stopping") tick.moving = true;
    if (!delaysOthers(tick, after)) continue;
    live.add(id);
    liveOpened ||= plan.opens.has(id);
    liveClosing ||= plan.closes.has(id);
  }
}

/** A session of a project whose configuration is not there cannot be ordered: it is only followed. */
export function isToStop(tick: TickContext, session: ManagedSession): boolean {
  const { phase } = session;
  if (phase.name === "stopping") return true;
  const want = wantOf(tick, session.project_id, session.template_id);
  const lives = phase.name === "up" || outlivesItsPane(tick, session);
  if (want === "stopped") return phase.name !== "ended" || lives || paneOf(tick.seen, session).state === "there";
  return want === "running" && lives && wantedGeneration(tick, session) > session.generation;
}

/**
 * Its pane is gone and its runner is not: iTerm2 lets a closed pane's programs live on for 5 s (undo close), and those
 * of a crash until it is back. Beside them it would run twice.
 */
export function outlivesItsPane(tick: TickContext, session: ManagedSession): boolean {
  if (session.phase.name !== "ended" || paneOf(tick.seen, session).state !== "gone") return false;
  return runnerLives(tick.seen, session) === true;
}

/** Whether those that stop after it still have to wait for it. */
function delaysOthers(tick: TickContext, { phase }: ManagedSession): boolean {
  if (phase.name === "stopping") return phase.step === "asked" || tick.now - phase.step_at < FINISH_LIMIT;
  return phase.name === "up" || phase.name === "launching" || (phase.name === "ended" && phase.pane_open);
}

export function wantedGeneration(tick: TickContext, session: ManagedSession): number {
  return desiredProject(tick, session.project_id)?.sessions[session.template_id]?.generation ?? session.generation;
}

function stopOne(tick: TickContext, session: ManagedSession): ManagedSession {
  switch (session.phase.name) {
    case "pending":
    case "skipped": {
      const ended = endedNow(tick, session, "stopped", "stopped", "stopped before it had started");
      return ended.phase.name === "ended" && ended.phase.pane_open ? ask(tick, ended) : ended;
    }
    case "launching":
      return session;
    case "up":
    case "ended":
      return ask(tick, session);
    case "stopping":
      return goOn(tick, session);
  }
}

function ask(tick: TickContext, session: ManagedSession): ManagedSession {
  const { phase } = session;
  const restart = wantOf(tick, session.project_id, session.template_id) === "running";
  const stopping = put(tick, {
    ...session,
    attention: null,
    phase: {
      name: "stopping",
      since: phase.since,
      step: "asked",
      step_at: tick.now,
      then: restart ? "start" : "stay",
      ...(phase.name === "ended" && !outlivesItsPane(tick, session) ? { was: phase.cause } : {}),
      members: namesOf(membersOf(tick.seen, session) ?? []),
    },
  });
  tick.moving = true;
  tick.actions.push(...politely(tick, stopping, templateOf(tick, session)));
  return stopping;
}

/** The template's own command, else its keys, else its signal. */
function politely(tick: TickContext, session: ManagedSession, template: SessionTemplate): Action[] {
  const { id: session_id, project_id, template_id, tty, iterm_session_id } = session;
  if (session.phase.name === "stopping" && session.phase.was) return hangUp(tick, session);
  const asked: Action = { type: "ask_runner_to_stop", session_id };
  if (template.stop_command !== null) return [asked, { type: "run_stop_command", session_id, project_id, template_id }];
  const pane = paneOf(tick.seen, session);
  if (template.stop_keys !== null && iterm_session_id !== null && pane.state === "there") {
    return [asked, { type: "write", session_id, iterm_session_id, text: template.stop_keys, newline: false }];
  }
  if (isPlainShell(template)) return [asked, ...hangUp(tick, session)];
  if (tty === null) return [asked];
  return [asked, { ...signalTo(session_id, tty, template.stop_signal), whom: "foreground" }];
}

const signalTo = (session_id: string, tty: string, signal: SignalName) =>
  ({ type: "signal", session_id, tty, signal }) as const;

/** A shell at its prompt ignores SIGTERM: it is hung up on, as a terminal does when its window closes. */
function hangUp(tick: TickContext, session: ManagedSession): Action[] {
  const { id: session_id, tty } = session;
  const seen = processesOf(tick.seen, session);
  if (tty === null || !seen || seen.length === 0) return [];
  return [{ ...signalTo(session_id, tty, "SIGHUP"), whom: "foreground" }];
}

function isPlainShell({ command, stop_command, stop_keys }: SessionTemplate): boolean {
  return command.trim() === "" && stop_command === null && stop_keys === null;
}

function goOn(tick: TickContext, session: ManagedSession): ManagedSession {
  if (session.phase.name !== "stopping") return session;
  const then = wantOf(tick, session.project_id, session.template_id) === "running" ? "start" : "stay";
  const members = membersOf(tick.seen, session);
  const phase = { ...session.phase, then, ...(members ? { members: namesOf(members) } : {}) } as const;
  const now = put(tick, { ...session, phase });
  const pane = paneOf(tick.seen, session);
  const alive = members === null ? journalOf(tick, session)?.closed !== true : members.length > 0;

  if (then === "start" && pane.state === "there" && shellOnlySince(tick, now) !== null) {
    if (isIdleShell(processesOf(tick.seen, session))) return finish(tick, now, then, true);
  }
  if (alive && !(members === null && pane.state === "gone")) return endure(tick, now, members ?? []);
  if (pane.state === "unknown") {
    tick.moving = true;
    return now;
  }
  if (pane.state === "gone") return finish(tick, now, then);
  return closePane(tick, now, pane);
}

/** Something of it lives. */
function endure(tick: TickContext, session: ManagedSession, members: ProcessRow[]): ManagedSession {
  const { phase, tty } = session;
  if (phase.name !== "stopping") return session;
  const template = templateOf(tick, session);
  const over = shellOnlySince(tick, session);
  const limit = template.stop_timeout_seconds * 1000;
  // What has left the terminal, or outlived it, has not been asked yet.
  const strays = members.length > 0 && processesOf(tick.seen, session)?.length === 0;
  if (strays && phase.step === "asked" && phase.strays_asked_at === undefined && tty !== null) {
    tick.actions.push({
      ...signalTo(session.id, tty, template.stop_signal),
      whom: "groups",
      groups: groupsOf(members),
    });
    tick.moving = true;
    return put(tick, { ...session, phase: { ...phase, strays_asked_at: tick.now } });
  }
  const since = phase.strays_asked_at ?? phase.step_at;
  const polite = over === null || strays ? since + limit : Math.max(over, since) + Math.min(SHELL_LIMIT, limit);
  const deadline = Math.max(polite, (session.launch?.requested_at ?? 0) + MIN_LIFE);
  const waited = tick.now - phase.step_at;
  if (phase.step === "asked" && tick.now < deadline) {
    // What ran in the shell goes first, then the shell itself.
    if (over !== null || isPlainShell(template)) tick.actions.push(...hangUp(tick, session));
    tick.moving = true;
    return session;
  }
  if (tty !== null) {
    const whom = strays ? "groups" : "everyone";
    tick.actions.push({ ...signalTo(session.id, tty, "SIGKILL"), whom, groups: groupsOf(members) });
  }
  if (phase.step !== "killed") {
    tick.moving = true;
    return put(tick, { ...session, phase: { ...phase, step: "killed", step_at: tick.now } });
  }
  if (waited < FINISH_LIMIT) tick.moving = true;
  const pids = members.map(({ pid }) => pid).join(", ");
  const detail = `killed, but not gone: ${pids || "processes unknown"}`;
  return put(tick, { ...session, evidence: { source: "tty", rule: "survives_kill", at: phase.step_at, detail } });
}

/** Since when (ms) its command is over and only the shell that was left behind is there; null: it is not so. */
function shellOnlySince(tick: TickContext, session: ManagedSession): number | null {
  const { phase } = session;
  if (phase.name === "stopping" && phase.was) return phase.step_at;
  const run = journalOf(tick, session);
  // A runner that was started from a shell leaves that shell behind.
  const left = run?.shell || (run?.closed && isIdleShell(processesOf(tick.seen, session)));
  return left && run.end ? run.end.ended_at : null;
}

/** None of its processes lives: the pane may go. */
function closePane(
  tick: TickContext,
  session: ManagedSession,
  { pane }: PaneFinding & { state: "there" },
): ManagedSession {
  const { phase } = session;
  if (phase.name !== "stopping") return session;
  tick.actions.push({ type: "close_pane", session_id: session.id, iterm_session_id: pane.seen.id });
  const step_at = phase.step === "closing" ? phase.step_at : tick.now;
  if (tick.now - step_at < FINISH_LIMIT) tick.moving = true;
  return put(tick, { ...session, phase: { ...phase, step: "closing", step_at } });
}

/** `pane_open`: its pane stays, to be used again. */
function finish(tick: TickContext, session: ManagedSession, then: "stay" | "start", pane_open = false): ManagedSession {
  const ended = toEnded(tick, session, {
    cause: "stopped",
    at: tick.now,
    code: session.exit_code,
    signal: session.exit_signal,
    pane_open,
    evidence: { source: "request", rule: "stopped", at: tick.now, detail: "stopped as asked" },
  });
  if (then === "stay") return ended;
  return toPending(tick, ended, wantedGeneration(tick, ended), "about to start again");
}
