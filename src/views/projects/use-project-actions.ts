import { randomUUID } from "node:crypto";
import { useCallback } from "react";
import { orchestrator, store } from "../../core/composition.ts";
import { type LiveProject, withoutSessions } from "../../core/model/app-state.ts";
import { useFaultScreen } from "../faults/use-fault-screen.tsx";
import { focusSession } from "../feedback/focus-session.ts";
import { type LongAction, runWithProgress } from "../feedback/run-with-progress.ts";
import { runWithToast } from "../feedback/run-with-toast.ts";
import { isActive } from "../../core/model/session-state.ts";
import { displayStatus } from "../session-appearance.ts";
import { confirmClose } from "./confirm-close.ts";
import { useOpenProject } from "./use-open-project.tsx";

/** What the actions of a project do. */
export type ProjectHandlers = ReturnType<ReturnType<typeof useProjectActions>>;

/** Gives the handlers of a project. `visit` counts a use of it, `reload` ticks again. */
export function useProjectActions(reload: () => void, visit: (project: LiveProject) => Promise<void>) {
  const openNow = useOpenProject(reload);
  const handle = useFaultScreen();
  return useCallback(
    (project: LiveProject) => {
      const { id, name } = project;
      const long = (title: string, done: string, action: Pick<LongAction, "confirm" | "run">) =>
        runWithProgress({ title: `${title} ${name}`, done: `${done} ${name}`, ...action, handle, after: reload });
      const short = async (done: string, work: () => Promise<unknown>) => {
        await runWithToast(`${done} ${name}`, work);
        reload();
      };
      const open = (options?: { front: boolean }) => {
        void visit(project);
        return openNow(project, options);
      };
      return {
        open: () => open(),
        openInBackground: () => open({ front: false }),
        focus: () => {
          const session = sessionToFocus(project);
          if (!session) return open();
          void visit(project);
          return focusSession(session);
        },
        restartAll: () =>
          long("Restarting all sessions of", "Restarted all sessions of", {
            run: (options) => orchestrator().restartAll(id, options),
          }),
        restartFailed: () =>
          long("Restarting failed sessions of", "Restarted failed sessions of", {
            run: (options) => orchestrator().restartFailed(id, options),
          }),
        close: () =>
          long("Closing", "Closed", {
            confirm: () => confirmClose(project),
            run: (options) => orchestrator().close(id, options),
          }),
        duplicate: () => short("Duplicated", () => duplicate(project)),
        pin: () => short("Pinned", () => store().setPinned(id, true)),
        unpin: () => short("Unpinned", () => store().setPinned(id, false)),
      };
    },
    [openNow, handle, reload, visit],
  );
}

/** The pane a person most likely wants: one that needs them, else the first that lives. */
function sessionToFocus(project: LiveProject) {
  const inPanes = Object.values(project.active_sessions).filter(
    (session) => isActive(session) && session.iterm_session_id !== null,
  );
  return inPanes.find((session) => displayStatus(session) === "needs_you") ?? inPanes[0];
}

async function duplicate(project: LiveProject): Promise<void> {
  const stored = withoutSessions(project);
  const now = new Date().toISOString();
  const copy = { ...stored, id: randomUUID(), name: `${project.name} Copy`, created_at: now, updated_at: now };
  const agreed = await store().isTrusted(stored);
  await (agreed ? store().saveAgreed(copy) : store().saveProject(copy));
}
