import { closeMainWindow, PopToRootType, showToast, Toast } from "@raycast/api";
import { orchestrator } from "../../core/composition.ts";
import type { QuitAction } from "../../core/model/quit.ts";
import type { QuitPlan, QuitReport } from "../../core/orchestrator/orchestrator.ts";
import { asFault } from "../faults/fault-text.ts";
import { faultToast } from "../faults/fault-toast.ts";
import { showProgress } from "../feedback/run-with-progress.ts";
import { countOf } from "../format.ts";
import { confirmQuit } from "./confirm-quit.ts";

export interface Quit {
  action: QuitAction;
  plan: QuitPlan;
  windowId?: number;
  after: () => void;
}

/** Asks where closing needs it, carries the action out, says once what became of it. Never throws. */
export async function performQuit(quit: Quit): Promise<void> {
  const closes = quit.action === "close_all" || quit.action === "close_managed";
  try {
    await (closes ? closeTabs(quit) : leaveTabs(quit));
  } catch (error) {
    await showToast(faultToast(asFault(error), { again: () => performQuit(quit) }));
  } finally {
    quit.after();
  }
}

async function leaveTabs({ action, plan }: Quit): Promise<void> {
  await orchestrator().quit(action, plan);
  await closeMainWindow({ clearRootSearch: true, popToRootType: PopToRootType.Immediate });
}

async function closeTabs({ action, plan, windowId }: Quit): Promise<void> {
  const agreed = await confirmQuit(action, plan, windowId);
  if (agreed === null) {
    await orchestrator().quit("cancel", plan);
    return;
  }
  const { toast, ...options } = await showProgress("Closing tabs");
  try {
    const report = await orchestrator().quit(action, agreed, { windowId, ...options });
    Object.assign(toast, quitSummary(report), { primaryAction: undefined });
  } catch (error) {
    await toast.hide();
    throw error;
  }
}

/** One summary of a clean-up. */
function quitSummary({ closed, left }: QuitReport): Toast.Options {
  const kept = left.map(({ title, why }) => `${title}: ${why}`).join(" · ");
  const title = `Closed ${countOf(closed.length, "tab")}${left.length > 0 ? `, left ${left.length}` : ""}`;
  return { style: Toast.Style.Success, title, message: kept };
}
