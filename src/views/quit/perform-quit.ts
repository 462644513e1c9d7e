import { closeMainWindow, PopToRootType, showToast, Toast } from "@raycast/api";
import { orchestrator } from "../../core/composition.ts";
import type { QuitAction } from "../../core/model/quit.ts";
import type { QuitPlan, QuitReport } from "../../core/orchestrator/orchestrator.ts";
import { asFault } from "../faults/fault-text.ts";
import { faultToast } from "../faults/fault-toast.ts";
import { progressText } from "../feedback/report-text.ts";
import { countOf } from "../format.ts";
import { confirmQuit } from "./confirm-quit.ts";

export interface Quit {
  action: QuitAction;
  plan: QuitPlan;
  windowId?: number;
  after: () => void;
}

const CLOSING: Record<QuitAction, boolean> = { cancel: false, keep_all: false, close_all: true, close_managed: true };

/** Asks where closing needs it, carries the action out, says once what became of it. Never throws. */
export async function performQuit(quit: Quit): Promise<void> {
  try {
    await (CLOSING[quit.action] ? closeTabs(quit) : leaveTabs(quit));
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
  const stop = new AbortController();
  const toast = await showToast({
    style: Toast.Style.Animated,
    title: "Closing tabs",
    primaryAction: { title: "Cancel", onAction: () => stop.abort() },
  });
  try {
    const report = await orchestrator().quit(action, agreed, {
      windowId,
      signal: stop.signal,
      onProgress: (progress) => {
        toast.message = progressText(progress);
      },
    });
    Object.assign(toast, quitSummary(report));
    toast.primaryAction = undefined;
  } catch (error) {
    await toast.hide();
    throw error;
  }
}

/** One summary of a clean-up. */
export function quitSummary({ closed, left }: QuitReport): { style: Toast.Style; title: string; message: string } {
  const kept = left.map(({ title, why }) => `${title}: ${why}`).join(" · ");
  const title = `Closed ${countOf(closed.length, "tab")}${left.length > 0 ? `, left ${left.length}` : ""}`;
  return { style: Toast.Style.Success, title, message: kept };
}
