import type { Action } from "../model/action.ts";
import type { DesiredState } from "../model/desired.ts";
import type { Event } from "../model/event.ts";
import { differs, launchDefinition } from "../model/launch-definition.ts";
import type { Observation } from "../model/observation.ts";
import type { Project } from "../model/project.ts";
import type { RuntimeState } from "../model/runtime.ts";
import type { ManagedSession } from "../model/session.ts";
import { isIn } from "../model/session-state.ts";
import type { Settings } from "../model/settings.ts";
import { countTimeAwake } from "./counted-time.ts";
import { appendEvents, statusChanged } from "./events.ts";
import { followLaunch } from "./launching.ts";
import { indexObservation } from "./indexed-observation.ts";
import { deliverMessages } from "./messages.ts";
import { notifyOf } from "./notifications.ts";
import { progress } from "./progress.ts";
import { announceProjects, bringToFront } from "./projects.ts";
import { hasJustStarted, readyDeadline } from "./readiness.ts";
import { reconcile } from "./reconcile.ts";
import { startSessions } from "./start.ts";
import { statusWhileNotUp } from "./status.ts";
import { stopSessions } from "./stop.ts";
import { recentFirings } from "./trigger-rate-limit.ts";
import { fireTriggers } from "./triggers.ts";
import { planFor, put, templateOf, type TickContext } from "./tick-context.ts";
import { windowEvents, windowsOf } from "./windows.ts";

export interface DecideInput {
  desired: DesiredState;
  /** By id. A project that is not here (its entry is damaged) has its sessions left as they are. */
  projects: Record<string, Project>;
  settings: Settings;
  previous: RuntimeState;
  observation: Observation;
  /** ms since the epoch. */
  now: number;
  /** Local time as minutes since midnight, for the quiet hours. */
  minute_of_day: number;
}

export interface Decision {
  /** What was desired, with what triggers added to it; the very same object if nothing was. */
  desired: DesiredState;
  next: RuntimeState;
  /** In the order in which they are to be done: a split comes after the launch of the pane it splits. */
  actions: Action[];
  /** Also at the end of `next.outbox`. */
  events: Event[];
  /** Nothing is under way that can still move by itself soon. */
  settled: boolean;
}

/**
 * What follows from what is desired, what was known and what is seen. Pure: the same input gives the same answer.
 * `next` is to be saved before `actions` are done; `applyResults` then takes in what became of them.
 */
export function decide(input: DecideInput): Decision {
  const { previous, observation, now } = input;
  const tick = begin(input);

  countTimeAwake(tick);
  for (const session of [...tick.sessions.values()]) follow(tick, session);
  fireTriggers(tick);

  let selected = previous.selected_session_id;
  for (const id of new Set([...Object.keys(tick.desired.projects), ...tick.byProject.keys()])) {
    const plan = planFor(tick, id);
    if (!plan) continue;
    stopSessions(tick, plan);
    startSessions(tick, plan);
    selected = bringToFront(tick, plan, selected);
  }

  const sessions = finish(tick, previous);
  const dropped = deliverMessages(tick);
  const open_projects = announceProjects(tick, previous.open_projects);
  const windows = windowsOf(observation.terminal, previous.windows, tick.sessions.values());
  // The tabs that the very first tick sees were there before: no event is due for them.
  if (previous.ticked_at > 0) tick.events.push(...windowEvents(previous.windows, windows, now));
  notifyOf(tick, dropped, input.minute_of_day);

  const next: RuntimeState = {
    ...previous,
    sessions,
    messages: tick.messages,
    windows,
    connection: observation.terminal.state === "running" ? "connected" : observation.terminal.state,
    outbox: appendEvents(previous.outbox, tick.events),
    open_projects,
    selected_session_id: selected,
    ticked_at: now,
    trigger_firings: recentFirings(tick),
  };
  return { desired: tick.desired, next, actions: tick.actions, events: tick.events, settled: !tick.moving };
}

function begin({ desired, projects, settings, previous, observation, now }: DecideInput): TickContext {
  const tick: TickContext = {
    now,
    ticked_at: previous.ticked_at,
    seen: indexObservation(observation),
    projects,
    settings,
    plans: new Map(),
    desired,
    sessions: new Map(),
    byProject: new Map(),
    started: new Set(),
    messages: previous.messages,
    trigger_firings: previous.trigger_firings ?? {},
    actions: [],
    events: [],
    changes: [],
    moving: false,
  };
  for (const session of Object.values(previous.sessions)) put(tick, session);
  return tick;
}

/** What is seen of one session. A launch that has come up, and perhaps ended already, is taken in at once. */
function follow(tick: TickContext, known: ManagedSession): void {
  const before = countWait(tick, known);
  const ran = !isIn(before, "ended", "stopping");
  const launched = isIn(before, "launching") ? followLaunch(tick, before) : before;
  progress(tick, reconcile(tick, launched), ran);
}

/** Time spent waiting for the user, since the tick before. */
function countWait(tick: TickContext, session: ManagedSession): ManagedSession {
  if (session.attention !== "waiting" || !isIn(session, "up")) return session;
  const waited_ms = session.waited_ms + Math.max(0, tick.now - tick.ticked_at);
  return put(tick, { ...session, waited_ms });
}

/** The sessions as they are shown, with an event for each status that changed. */
function finish(tick: TickContext, previous: RuntimeState): Record<string, ManagedSession> {
  const sessions: Record<string, ManagedSession> = {};
  for (const session of tick.sessions.values()) {
    const before = previous.sessions[session.id];
    const { status, evidence } = statusWhileNotUp(session, tick.now);
    const changed = before?.status !== status;
    const status_since = changed ? tick.now : session.status_since;
    const outdated = isOutdated(tick, session);
    const same = session.status === status && session.evidence === evidence && (session.outdated ?? false) === outdated;
    const current = !changed && same ? session : { ...session, status, evidence, status_since, outdated };
    if (changed) tick.events.push(statusChanged(current, before?.status ?? null, tick.now));
    if (isBecomingReady(tick, current)) tick.moving = true;
    sessions[current.id] = put(tick, current);
  }
  return sessions;
}

/** Whether it runs by settings that have been edited since. */
function isOutdated(tick: TickContext, session: ManagedSession): boolean {
  const made_of = session.launch?.made_of;
  if (!made_of || !isIn(session, "launching", "up")) return false;
  const plan = planFor(tick, session.project_id);
  const template = plan?.templates.get(session.template_id);
  if (!plan || !template) return false;
  return differs(made_of, launchDefinition(plan.project, template, tick.settings.default_shell));
}

/** Also between two runs of its command: the runner goes on by itself until it is up or given up. */
function isBecomingReady(tick: TickContext, session: ManagedSession): boolean {
  if (!isIn(session, "up")) return session.elsewhere === "awaited";
  if (session.phase.restarting) return true;
  const template = templateOf(tick, session);
  const deadline = readyDeadline(session, template);
  return hasJustStarted(session.phase, template, tick.now) || (deadline !== null && tick.now < deadline);
}
