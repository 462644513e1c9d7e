import { closeMainWindow, PopToRootType } from "@raycast/api";
import { orchestrator } from "../../core/composition.ts";
import type { ManagedSession } from "../../core/model/session.ts";
import { runWithToast } from "./run-with-toast.ts";

/** Brings the session's pane to the front and takes Raycast's window away. Never throws. */
export async function focusSession(session: ManagedSession): Promise<void> {
  await runWithToast(null, async () => {
    await orchestrator().focusSession(session.id);
    await closeMainWindow({ clearRootSearch: true, popToRootType: PopToRootType.Immediate });
  });
}
