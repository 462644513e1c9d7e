import type { Action } from "../model/action.ts";
import type { SignalName } from "../model/message.ts";
import type { ProcessRow, SeenSession } from "../model/observation.ts";
import type { ManagedSession } from "../model/session.ts";
import { isIn, isWaitingToStart, type SessionIn } from "../model/session-state.ts";
import { isIdleShell } from "../model/process-rows.ts";
import type { SessionTemplate } from "../model/session-template.ts";
import { endedNow, stoppedBeforeItStarted, toPending } from "./session-transitions.ts";
import { paneOf, processesOf, runnerLives } from "./indexed-observation.ts";
import { groupsOf, identitiesOf, processTreeOf } from "./process-tree.ts";
import { journalOf } from "./journal.ts";
import type { ProjectPlan } from "./project-plan.ts";
import { desiredGeneration, put, sessionsOf, templateOf, wantOf, type TickContext } from "./tick-context.ts";

/*
 * Stopping: a graceful stop, time for it, SIGKILL, and only when none of its processes is left is its pane closed.
 * Every step but the first is taken again each tick until it is seen to have worked.
 */

/** How long (ms) SIGKILL, or closing a pane, may take before nothing more is waited for; it is still tried. */
export const FINISH_LIMIT = 10_000;

/** How long (ms) the shell that a finished command left behind may take to go. It has no work to finish. */
export const SHELL_LIMIT = 2_000;

/** A session that ends within 3 s of its start makes iTerm2 raise an alert, so nothing is killed sooner than this (ms). */
export const MIN_LIFE = 5_000;

/** Stops, in order, the sessions of one project that are not desired, or desired afresh. */
export function stopSessions(tick: TickContext, plan: ProjectPlan): void {
  const sessions = sessionsOf(tick, plan.project.id);
  /** Template ids that are still going: whoever must stop after them waits. */
  const going = new Set<string>();
  const someGoing = (ids: Iterable<string>) => [...ids].some((id) => going.has(id));
  const removed = [...sessions.keys()].filter((id) => !plan.templates.has(id));

  for (const id of [...plan.stop, ...removed]) {
    const session = sessions.get(id);
    if (!session || !isToStop(tick, session)) continue;
    const last = !plan.opens.has(id) || plan.templates.get(id)?.wait_for_ready;
    const blocked =
      (plan.closes.size > 0 ? someGoing(plan.closes) : last && someGoing(plan.opens)) ||
      (!plan.closes.has(id) && plan.neededBy.get(id)?.some(([needing]) => going.has(needing)));
    const waits = blocked && !isIn(session, "stopping");
    if (waits) tick.moving = true;
    if (delaysOthers(tick, waits ? session : stopOne(tick, session))) going.add(id);
  }
}

function isToStop(tick: TickContext, session: ManagedSession): boolean {
  if (isIn(session, "stopping")) return true;
  const want = wantOf(tick, session.project_id, session.template_id);
  const lives = isIn(session, "up") || outlivesItsPane(tick, session);
  if (want === "stopped") return !isIn(session, "ended") || lives || paneOf(tick.seen, session).state === "there";
  return want === "running" && lives && desiredGeneration(tick, session) > session.generation;
}

/**
 * Its pane is gone and its runner is not: iTerm2 lets a closed pane's programs live on for 5 s (undo close), and those
 * of a crash until it is back. Started beside them, its command would run twice.
 */
export function outlivesItsPane(tick: TickContext, session: ManagedSession): boolean {
  if (!isIn(session, "ended") || paneOf(tick.seen, session).state !== "gone") return false;
  return runnerLives(tick.seen, session) === true;
}

/** Whether those that stop after it still have to wait for it. */
function delaysOthers(tick: TickContext, { phase }: ManagedSession): boolean {
  if (phase.name === "stopping") return phase.step === "asked" || tick.now - phase.step_at < FINISH_LIMIT;
  return phase.name === "up" || phase.name === "launching" || (phase.name === "ended" && phase.pane_open);
}

function stopOne(tick: TickContext, session: ManagedSession): ManagedSession {
  if (isIn(session, "stopping")) return followStop(tick, session);
  if (isIn(session, "up", "ended")) return askToStop(tick, session);
  if (!isWaitingToStart(session)) return session;
  const ended = stoppedBeforeItStarted(tick, session);
  return ended.phase.pane_open ? askToStop(tick, ended) : ended;
}

function askToStop(tick: TickContext, session: SessionIn<"up" | "ended">): ManagedSession {
  const { phase } = session;
  const stopping: SessionIn<"stopping"> = put(tick, {
    ...session,
    attention: null,
    phase: {
      name: "stopping",
      since: phase.since,
      step: "asked",
      step_at: tick.now,
      then: afterStop(tick, session),
      ...(phase.name === "ended" && !outlivesItsPane(tick, session) ? { was: phase.cause } : {}),
      processes: identitiesOf(processTreeOf(tick.seen, session) ?? []),
    },
  });
  tick.moving = true;
  tick.actions.push(...gracefulStop(tick, stopping, templateOf(tick, session)));
  return stopping;
}

function afterStop(tick: TickContext, session: ManagedSession): "start" | "stay" {
  return wantOf(tick, session.project_id, session.template_id) === "running" ? "start" : "stay";
}

/** By the template's own command, else its keys, else its signal. */
function gracefulStop(tick: TickContext, session: SessionIn<"stopping">, template: SessionTemplate): Action[] {
  const { id: session_id, project_id, template_id, tty, iterm_session_id } = session;
  if (session.phase.was) return hangUp(tick, session);
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

/** A shell at its prompt ignores SIGTERM: it gets SIGHUP, which a terminal sends when its window closes. */
function hangUp(tick: TickContext, session: ManagedSession): Action[] {
  const { id: session_id, tty } = session;
  const seen = processesOf(tick.seen, session);
  if (tty === null || !seen || seen.length === 0) return [];
  return [{ ...signalTo(session_id, tty, "SIGHUP"), whom: "foreground" }];
}

function isPlainShell({ command, stop_command, stop_keys }: SessionTemplate): boolean {
  return command.trim() === "" && stop_command === null && stop_keys === null;
}

function followStop(tick: TickContext, before: SessionIn<"stopping">): ManagedSession {
  const then = afterStop(tick, before);
  const tree = processTreeOf(tick.seen, before);
  const processes = tree ? identitiesOf(tree) : before.phase.processes;
  const session = put(tick, { ...before, phase: { ...before.phase, then, processes } });
  const pane = paneOf(tick.seen, session);
  const alive = tree === null ? journalOf(tick, session)?.closed !== true : tree.length > 0;

  if (then === "start" && pane.state === "there" && shellOnlySince(tick, session) !== null) {
    if (isIdleShell(processesOf(tick.seen, session))) return finish(tick, session, true);
  }
  if (alive && !(tree === null && pane.state === "gone")) return escalate(tick, session, tree ?? []);
  if (pane.state === "gone") return finish(tick, session, false);
  if (pane.state === "there") return closePane(tick, session, pane.pane);
  tick.moving = true;
  return session;
}

/** Something of it lives: from asking its terminal's processes over asking detached ones to SIGKILL for all. */
function escalate(tick: TickContext, session: SessionIn<"stopping">, tree: ProcessRow[]): ManagedSession {
  const { phase, tty } = session;
  const template = templateOf(tick, session);
  const shellSince = shellOnlySince(tick, session);
  const limit = template.stop_timeout_seconds * 1000;
  // What has left the terminal, or outlived it, has not been asked yet.
  const detached = tree.length > 0 && processesOf(tick.seen, session)?.length === 0;
  if (detached && phase.step === "asked" && phase.detached_asked_at === undefined && tty !== null) {
    tick.actions.push({ ...signalTo(session.id, tty, template.stop_signal), whom: "groups", groups: groupsOf(tree) });
    tick.moving = true;
    return put(tick, { ...session, phase: { ...phase, detached_asked_at: tick.now } });
  }
  const since = phase.detached_asked_at ?? phase.step_at;
  const graceEnds =
    shellSince === null || detached ? since + limit : Math.max(shellSince, since) + Math.min(SHELL_LIMIT, limit);
  const deadline = Math.max(graceEnds, (session.launch?.requested_at ?? 0) + MIN_LIFE);
  if (phase.step === "asked" && tick.now < deadline) {
    // What ran in the shell goes first, then the shell itself.
    if (shellSince !== null || isPlainShell(template)) tick.actions.push(...hangUp(tick, session));
    tick.moving = true;
    return session;
  }
  if (tty !== null) {
    const whom = detached ? "groups" : "everyone";
    tick.actions.push({ ...signalTo(session.id, tty, "SIGKILL"), whom, groups: groupsOf(tree) });
  }
  if (phase.step !== "killed") {
    tick.moving = true;
    return put(tick, { ...session, phase: { ...phase, step: "killed", step_at: tick.now } });
  }
  if (tick.now - phase.step_at < FINISH_LIMIT) tick.moving = true;
  const pids = tree.map(({ pid }) => pid).join(", ");
  const detail = `killed, but not gone: ${pids || "processes unknown"}`;
  return put(tick, { ...session, evidence: { source: "tty", rule: "survives_kill", at: phase.step_at, detail } });
}

/** Since when (ms) its command is over and only the shell that was left behind is there; null: it is not so. */
function shellOnlySince(tick: TickContext, session: SessionIn<"stopping">): number | null {
  if (session.phase.was) return session.phase.step_at;
  const run = journalOf(tick, session);
  // A runner that was started from a shell leaves that shell behind.
  const left = run?.shell || (run?.closed && isIdleShell(processesOf(tick.seen, session)));
  return left && run.end ? run.end.ended_at : null;
}

/** None of its processes lives: the pane may go. */
function closePane(tick: TickContext, session: SessionIn<"stopping">, pane: SeenSession): ManagedSession {
  const { phase } = session;
  tick.actions.push({ type: "close_pane", session_id: session.id, iterm_session_id: pane.id });
  const step_at = phase.step === "closing" ? phase.step_at : tick.now;
  if (tick.now - step_at < FINISH_LIMIT) tick.moving = true;
  return put(tick, { ...session, phase: { ...phase, step: "closing", step_at } });
}

/** `pane_open`: its pane stays, to be used again. */
function finish(tick: TickContext, session: SessionIn<"stopping">, pane_open: boolean): ManagedSession {
  const why = { cause: "stopped", rule: "stopped", detail: "stopped as asked" } as const;
  const ended = endedNow(tick, session, why, { code: session.exit_code, signal: session.exit_signal, pane_open });
  if (session.phase.then === "stay") return ended;
  return toPending(tick, ended, desiredGeneration(tick, ended), "about to start again");
}
