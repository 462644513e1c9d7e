import { randomUUID } from "node:crypto";
import { useMemo } from "react";
import { orchestrator, store } from "../../core/composition.ts";
import { type LiveProject, withoutSessions } from "../../core/model/app-state.ts";
import { useFaultScreen } from "../faults/use-fault-screen.tsx";
import { confirmDestructive } from "../feedback/confirm.ts";
import { focusSession } from "../feedback/focus-session.ts";
import { type LongAction, runWithProgress } from "../feedback/run-with-progress.ts";
import { runWithToast } from "../feedback/run-with-toast.ts";
import { isActive } from "../../core/model/session-state.ts";
import { displayStatus } from "../session-appearance.ts";
import { confirmClose } from "./confirm-close.ts";
import { type OpenProject, useOpenProject } from "./use-open-project.tsx";

type Handler = (project: LiveProject) => Promise<void>;

export interface ProjectHandlers {
  open: OpenProject;
  focus: Handler;
  restartAll: Handler;
  restartFailed: Handler;
  duplicate: Handler;
  pin: Handler;
  unpin: Handler;
  close: Handler;
  delete: Handler;
}

/** What the actions of a project do. `visit` counts a use of it, `reload` ticks again. */
export function useProjectActions(reload: () => void, visit: (project: LiveProject) => void): ProjectHandlers {
  const open = useOpenProject(reload);
  const showFault = useFaultScreen();
  return useMemo(() => {
    const long = (action: (project: LiveProject) => Pick<LongAction, "title" | "done" | "confirm" | "run">): Handler =>
      function perform(project): Promise<void> {
        const handle: LongAction["handle"] = (fault) => showFault(fault, () => perform(project));
        return runWithProgress({ ...action(project), handle, after: reload });
      };
    const short =
      (done: string, work: Handler): Handler =>
      async (project) => {
        await runWithToast(`${done} ${project.name}`, () => work(project));
        reload();
      };
    const deleteNow = short("Deleted", ({ id }) => orchestrator().deleteProject(id));
    return {
      open: async (project, options) => {
        visit(project);
        await open(project, options);
      },
      focus: async (project) => {
        visit(project);
        const session = sessionToFocus(project);
        await (session ? focusSession(session) : open(project));
      },
      restartAll: long(({ id, name }) => ({
        title: `Restarting all sessions of ${name}`,
        done: `Restarted all sessions of ${name}`,
        run: (options) => orchestrator().restartAll(id, options),
      })),
      restartFailed: long(({ id, name }) => ({
        title: `Restarting failed sessions of ${name}`,
        done: `Restarted failed sessions of ${name}`,
        run: (options) => orchestrator().restartFailed(id, options),
      })),
      close: long((project) => ({
        title: `Closing ${project.name}`,
        done: `Closed ${project.name}`,
        confirm: () => confirmClose(project),
        run: (options) => orchestrator().close(project.id, options),
      })),
      duplicate: short("Duplicated", duplicate),
      pin: short("Pinned", ({ id }) => store().setPinned(id, true)),
      unpin: short("Unpinned", ({ id }) => store().setPinned(id, false)),
      delete: async (project) => {
        if (await confirmDelete(project)) await deleteNow(project);
      },
    };
  }, [open, showFault, reload, visit]);
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

function confirmDelete(project: LiveProject): Promise<boolean> {
  const running = Object.values(project.active_sessions).filter(isActive).length;
  const left = running > 0 ? " Its running sessions stay open in iTerm2 but are no longer managed." : "";
  return confirmDestructive({
    title: `Delete ${project.name}?`,
    message: `This deletes the project and its settings. Its folder is kept.${left}`,
    action: "Delete",
  });
}
