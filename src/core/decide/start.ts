import type { LaunchAction } from "../model/action.ts";
import type { ManagedSession } from "../model/session.ts";
import { isWaitingToStart } from "../model/session-state.ts";
import type { SessionTemplate } from "../model/template.ts";
import { holds } from "./dependencies.ts";
import { giveUpLaunch, launchToken } from "./launching.ts";
import { newSession, toPending } from "./session-transitions.ts";
import { processesOf } from "./indexed-observation.ts";
import { parentOf, type ProjectPlan } from "./order.ts";
import { placementOf, type Siblings } from "./pane-placement.ts";
import { isOverdue } from "./readiness.ts";
import { adopt } from "./reconcile.ts";
import { outlivesItsPane, wantedGeneration } from "./stop.ts";
import { desiredProject, put, wantOf, type TickContext } from "./tick-context.ts";

/** What stands between a session and its start. `moving`: it will be out of the way, or not, soon. */
type Readiness = { go: true } | { go: false; never: boolean; reason: string; moving: boolean };

const GO: Readiness = { go: true };
const wait = (reason: string, moving = false): Readiness => ({ go: false, never: false, reason, moving });
const never = (reason: string): Readiness => ({ go: false, never: true, reason, moving: false });

/**
 * Starts, in order, what is wanted, does not run and has nothing in its way; all of it in this tick. What can never
 * start as things stand is skipped with the reason, and asked again whenever that changes.
 */
export function startSessions(tick: TickContext, plan: ProjectPlan, siblings: Map<string, ManagedSession>): void {
  /** Those at the head of the start-up sequence that everything after them waits for. */
  const barriers: string[] = [];
  for (const id of plan.start) {
    const template = plan.templates.get(id)!;
    if (wantOf(tick, plan.project.id, id) === "running") {
      const session = toStart(tick, plan, template, siblings.get(id));
      const after =
        session && isWaitingToStart(session) ? startOne(tick, plan, template, session, siblings, barriers) : session;
      if (after) siblings.set(id, after);
    }
    const after = siblings.get(id);
    if (plan.opens.has(id) && template.wait_for_ready && after && holdsUp(tick, after, template)) {
      barriers.push(template.name);
    }
  }
  skipRemoved(tick, plan, siblings);
}

/** The session if it is, or becomes, one that is to be started. */
function toStart(
  tick: TickContext,
  plan: ProjectPlan,
  template: SessionTemplate,
  session: ManagedSession | undefined,
): ManagedSession | null {
  const wish = desiredProject(tick, plan.project.id)!.sessions[template.id]!;
  if (!session) return adopt(tick, put(tick, newSession(plan.project.id, template, wish, tick.now)));
  const { phase } = session;
  const named = session.name === template.name ? session : put(tick, { ...session, name: template.name });
  if (isWaitingToStart(session)) {
    return wish.generation > session.generation ? toPending(tick, named, wish.generation, "about to start") : named;
  }
  if (phase.name === "ended" && wish.generation > session.generation && !outlivesItsPane(tick, session)) {
    return toPending(tick, named, wish.generation, "about to start");
  }
  // Nothing of a launch under way has run yet: it serves the newer wish as well.
  if (phase.name === "launching" && wish.generation > session.generation) {
    put(tick, { ...named, generation: wish.generation });
  }
  return null;
}

function startOne(
  tick: TickContext,
  plan: ProjectPlan,
  template: SessionTemplate,
  session: ManagedSession,
  siblings: Siblings,
  barriers: string[],
): ManagedSession {
  const readiness = readinessOf(tick, plan, template, siblings, barriers);
  const hopeless = !readiness.go && readiness.never;
  const given = hopeless ? null : giveUpLaunch(tick, session);
  if (given) return given;
  if (readiness.go) return launch(tick, plan, template, session, siblings);
  if (readiness.moving) tick.moving = true;
  const name = readiness.never ? "skipped" : "pending";
  const { phase } = session;
  const since = phase.name === name ? phase.since : tick.now;
  // That its own launch was refused before does not count once what it needs is there again.
  const former = session.launch && { ...session.launch, tries: 0, problem: null, hopeless: false };
  const forgotten = readiness.never ? { launch: former } : {};
  return put(tick, { ...session, ...forgotten, phase: { name, since, reason: readiness.reason } });
}

function readinessOf(
  tick: TickContext,
  plan: ProjectPlan,
  template: SessionTemplate,
  siblings: Siblings,
  barriers: string[],
): Readiness {
  if (plan.cycle?.includes(template.id)) return never(`needs itself: ${plan.cycle.join(" → ")}`);
  const needs = [parentReady(tick, plan, template, siblings), ...dependenciesReady(tick, plan, template, siblings)];
  // What can never hold counts before what may yet: nobody waits in vain.
  const hopeless = needs.find((need) => !need.go && need.never);
  const waiting = hopeless ?? needs.find((need) => !need.go);
  if (waiting) return waiting;
  if (barriers.length > 0 && plan.opens.has(template.id)) {
    return wait(`waits for '${barriers.at(-1)}' to be ready`);
  }
  if (tick.seen.observation.terminal.state === "unknown") return wait("waits for iTerm2 to answer", true);
  return GO;
}

/** The parent's pane must be there to be split, unless it has gone for good: then a tab will do. */
function parentReady(tick: TickContext, plan: ProjectPlan, template: SessionTemplate, siblings: Siblings): Readiness {
  const parentId = parentOf(template);
  const parentTemplate = parentId === null ? undefined : plan.templates.get(parentId);
  if (!parentTemplate) return GO;
  const parent = siblings.get(parentTemplate.id);
  const name = `'${parentTemplate.name}'`;
  switch (parent?.phase.name) {
    case "pending":
      return wait(`its pane is split from ${name}, which has not started: ${parent.phase.reason}`);
    case "stopping":
      return parent.phase.then === "start" ? wait(`its pane is split from ${name}, which is being restarted`) : GO;
    case "skipped":
      return never(`its pane is split from ${name}, which was skipped: ${parent.phase.reason}`);
    case "launching": {
      const asked = parent.iterm_session_id !== null || parent.phase.requested_at === tick.now;
      return asked ? GO : wait(`its pane is split from ${name}, which has not come up yet`);
    }
    case "ended":
      return parent.phase.cause === "launch_failed"
        ? never(`its pane is split from ${name}, which did not start: ${parent.evidence.detail}`)
        : GO;
    case "up":
    case undefined:
      return GO;
  }
}

function dependenciesReady(
  tick: TickContext,
  plan: ProjectPlan,
  template: SessionTemplate,
  siblings: Siblings,
): Readiness[] {
  const dependencies = plan.dependencies.get(template.id) ?? [];
  return dependencies.flatMap(({ depends_on, condition }) =>
    depends_on.map((id): Readiness => {
      const target = plan.templates.get(id);
      if (!target) return never(`there is no '${id}' to depend on`);
      const session = siblings.get(id);
      const renewing =
        session !== undefined &&
        wantOf(tick, plan.project.id, id) === "running" &&
        wantedGeneration(tick, session) > session.generation;
      const holding = holds(condition, { template: target, session, renewing }, tick.now);
      switch (holding.holds) {
        case "yes":
          return GO;
        case "not_yet":
          return wait(holding.reason);
        case "never":
          return never(holding.reason);
      }
    }),
  );
}

/** Whether the start-up sequence has to wait for this session: it is on its way and its time is not over. */
function holdsUp(tick: TickContext, session: ManagedSession, template: SessionTemplate): boolean {
  const { phase } = session;
  switch (phase.name) {
    case "pending":
    case "launching":
      return true;
    case "stopping":
      return phase.then === "start";
    case "up": {
      if (phase.ready_at !== null) return false;
      // Each restart begins the limit anew; the start-up sequence waits through restarts, but not longer than once.
      const restarted = phase.restarting || session.restarts > 0;
      const launched_at = session.launch?.requested_at ?? phase.since;
      return restarted
        ? tick.now < launched_at + template.ready_timeout_seconds * 1000
        : !isOverdue(session, template, tick.now);
    }
    case "skipped":
    case "ended":
      return false;
  }
}

function launch(
  tick: TickContext,
  plan: ProjectPlan,
  template: SessionTemplate,
  session: ManagedSession,
  siblings: Siblings,
): ManagedSession {
  const place = placementOf(tick, plan, session, template, siblings);
  const attempt = (session.launch?.attempt ?? 0) + 1;
  const token = launchToken(session.id, session.generation, attempt);
  const action: LaunchAction = {
    type: "launch",
    session_id: session.id,
    project_id: session.project_id,
    template_id: session.template_id,
    token,
    attempt,
    placement: place,
  };
  tick.actions.push(action);
  closeDeadPane(tick, session, place.kind === "reuse");
  tick.moving = true;
  const fresh = place.kind === "reuse" ? {} : { iterm_session_id: null, tty: null, runner_pid: null, reading: null };
  return put(tick, {
    ...session,
    ...fresh,
    errors: [],
    findings: [],
    slow_patterns: [],
    phase: { name: "launching", since: tick.now, token, attempt, requested_at: tick.now },
    launch: {
      token,
      attempt,
      requested_at: tick.now,
      tries: session.launch?.tries ?? 0,
      problem: null,
      hopeless: false,
    },
  });
}

/** A pane that shows "Session Ended" would be left beside the new one. One that the user works in stays. */
function closeDeadPane(tick: TickContext, session: ManagedSession, reused: boolean): void {
  const { iterm_session_id, tty } = session;
  if (reused || iterm_session_id === null || tty === null || !tick.seen.panes.has(iterm_session_id)) return;
  if (processesOf(tick.seen, session)?.length !== 0) return;
  tick.actions.push({ type: "close_pane", session_id: session.id, iterm_session_id });
}

/** Wanted by a configuration that no longer has its template. */
function skipRemoved(tick: TickContext, plan: ProjectPlan, siblings: Siblings): void {
  for (const [id, session] of siblings) {
    if (plan.templates.has(id) || session.phase.name !== "pending") continue;
    put(tick, { ...session, phase: { name: "skipped", since: tick.now, reason: "the project no longer has it" } });
  }
}
