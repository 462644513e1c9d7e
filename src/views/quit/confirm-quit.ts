import { Alert, confirmAlert, Icon } from "@raycast/api";
import { orchestrator } from "../../core/composition.ts";
import type { QuitAction } from "../../core/model/quit.ts";
import type { QuitPlan } from "../../core/orchestrator.ts";
import { counted, listed } from "../wording.ts";
import { closesTabs, stops } from "./quit-rows.ts";

/**
 * The plan that a person has agreed to, or null. It is made anew after each answer, and asked about again for as long
 * as what it stops has changed meanwhile. Rejects with a `Fault`.
 */
export async function confirmQuit(action: QuitAction, shown: QuitPlan, windowId?: number): Promise<QuitPlan | null> {
  let plan = shown;
  let agreed: string | null = null;
  for (;;) {
    const names = stops(plan, action, windowId);
    const asked = names.join("\n");
    if (!plan.confirm || asked === agreed) return plan;
    const yes = await confirmAlert({
      icon: Icon.XMarkCircle,
      title: agreed === null ? `Close ${counted(closesTabs(plan, action, windowId), "Tab")}?` : "What Runs Has Changed",
      message: names.length > 0 ? `This stops:\n${listed(names)}` : "Nothing but idle shells runs in them.",
      primaryAction: { title: "Close Tabs", style: Alert.ActionStyle.Destructive },
    });
    if (!yes) return null;
    agreed = asked;
    plan = await orchestrator().quitPlan();
  }
}
