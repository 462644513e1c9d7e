import type { PanePlacement } from "../model/action.ts";
import type { ManagedSession } from "../model/session.ts";
import type { SessionTemplate } from "../model/session-template.ts";
import { isIdleShell } from "../model/process-rows.ts";
import { paneOf, processesOf } from "./indexed-observation.ts";
import { parentOf, type ProjectPlan } from "./project-plan.ts";
import { desiredProject, sessionsOf, type TickContext } from "./tick-context.ts";

/**
 * Where a session's pane is made: again in the pane that its last run left to an idle shell; else split from its parent,
 * or from a pane that was split from it and is still there; else in a tab beside the project's others.
 */
export function placementOf(
  tick: TickContext,
  plan: ProjectPlan,
  session: ManagedSession,
  template: SessionTemplate,
): PanePlacement {
  const own = paneOf(tick.seen, session);
  if (own.state === "there" && isIdleShell(processesOf(tick.seen, session))) {
    return { kind: "reuse", iterm_session_id: own.pane.id };
  }
  const siblings = sessionsOf(tick, session.project_id);
  const parent = siblings.get(parentOf(template) ?? "");
  if (parent && hasPaneNow(tick, parent)) return { kind: "split", of: parent.id, direction: directionOf(template) };

  for (const [childId] of plan.neededBy.get(template.id) ?? []) {
    const child = siblings.get(childId);
    const childTemplate = plan.templates.get(childId);
    if (!child || !childTemplate || parentOf(childTemplate) !== template.id || !hasPaneNow(tick, child)) continue;
    return { kind: "split", of: child.id, direction: directionOf(childTemplate) };
  }
  const beside = plan.start.flatMap((id) => {
    const sibling = siblings.get(id);
    return sibling && sibling.id !== session.id && hasPaneNow(tick, sibling) ? [sibling.id] : [];
  });
  const otherwise = desiredProject(tick, session.project_id)?.window === "new" ? "new_window" : "current_window";
  return { kind: "tab", beside, otherwise };
}

/** A horizontal pane lies below its parent, a vertical one beside it. */
function directionOf({ layout }: SessionTemplate): "horizontal" | "vertical" {
  return layout === "pane_horizontal" ? "horizontal" : "vertical";
}

/** Whether a session has a pane that stays, or gets one earlier in this very tick. */
export function hasPaneNow(tick: TickContext, session: ManagedSession): boolean {
  const { id, phase, iterm_session_id } = session;
  switch (phase.name) {
    case "launching":
      return iterm_session_id !== null || tick.actions.some((one) => one.type === "launch" && one.session_id === id);
    case "up":
      return paneOf(tick.seen, session).state !== "gone";
    case "ended":
      return phase.pane_open && paneOf(tick.seen, session).state === "there";
    case "pending":
    case "skipped":
    case "stopping":
      return false;
  }
}
