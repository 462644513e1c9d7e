import { closeMainWindow, showHUD, type LaunchProps } from "@raycast/api";
import { orchestrator } from "./core/composition.ts";
import { runWithHud } from "./views/feedback/run-with-hud.ts";

interface Context {
  /** The session of the notification that was clicked; null: it was about several. */
  session_id?: string | null;
}

/**
 * Brings the session that has waited longest to the front; pressed again, the next one after the selected. A click on a
 * notification brings that session.
 */
export default function command({ launchContext }: LaunchProps<{ launchContext: Context }>): Promise<void> {
  return runWithHud(async () => {
    await closeMainWindow();
    const wanted = launchContext?.session_id;
    if (wanted) return await orchestrator().focusSession(wanted);
    const { state } = await orchestrator().tick({ may_ask: true });
    const session = await orchestrator().nextWaiting();
    if (session === null) return await showHUD("No session is waiting for you");
    await orchestrator().focusSession(session.id);
    const project = state.projects.find((candidate) => candidate.id === session.project_id);
    await showHUD([session.name, project?.name].filter(Boolean).join(" · "));
  });
}
