import type { ManagedSession, Phase } from "../model/session.ts";
import { isGone, isIn, isPresent } from "../model/session-state.ts";
import { projectClosed, projectOpened } from "./events.ts";
import { paneOf } from "./indexed-observation.ts";
import type { ProjectPlan } from "./project-plan.ts";
import { desiredProject, sessionsOf, type TickContext } from "./tick-context.ts";
import { editProject } from "./desired-sessions.ts";

/** Publishes which projects have opened or closed in this tick, and gives those that are open now. */
export function announceProjects(tick: TickContext, open: string[]): string[] {
  const announced = new Set(open);
  for (const [id, { want, changed_at }] of Object.entries(tick.desired.projects)) {
    const sessions = [...sessionsOf(tick, id).values()];
    if (want === "open" && !announced.has(id) && hasOpened(sessions)) {
      announced.add(id);
      tick.events.push(projectOpened(id, changed_at, tick.now));
    }
    if (want === "open" || !announced.has(id)) continue;
    const left = sessions.filter((session) => !isGone(session));
    if (want === "closed" && left.length > 0) continue;
    announced.delete(id);
    const running = left.filter(isPresent).map((session) => session.id);
    tick.events.push(projectClosed(id, running, changed_at, tick.now));
  }
  return [...announced];
}

/** Something of it is up, or nothing of it is on its way any more. */
function hasOpened(sessions: ManagedSession[]): boolean {
  return some(sessions, "up") || !some(sessions, "pending", "launching", "stopping");
}

function some(sessions: Iterable<ManagedSession>, ...names: Phase["name"][]): boolean {
  return [...sessions].some((session) => isIn(session, ...names));
}

/**
 * Brings a project to the front once the panes that could come up at once have done so: the pane that was selected
 * last if it is one of its, else the first of the start order. Returns our id of the session that was selected.
 */
export function bringToFront(tick: TickContext, plan: ProjectPlan, selected: string | null): string | null {
  const { id } = plan.project;
  const desired = desiredProject(tick, id);
  if (desired?.want !== "open" || !desired.front) return selected;
  const sessions = sessionsOf(tick, id);
  if (some(sessions.values(), "launching")) return selected;
  const shown = plan.start.flatMap((template) => {
    const session = sessions.get(template);
    if (!session) return [];
    const pane = paneOf(tick.seen, session);
    return pane.state === "there" ? [{ session, guid: pane.pane.id }] : [];
  });
  const front = shown.find(({ session }) => session.id === selected) ?? shown[0];
  if (!front && some(sessions.values(), "up", "pending")) {
    tick.moving ||= some(sessions.values(), "up");
    return selected;
  }
  if (front) tick.actions.push({ type: "focus", iterm_session_id: front.guid });
  tick.desired = editProject(tick.desired, id, (project) => ({ ...project, front: false }));
  return front?.session.id ?? selected;
}
