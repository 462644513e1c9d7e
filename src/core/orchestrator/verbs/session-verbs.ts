import { randomUUID } from "node:crypto";
import { enqueue } from "../../decide/messages.ts";
import { forgetStopProblems, restartSessions, startSession, stopSession } from "../../decide/desired-state.ts";
import type { Action } from "../../model/action.ts";
import { Fault } from "../../model/fault.ts";
import { ownPortNames, portNames } from "../../model/port-names.ts";
import type { Project } from "../../model/project.ts";
import { sessionIdOf } from "../../model/runtime.ts";
import type { ManagedSession } from "../../model/session.ts";
import { findTemplate } from "../../model/session-templates.ts";
import { newPort, portKey } from "../../variables/assigned-port.ts";
import type { Orchestrator, Report, VerbOptions } from "../contract.ts";
import type { Engine } from "../engine.ts";
import { currentTail } from "./current-tail.ts";
import { keysOf, screenStillAsks } from "./answering.ts";
import { tickUntilSettled } from "./tick-until-settled.ts";
import { outcomeOfStart, outcomeOfStop, type OutcomeOf } from "./report.ts";
import { takenPorts } from "../tick/taken-ports.ts";
import { requireTrust } from "../tick/trusted-resolve.ts";

const goneFault = (session: ManagedSession) =>
  new Fault("gone", `'${session.name}' has no pane in iTerm2 any more.`, {
    advice: "Start it again from its project.",
  });

/** The pane of a session that has one. */
function paneOf(session: ManagedSession): string {
  if (session.iterm_session_id === null) throw goneFault(session);
  return session.iterm_session_id;
}

/**
 * Other ports in place of those of a session that another program has, or of all that it uses if none has. Resolves with
 * the templates to start again: this one, and those that run and name such a port.
 */
async function renewPorts(
  engine: Engine,
  project: Project,
  templateId: string,
  options: VerbOptions,
): Promise<string[]> {
  const { store, processes } = engine.ports;
  const template = findTemplate(project, templateId);
  const names = template ? portNames(project, template) : [];
  const { stored, observation } = await engine.tickOnce({ may_ask: true, signal: options.signal });
  const { runtime } = stored;
  const known = Object.entries(await store.ports());
  const ports = Object.fromEntries(
    names.flatMap((name) => known.flatMap(([key, port]) => (key === portKey(project.id, name) ? [[name, port]] : []))),
  );
  const taken = await takenPorts({ processes, observation, runtime, project_id: project.id, ports });
  const renewed = new Set(taken.length > 0 ? taken.map(({ name }) => name) : names);
  for (const name of renewed) await newPort(store, project.id, name);
  const others = project.session_templates
    .filter((other) => ownPortNames(other).some((name) => renewed.has(name)))
    .map(({ id }) => id)
    .filter((id) => runtime.sessions[sessionIdOf(project.id, id)]?.phase.name === "up");
  return [...new Set([templateId, ...others])];
}

export function sessionVerbs(engine: Engine) {
  const { clock, store } = engine.ports;
  const settleOne = (sessionId: string, outcomeOf: OutcomeOf, options: VerbOptions): Promise<Report> =>
    tickUntilSettled({
      ...engine,
      concerned: (sessions) => sessions.filter(({ id }) => id === sessionId),
      outcomeOf,
      options,
    });

  /** Actions on one session, now; rejects with what became of them. */
  const doOne = (session: ManagedSession, actionFor: (session: ManagedSession) => Action): Promise<void> =>
    doAll(session, (now) => [actionFor(now)]);

  const doAll = async (session: ManagedSession, actionsFor: (session: ManagedSession) => Action[]): Promise<void> => {
    const results = await engine.actNow(({ stored }) => {
      const now = stored.runtime.sessions[session.id];
      if (now === undefined) throw goneFault(session);
      return actionsFor(now);
    });
    for (const result of results) if (!result.ok) throw result.fault;
  };

  const typing = (session: ManagedSession, text: string, newline: boolean): Action => ({
    type: "write",
    session_id: session.id,
    iterm_session_id: paneOf(session),
    text,
    newline,
  });

  return {
    async startSession(projectId, templateId, options = {}) {
      const project = await engine.project(projectId);
      await requireTrust(store, project);
      await engine.edit((stored) => ({ desired: startSession(stored, project, templateId, clock.now()) }));
      return settleOne(sessionIdOf(projectId, templateId), outcomeOfStart, options);
    },

    async stopSession(sessionId, options = {}) {
      const session = await engine.session(sessionId);
      const { project_id, template_id } = session;
      await engine.edit(({ desired, runtime }) => ({
        desired: stopSession(desired, project_id, template_id, clock.now()),
        runtime: forgetStopProblems(runtime, ({ id }) => id === sessionId),
      }));
      return settleOne(sessionId, outcomeOfStop, options);
    },

    async restartSession(sessionId, options = {}) {
      const session = await engine.session(sessionId);
      const project = await engine.project(session.project_id);
      await requireTrust(store, project);
      const ids = [session.template_id];
      await engine.edit((stored) => ({ desired: restartSessions(stored, project, ids, clock.now()) }));
      return settleOne(sessionId, outcomeOfStart, options);
    },

    async takeNewPort(sessionId, options = {}) {
      const session = await engine.session(sessionId);
      const project = await engine.project(session.project_id);
      await requireTrust(store, project);
      const ids = await renewPorts(engine, project, session.template_id, options);
      await engine.edit((now) => ({ desired: restartSessions(now, project, ids, clock.now()) }));
      return settleOne(sessionId, outcomeOfStart, options);
    },

    async focusSession(sessionId) {
      const session = await engine.session(sessionId);
      await doOne(session, (now) => ({ type: "focus", iterm_session_id: paneOf(now) }));
      await engine.edit(({ runtime }) => ({ runtime: { ...runtime, selected_session_id: sessionId } }));
    },

    async nextWaiting() {
      const { runtime } = await engine.stored();
      const waiting = Object.values(runtime.sessions)
        .filter(({ attention }) => attention === "waiting")
        .sort((a, b) => a.status_since - b.status_since || a.id.localeCompare(b.id));
      const after = waiting.findIndex(({ id }) => id === runtime.selected_session_id);
      return waiting[(after + 1) % Math.max(waiting.length, 1)] ?? null;
    },

    async sendText(sessionId, text) {
      await doOne(await engine.session(sessionId), (now) => typing(now, text, true));
    },

    async answer(sessionId, answer, seen) {
      const session = await engine.session(sessionId);
      if (session.attention !== "waiting") return "not_waiting";
      const shown = await screenStillAsks(engine, session, paneOf(session), seen);
      const keys = shown && keysOf(answer, shown);
      if (!keys) return "screen_changed";
      await doAll(session, (now) => keys.map((key) => typing(now, key, false)));
      return "sent";
    },

    async interrupt(sessionId) {
      const session = await engine.session(sessionId);
      await doOne(session, (now) => {
        if (now.tty === null) throw goneFault(now);
        return { type: "signal", session_id: now.id, tty: now.tty, signal: "SIGINT", whom: "foreground" };
      });
    },

    async message(message, when) {
      const now = clock.now();
      // Two commands may send to the same session in the same millisecond.
      const id = `${now}-${message.from_session_id ?? "user"}-${message.to_session_id}-${randomUUID()}`;
      await engine.edit(({ runtime }) => ({
        runtime: { ...runtime, messages: enqueue(runtime.messages, message, { id, when, now }) },
      }));
      await engine.tickOnce({ may_ask: true });
    },

    async readOutput(sessionId, lines) {
      return currentTail(engine, paneOf(await engine.session(sessionId)), lines);
    },
  } satisfies Partial<Orchestrator>;
}
