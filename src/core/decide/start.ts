import { launchDefinition } from "../model/launch-definition.ts";
import type { ManagedSession } from "../model/session.ts";
import { isIn, isWaitingToStart, type SessionIn } from "../model/session-state.ts";
import type { SessionTemplate } from "../model/session-template.ts";
import { blockerIn, type Blocker } from "./dependencies.ts";
import { giveUpLaunch } from "./launching.ts";
import { nextAttempt } from "./journal.ts";
import { newSession, NO_TRIES, toPending, withoutTries } from "./session-transitions.ts";
import { processesOf } from "./indexed-observation.ts";
import { parentOf, type ProjectPlan } from "./project-plan.ts";
import { hasPaneNow, placementOf } from "./pane-placement.ts";
import { isOverdue } from "./readiness.ts";
import { adopt } from "./reconcile.ts";
import { isStoppedFirst, outlivesItsPane } from "./stop.ts";
import { desiredGeneration, desiredProject, put, sessionsOf, wantOf, type TickContext } from "./tick-context.ts";

const wait = (reason: string): Blocker => ({ never: false, reason });
const never = (reason: string): Blocker => ({ never: true, reason });

/**
 * Starts, in order, what is desired, does not run and has nothing in its way; all of it in this tick. What can never
 * start as things stand is skipped with the reason, and asked again whenever that changes.
 */
export function startSessions(tick: TickContext, plan: ProjectPlan): void {
  /** Name of the session in the start-up sequence that everything after it waits for. */
  let barrier: string | null = null;
  for (const id of plan.start) {
    const template = plan.templates.get(id);
    if (!template) continue;
    if (wantOf(tick, plan.project.id, id) === "running") {
      const session = toStart(tick, plan, template);
      if (session) startOne(tick, plan, template, session, barrier);
    }
    const after = sessionsOf(tick, plan.project.id).get(id);
    if (plan.opens.has(id) && template.wait_for_ready && after && holdsUp(tick, after, template)) {
      barrier = template.name;
    }
  }
  skipRemoved(tick, plan);
}

/** The session if it is, or becomes, one that is to be started. */
function toStart(
  tick: TickContext,
  plan: ProjectPlan,
  template: SessionTemplate,
): SessionIn<"pending" | "skipped"> | null {
  const desired = desiredProject(tick, plan.project.id)?.sessions[template.id];
  if (!desired) return null;
  const known = sessionsOf(tick, plan.project.id).get(template.id);
  if (!known) {
    const adopted = adopt(tick, put(tick, newSession(plan.project.id, template, desired, tick.now)));
    return isWaitingToStart(adopted) ? adopted : null;
  }
  const session = known.name === template.name ? known : put(tick, { ...known, name: template.name });
  const afresh = desired.generation > session.generation;
  if (isWaitingToStart(session)) {
    return afresh ? toPending(tick, session, desired.generation, "about to start") : session;
  }
  if (!afresh) return null;
  if (isIn(session, "ended") && !outlivesItsPane(tick, session) && !isStoppedFirst(tick, session)) {
    return toPending(tick, session, desired.generation, "about to start");
  }
  // Nothing of a launch under way has run yet: it serves the newer generation as well.
  if (isIn(session, "launching")) put(tick, { ...session, generation: desired.generation });
  return null;
}

function startOne(
  tick: TickContext,
  plan: ProjectPlan,
  template: SessionTemplate,
  session: SessionIn<"pending" | "skipped">,
  barrier: string | null,
): void {
  const blocker = blockerOf(tick, plan, template, barrier);
  if (!blocker?.never && giveUpLaunch(tick, session)) return;
  if (!blocker) return launch(tick, plan, template, session);
  const { never: skipped, reason, moving } = blocker;
  if (moving) tick.moving = true;
  const name = skipped ? "skipped" : "pending";
  const { phase } = session;
  const since = phase.name === name ? phase.since : tick.now;
  // That its own launch was refused before does not count once what it needs is there again.
  const former = skipped ? withoutTries(session.launch) : session.launch;
  put(tick, { ...session, launch: former, phase: { name, since, reason } });
}

/** What stands between a session and its start; null: nothing. What can never go away counts before what may yet. */
function blockerOf(
  tick: TickContext,
  plan: ProjectPlan,
  template: SessionTemplate,
  barrier: string | null,
): Blocker | null {
  if (plan.cycle?.includes(template.id)) return never(`needs itself: ${plan.cycle.join(" → ")}`);
  const blockers = [parentBlocker(tick, plan, template), ...dependencyBlockers(tick, plan, template)];
  const first = blockers.find((blocker) => blocker?.never) ?? blockers.find((blocker) => blocker !== null);
  if (first) return first;
  if (barrier !== null && plan.opens.has(template.id)) return wait(`waits for '${barrier}' to be ready`);
  if (tick.seen.observation.terminal.state === "unknown") {
    return { never: false, reason: "waits for iTerm2 to answer", moving: true };
  }
  return null;
}

/** The parent's pane must be there to be split, unless it has gone for good: then a tab will do. */
function parentBlocker(tick: TickContext, plan: ProjectPlan, template: SessionTemplate): Blocker | null {
  const parent = sessionsOf(tick, plan.project.id).get(parentOf(template) ?? "");
  const name = plan.templates.get(parent?.template_id ?? "")?.name;
  if (!parent || name === undefined) return null;
  const { phase } = parent;
  switch (phase.name) {
    case "pending":
      return wait(`its pane is split from '${name}', which has not started: ${phase.reason}`);
    case "stopping":
      return phase.then === "start" ? wait(`its pane is split from '${name}', which is being restarted`) : null;
    case "skipped":
      return never(`its pane is split from '${name}', which was skipped: ${phase.reason}`);
    case "launching":
      return hasPaneNow(tick, parent) ? null : wait(`its pane is split from '${name}', which has not come up yet`);
    case "ended":
      return phase.cause === "launch_failed"
        ? never(`its pane is split from '${name}', which did not start: ${parent.evidence.detail}`)
        : null;
    case "up":
      return null;
  }
}

function dependencyBlockers(tick: TickContext, plan: ProjectPlan, template: SessionTemplate): (Blocker | null)[] {
  const dependencies = plan.dependencies.get(template.id) ?? [];
  return dependencies.flatMap(({ depends_on, condition }) =>
    depends_on.map((id) => {
      const target = plan.templates.get(id);
      if (!target) return never(`there is no '${id}' to depend on`);
      const session = sessionsOf(tick, plan.project.id).get(id);
      const renewing =
        session !== undefined &&
        wantOf(tick, plan.project.id, id) === "running" &&
        desiredGeneration(tick, session) > session.generation;
      return blockerIn(condition, { template: target, session, renewing }, tick.now);
    }),
  );
}

/** Whether the start-up sequence has to wait for this session: it is on its way and its time is not over. */
function holdsUp(tick: TickContext, session: ManagedSession, template: SessionTemplate): boolean {
  if (isIn(session, "stopping")) return session.phase.then === "start";
  if (!isIn(session, "up")) return isIn(session, "pending", "launching") || session.elsewhere === "awaited";
  const { phase } = session;
  if (phase.ready_at !== null) return false;
  if (!phase.restarting && session.restarts === 0) return !isOverdue(session, template, tick.now);
  // Each run begins the limit anew; the start-up sequence waits through restarts, but not longer than once.
  const launched_at = session.launch?.requested_at ?? phase.since;
  return tick.now < launched_at + template.ready_timeout_seconds * 1000;
}

function launch(tick: TickContext, plan: ProjectPlan, template: SessionTemplate, session: ManagedSession): void {
  const placement = placementOf(tick, plan, session, template);
  const reused = placement.kind === "reuse";
  const { id: session_id, project_id, template_id } = session;
  const tokenOf = (attempt: number) => `${session_id}.${session.generation}.${attempt}`;
  const attempt = nextAttempt(tick.seen.observation.journals[session_id], session.launch?.attempt ?? 0, tokenOf);
  const token = tokenOf(attempt);
  tick.actions.push({ type: "launch", session_id, project_id, template_id, token, placement });
  if (!reused) closeDeadPane(tick, session);
  tick.moving = true;
  const launching: SessionIn<"launching"> = {
    ...session,
    ...(reused ? {} : { iterm_session_id: null, tty: null, runner_pid: null, reading: null }),
    errors: [],
    findings: [],
    slow_patterns: [],
    phase: { name: "launching", since: tick.now },
    launch: {
      token,
      attempt,
      requested_at: tick.now,
      ...NO_TRIES,
      tries: session.launch?.tries ?? 0,
      made_of: launchDefinition(plan.project, template, tick.settings.default_shell),
    },
  };
  put(tick, launching);
}

/** A pane that shows "Session Ended" would be left beside the new one. One that the user works in stays. */
function closeDeadPane(tick: TickContext, session: ManagedSession): void {
  const { iterm_session_id, tty } = session;
  if (iterm_session_id === null || tty === null || !tick.seen.panes.has(iterm_session_id)) return;
  if (processesOf(tick.seen, session)?.length !== 0) return;
  tick.actions.push({ type: "close_pane", session_id: session.id, iterm_session_id });
}

/** Desired by a configuration that no longer has its template. */
function skipRemoved(tick: TickContext, plan: ProjectPlan): void {
  for (const [id, session] of sessionsOf(tick, plan.project.id)) {
    if (plan.templates.has(id) || !isIn(session, "pending")) continue;
    put(tick, { ...session, phase: { name: "skipped", since: tick.now, reason: "the project no longer has it" } });
  }
}
