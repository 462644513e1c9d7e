import type { Place } from "../model/action.ts";
import type { ManagedSession } from "../model/session.ts";
import type { SessionTemplate } from "../model/template.ts";
import { isIdleShell, paneOf, processesOf } from "./look.ts";
import { parentOf, type ProjectPlan } from "./order.ts";
import { desiredProject, type Turn } from "./turn.ts";

/** The sessions of one project by template id, as they stand at this point of the tick. */
export type Siblings = ReadonlyMap<string, ManagedSession>;

/**
 * Where a session comes to be: again in the pane that its last run left to an idle shell; else split from its parent,
 * or from a pane that was split from it and still stands; else in a tab beside the project's others.
 */
export function placeOf(
  turn: Turn,
  plan: ProjectPlan,
  session: ManagedSession,
  template: SessionTemplate,
  siblings: Siblings,
): Place {
  const own = paneOf(turn.look, session);
  if (own.state === "there" && isIdleShell(processesOf(turn.look, session))) {
    return { kind: "reuse", iterm_session_id: own.pane.seen.id };
  }
  const parent = siblings.get(parentOf(template) ?? "");
  if (parent && hasPane(turn, parent)) return { kind: "split", of: parent.id, direction: directionOf(template) };

  for (const childId of plan.neededBy.get(template.id) ?? []) {
    const child = siblings.get(childId);
    const childTemplate = plan.templates.get(childId);
    if (!child || !childTemplate || parentOf(childTemplate) !== template.id || !hasPane(turn, child)) continue;
    return { kind: "split", of: child.id, direction: directionOf(childTemplate) };
  }
  const beside = plan.start.flatMap((id) => {
    const sibling = siblings.get(id);
    return sibling && sibling.id !== session.id && hasPane(turn, sibling) ? [sibling.id] : [];
  });
  const otherwise = desiredProject(turn, session.project_id)?.window === "new" ? "new_window" : "current_window";
  return { kind: "tab", beside, otherwise };
}

/** A horizontal pane lies below its parent, a vertical one beside it. */
function directionOf({ layout }: SessionTemplate): "horizontal" | "vertical" {
  return layout === "pane_horizontal" ? "horizontal" : "vertical";
}

/** Whether a session has a pane, or gets one earlier in this very tick. */
function hasPane(turn: Turn, session: ManagedSession): boolean {
  switch (session.phase.name) {
    case "launching":
      return session.phase.requested_at === turn.now || session.iterm_session_id !== null;
    case "up":
      return session.iterm_session_id !== null && paneOf(turn.look, session).state !== "gone";
    case "ended":
      return session.phase.pane_open && paneOf(turn.look, session).state === "there";
    case "pending":
    case "skipped":
    case "stopping":
      return false;
  }
}
