import { randomUUID } from "node:crypto";
import { useMemo } from "react";
import { orchestrator, store } from "../../core/composition.ts";
import { type LiveProject, withoutSessions } from "../../core/model/app-state.ts";
import { useFaultScreen } from "../faults/use-fault-screen.tsx";
import { focusSession } from "../feedback/focus-session.ts";
import { type LongAction, runWithProgress } from "../feedback/run-with-progress.ts";
import { runWithToast } from "../feedback/run-with-toast.ts";
import { isActive } from "../../core/model/session-state.ts";
import { displayStatus } from "../session-appearance.ts";
import { confirmClose } from "./confirm-close.ts";
import { type OpenProject, useOpenProject } from "./use-open-project.tsx";

export type ProjectHandlers = ReturnType<typeof useProjectActions>;

/** What the actions of a project do. `visit` counts a use of it, `reload` ticks again. */
export function useProjectActions(reload: () => void, visit: (project: LiveProject) => Promise<void>) {
  const openNow = useOpenProject(reload);
  const handle = useFaultScreen();
  return useMemo(() => {
    const long = (action: Pick<LongAction, "title" | "done" | "confirm" | "run">) =>
      runWithProgress({ ...action, handle, after: reload });
    const short = async (done: string, work: () => Promise<unknown>) => {
      await runWithToast(done, work);
      reload();
    };
    const open: OpenProject = (project, options) => {
      void visit(project);
      return openNow(project, options);
    };
    return {
      open,
      focus: (project: LiveProject) => {
        const session = sessionToFocus(project);
        if (!session) return open(project);
        void visit(project);
        return focusSession(session);
      },
      restartAll: ({ id, name }: LiveProject) =>
        long({
          title: `Restarting all sessions of ${name}`,
          done: `Restarted all sessions of ${name}`,
          run: (options) => orchestrator().restartAll(id, options),
        }),
      restartFailed: ({ id, name }: LiveProject) =>
        long({
          title: `Restarting failed sessions of ${name}`,
          done: `Restarted failed sessions of ${name}`,
          run: (options) => orchestrator().restartFailed(id, options),
        }),
      close: (project: LiveProject) =>
        long({
          title: `Closing ${project.name}`,
          done: `Closed ${project.name}`,
          confirm: () => confirmClose(project),
          run: (options) => orchestrator().close(project.id, options),
        }),
      duplicate: (project: LiveProject) => short(`Duplicated ${project.name}`, () => duplicate(project)),
      setPinned: ({ id, name }: LiveProject, pinned: boolean) =>
        short(`${pinned ? "Pinned" : "Unpinned"} ${name}`, () => store().setPinned(id, pinned)),
    };
  }, [openNow, handle, reload, visit]);
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
