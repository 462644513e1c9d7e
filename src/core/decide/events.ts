import type { Event, EventOf } from "../model/event.ts";
import type { EndCause, ManagedSession, OutputEntry, SessionStatus } from "../model/session.ts";
import type { RunEnd } from "./journal.ts";

/*
 * Ids are made of what happened, not of when it was decided: the same thing decided twice has the same id, and is
 * published and stored once.
 */

const iso = (at: number) => new Date(at).toISOString();

const about = ({ id, project_id, template_id }: ManagedSession) => ({ session_id: id, project_id, template_id });

/** Names the nth run of a launch, from 0, or the launch that never came to a run. */
const runName = (session: ManagedSession, run: number | "launch") => `${session.launch?.token ?? session.id}#${run}`;

export function sessionStarted(session: ManagedSession, at: number): EventOf<"session_started"> {
  const id = `session_started:${runName(session, session.restarts)}`;
  return { id, type: "session_started", data: about(session), timestamp: iso(at) };
}

/** The end of a run that the runner followed with another. */
export function runEnded(session: ManagedSession, run: number, end: RunEnd): EventOf<"session_ended"> {
  const data = {
    ...about(session),
    cause: end.signal === null ? ("exited" as const) : ("signalled" as const),
    exit_code: end.code,
    exit_signal: end.signal,
    started_at: iso(end.started_at),
    status: "exited" as const,
    waited_ms: 0,
  };
  return { id: `session_ended:${runName(session, run)}`, type: "session_ended", data, timestamp: iso(end.ended_at) };
}

export function sessionEnded(session: ManagedSession, cause: EndCause, at: number): EventOf<"session_ended"> {
  const { exit_code, exit_signal, started_at, status, waited_ms } = session;
  const data = { ...about(session), cause, exit_code, exit_signal, started_at, status, waited_ms };
  const run = cause === "launch_failed" ? "launch" : session.restarts;
  return { id: `session_ended:${runName(session, run)}`, type: "session_ended", data, timestamp: iso(at) };
}

export function statusChanged(
  session: ManagedSession,
  from: SessionStatus | null,
  at: number,
): EventOf<"session_status_changed"> {
  const data = { ...about(session), from, to: session.status, evidence: session.evidence };
  const id = `session_status_changed:${session.id}:${at}:${session.status}`;
  return { id, type: "session_status_changed", data, timestamp: iso(at) };
}

export function sessionOutput(
  session: ManagedSession,
  entries: OutputEntry[],
  read_at: number,
): EventOf<"session_output"> {
  const id = `session_output:${session.id}:${read_at}`;
  const lines = { output: 0, error: 0, prompt: 0 };
  for (const { entry_type } of entries) lines[entry_type] += 1;
  return { id, type: "session_output", data: { ...about(session), lines }, timestamp: iso(read_at) };
}

export function projectOpened(project_id: string, changed_at: number, at: number): EventOf<"project_opened"> {
  const id = `project_opened:${project_id}:${changed_at}`;
  return { id, type: "project_opened", data: { project_id }, timestamp: iso(at) };
}

export function projectClosed(
  project_id: string,
  left_running: string[],
  changed_at: number,
  at: number,
): EventOf<"project_closed"> {
  const id = `project_closed:${project_id}:${changed_at}`;
  return { id, type: "project_closed", data: { project_id, left_running }, timestamp: iso(at) };
}

/** `app_quit_requested`, for the orchestrator to put in the outbox when the user has chosen. */
export function quitRequested(
  action: EventOf<"app_quit_requested">["data"]["action"],
  at: number,
): EventOf<"app_quit_requested"> {
  return { id: `app_quit_requested:${at}`, type: "app_quit_requested", data: { action }, timestamp: iso(at) };
}

/** Appends what is not there yet. */
export function appendEvents(outbox: Event[], events: Event[]): Event[] {
  if (events.length === 0) return outbox;
  const known = new Set(outbox.map(({ id }) => id));
  return [...outbox, ...events.filter(({ id }) => !known.has(id) && known.add(id))];
}
