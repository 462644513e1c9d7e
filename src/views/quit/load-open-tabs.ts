import { orchestrator } from "../../core/composition.ts";
import { Fault } from "../../core/model/fault.ts";
import type { QuitPlan } from "../../core/orchestrator/orchestrator.ts";

const NOTHING_OPEN: QuitPlan = { windows: [], confirm: true };

/** What is open in iTerm2 now, with the folder and size of each pane if wanted `in_full`; nothing while it does not run. Rejects with a `Fault`. */
export async function loadOpenTabs(options: { in_full?: boolean } = {}) {
  const plan = await orchestrator().quitPlan(options).catch(nothingIfNotRunning);
  return { plan, state: await orchestrator().state() };
}

function nothingIfNotRunning(error: unknown): QuitPlan {
  if (error instanceof Fault && error.code === "not_running") return NOTHING_OPEN;
  throw error;
}
