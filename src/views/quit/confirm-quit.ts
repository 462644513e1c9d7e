import { Icon } from "@raycast/api";
import { orchestrator } from "../../core/composition.ts";
import type { QuitAction } from "../../core/model/quit.ts";
import type { QuitPlan } from "../../core/orchestrator/orchestrator.ts";
import { confirmDestructive } from "../feedback/confirm.ts";
import { countOf, listed } from "../format.ts";
import { closesTabs, paneInWords, stops } from "./quit-rows.ts";

/**
 * The plan that a person has agreed to, or null: exactly what was shown, so that a tab which came up meanwhile is none
 * of it. Asked about again, with a plan made anew, for as long as it stops a pane that was not named: which program a
 * script runs at a moment changes all the time. Rejects with a `Fault`.
 */
export async function confirmQuit(action: QuitAction, shown: QuitPlan, windowId?: number): Promise<QuitPlan | null> {
  let plan = shown;
  for (let asked = 0; plan.confirm; asked += 1) {
    const stopped = stops(plan, action, windowId);
    const yes = await confirmDestructive({
      icon: Icon.XMarkCircle,
      title:
        asked === 0 ? `Close ${countOf(closesTabs(plan, action, windowId), "Tab")}?` : "Running Programs Have Changed",
      message:
        stopped.length > 0 ? `This stops:\n${listed(stopped.map(paneInWords))}` : "Only idle shells run in them.",
      action: "Close Tabs",
    });
    if (!yes) return null;
    const now = await orchestrator().quitPlan();
    const named = new Set(stopped.map((pane) => pane.iterm_session_id));
    if (stops(now, action, windowId).every((pane) => named.has(pane.iterm_session_id))) return plan;
    plan = now;
  }
  return plan;
}
