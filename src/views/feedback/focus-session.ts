import { closeMainWindow, PopToRootType, showToast } from "@raycast/api";
import { orchestrator } from "../../core/composition.ts";
import type { ManagedSession } from "../../core/model/session.ts";
import { asFault } from "../faults/fault-text.ts";
import { faultToast } from "../faults/fault-toast.ts";

/** Brings the session's pane to the front and takes Raycast's window away. Never throws. */
export async function focusSession(session: ManagedSession): Promise<void> {
  try {
    await orchestrator().focusSession(session.id);
    await closeMainWindow({ clearRootSearch: true, popToRootType: PopToRootType.Immediate });
  } catch (error) {
    await showToast(faultToast(asFault(error), { again: () => focusSession(session) }));
  }
}
