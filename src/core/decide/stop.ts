import type { Action } from "../model/action.ts";
import type { SignalName } from "../model/message.ts";
import type { ProcessRow, SeenSession } from "../model/observation.ts";
import type { ManagedSession, StopWay } from "../model/session.ts";
import { isIn, isWaitingToStart, type SessionIn } from "../model/session-state.ts";
import { isIdleShell } from "../model/process-rows.ts";
import type { SessionTemplate } from "../model/session-template.ts";
import { endedNow, stoppedBeforeItStarted, toPending, withStopProblem } from "./session-transitions.ts";
import { paneOf, processesOf, runnerLives } from "./indexed-observation.ts";
import { groupsOf, identitiesOf, processTreeOf } from "./process-tree.ts";
import { journalOf } from "./journal.ts";
import type { ProjectPlan } from "./project-plan.ts";
import {
  desiredGeneration,
  desiredProject,
  put,
  sessionsOf,
  templateOf,
  wantOf,
  type TickContext,
} from "./tick-context.ts";

/*
 * Stopping: it is asked, one way after the other and each with its time, then SIGKILL, and only when none of its
 * processes is left is its pane closed. Every step but asking is taken again each tick until it is seen to have worked.
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
  if (want === "stopped") {
    const paneThere = paneOf(tick.seen, session).state === "there";
    return !isIn(session, "ended") || lives || paneThere || isStopCommandDue(tick, session);
  }
  const afresh = want === "running" && desiredGeneration(tick, session) > session.generation;
  return afresh && (lives || isStoppedFirst(tick, session));
}

/** Its command has ended well by itself and left what it started elsewhere, as `docker compose up -d` does. */
function isStopCommandDue(tick: TickContext, session: ManagedSession): boolean {
  return session.stop_command_due === true && templateOf(tick, session).stop_command !== null;
}

/** A restart stops what its command has started elsewhere before it starts it afresh; a start does not. */
export function isStoppedFirst(tick: TickContext, session: ManagedSession): boolean {
  const desired = desiredProject(tick, session.project_id)?.sessions[session.template_id];
  return desired?.stop_first === true && isStopCommandDue(tick, session);
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
function delaysOthers(tick: TickContext, session: ManagedSession): boolean {
  const { phase } = session;
  if (phase.name === "stopping") return phase.step === "asked" || tick.now - phase.step_at < FINISH_LIMIT;
  if (phase.name === "ended") return phase.pane_open || isStopCommandDue(tick, session);
  return phase.name === "up" || phase.name === "launching";
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
  const over = phase.name === "ended" && !outlivesItsPane(tick, session);
  const due = isStopCommandDue(tick, session);
  const stopping: SessionIn<"stopping"> = put(tick, {
    ...session,
    attention: null,
    stop_command_due: false,
    stop_problem: null,
    phase: {
      name: "stopping",
      since: phase.since,
      step: "asked",
      step_at: tick.now,
      then: afterStop(tick, session),
      ...(over ? { was: phase.cause, shell_at: tick.now } : {}),
      processes: identitiesOf(processTreeOf(tick.seen, session) ?? []),
    },
  });
  tick.moving = true;
  if (!over) {
    tick.actions.push({ type: "ask_runner_to_stop", session_id: session.id });
    return ask(tick, stopping, wayAfter(tick, stopping, null));
  }
  tick.actions.push(...hangUp(tick, stopping));
  return due ? ask(tick, stopping, "command") : stopping;
}

function afterStop(tick: TickContext, session: ManagedSession): "start" | "stay" {
  return wantOf(tick, session.project_id, session.template_id) === "running" ? "start" : "stay";
}

/** The first way that the template and the pane allow after this one, or at all (null). */
function wayAfter(tick: TickContext, session: SessionIn<"stopping">, way: StopWay | null): StopWay {
  const { stop_command, stop_keys } = templateOf(tick, session);
  if (way === null && stop_command !== null) return "command";
  const keys = way !== "keys" && stop_keys !== null && paneOf(tick.seen, session).state === "there";
  return keys ? "keys" : "signal";
}

function ask(tick: TickContext, before: SessionIn<"stopping">, way: StopWay): SessionIn<"stopping"> {
  const session = put(tick, {
    ...before,
    phase: { ...before.phase, way, answer: undefined, step_at: tick.now },
  });
  tick.moving = true;
  const { id: session_id, project_id, template_id, tty, iterm_session_id } = session;
  const template = templateOf(tick, session);
  switch (way) {
    case "command":
      tick.actions.push({ type: "run_stop_command", session_id, project_id, template_id });
      return session;
    case "keys":
      if (iterm_session_id !== null && template.stop_keys !== null) {
        const text = template.stop_keys;
        tick.actions.push({ type: "write", session_id, iterm_session_id, text, newline: false, stops: true });
      }
      return session;
    case "signal":
      if (isPlainShell(template)) tick.actions.push(...hangUp(tick, session));
      else if (tty !== null) {
        tick.actions.push({ ...signalTo(session_id, tty, template.stop_signal), whom: "foreground" });
      }
      return session;
  }
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

function followStop(tick: TickContext, asked: SessionIn<"stopping">): ManagedSession {
  const before = isUnanswered(asked) ? withStopProblem(asked, UNANSWERED, tick.now) : asked;
  const then = afterStop(tick, before);
  const tree = processTreeOf(tick.seen, before);
  const processes = tree ? identitiesOf(tree) : before.phase.processes;
  const shell_at = before.phase.shell_at ?? (isShellOnly(tick, before) ? tick.now : undefined);
  const session = put(tick, { ...before, phase: { ...before.phase, then, processes, shell_at } });
  const pane = paneOf(tick.seen, session);
  const alive = tree === null ? journalOf(tick, session)?.closed !== true : tree.length > 0;

  if (then === "start" && pane.state === "there" && shell_at !== undefined) {
    if (isIdleShell(processesOf(tick.seen, session))) return finish(tick, session, true);
  }
  if (alive && !(tree === null && pane.state === "gone")) return escalate(tick, session, tree ?? []);
  if (pane.state === "gone") return finish(tick, session, false);
  if (pane.state === "there") return closePane(tick, session, pane.pane);
  tick.moving = true;
  return session;
}

/** Whoever ran the stop command of what had ended before was ended meanwhile. There is nothing else to see it by. */
function isUnanswered({ phase, stop_problem }: SessionIn<"stopping">): boolean {
  return phase.was !== undefined && phase.way === "command" && phase.answer === undefined && !stop_problem;
}

const UNANSWERED = "It is not known whether the stop command has run: it was cut short. Run it in a terminal.";

/** Something of it lives: from asking its terminal's processes over asking detached ones to SIGKILL for all. */
function escalate(tick: TickContext, session: SessionIn<"stopping">, tree: ProcessRow[]): ManagedSession {
  const { phase, tty } = session;
  const template = templateOf(tick, session);
  const { shell_at } = phase;
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
    shell_at === undefined || detached ? since + limit : Math.max(shell_at, since) + Math.min(SHELL_LIMIT, limit);
  const deadline = Math.max(graceEnds, (session.launch?.requested_at ?? 0) + MIN_LIFE);
  const { way } = phase;
  if ((way === "command" || way === "keys") && phase.step === "asked" && shell_at === undefined && !detached) {
    if (phase.answer === "failed") return ask(tick, session, wayAfter(tick, session, way));
    if (tick.now >= graceEnds) {
      const said = withStopProblem(session, withoutEffect(way, template), tick.now);
      return ask(tick, said, wayAfter(tick, session, way));
    }
  }
  if (phase.step === "asked" && tick.now < deadline) {
    // What ran in the shell goes first, then the shell itself.
    if (shell_at !== undefined || isPlainShell(template)) tick.actions.push(...hangUp(tick, session));
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

function withoutEffect(way: "command" | "keys", { stop_timeout_seconds }: SessionTemplate): string {
  return `Its stop ${way} did not end it within ${stop_timeout_seconds} s. Give it a longer stop timeout, or other ways to stop.`;
}

/** Its command is over and only the shell that was left behind is there. */
function isShellOnly(tick: TickContext, session: SessionIn<"stopping">): boolean {
  if (session.phase.was) return true;
  const run = journalOf(tick, session);
  // A runner that was started from a shell leaves that shell behind.
  const left = run?.shell || (run?.closed && isIdleShell(processesOf(tick.seen, session)));
  return left === true && run?.end !== null;
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
  const detail = session.stop_problem ?? "stopped as asked";
  const why = { cause: "stopped", rule: "stopped", detail } as const;
  const ended = endedNow(tick, session, why, { code: session.exit_code, signal: session.exit_signal, pane_open });
  if (session.phase.then === "stay") return ended;
  return toPending(tick, ended, desiredGeneration(tick, ended), "about to start again");
}
