import { orchestrator } from "../core/composition.ts";
import type { AppState } from "../core/model/app-state.ts";
import { Fault } from "../core/model/fault.ts";

const NOT_RUNNING = new Fault("not_running", "iTerm2 is not running.", {
  advice: "No session is open. Opening a project starts iTerm2.",
});

/** Everything as it stands now; with a `problem` it is what was known before, or what iTerm2 took with it. */
export async function currentState(): Promise<{ state: AppState; problem: Fault | null }> {
  const { state, fault } = await orchestrator().tick({ may_ask: true });
  return { state, problem: fault ?? (state.connection === "not_running" ? NOT_RUNNING : null) };
}
