import { closeMainWindow, showHUD } from "@raycast/api";
import { orchestrator } from "./core/composition.ts";
import { runWithHud } from "./views/feedback/run-with-hud.ts";

/** Brings the session that has waited longest to the front; pressed again, the next one after the selected. */
export default function command(): Promise<void> {
  return runWithHud(async () => {
    await closeMainWindow();
    const { state } = await orchestrator().tick({ may_ask: true });
    const session = await orchestrator().nextWaiting();
    if (session === null) return await showHUD("No session is waiting for you");
    await orchestrator().focusSession(session.id);
    const project = state.projects.find((candidate) => candidate.id === session.project_id);
    await showHUD([session.name, project?.name].filter(Boolean).join(" · "));
  });
}
