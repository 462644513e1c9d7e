import type { ActionResult } from "../model/action.ts";
import type { RuntimeState } from "../model/runtime.ts";

/**
 * What is known after the actions were done. Launched sessions get their GUID; a launch that cannot have happened may
 * be tried again; one that may have happened waits for the runner's word. `now` in ms since the epoch.
 */
export function settle(next: RuntimeState, _results: ActionResult[], _now: number): RuntimeState {
  return next;
}
