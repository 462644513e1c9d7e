import { Alert, confirmAlert, Icon } from "@raycast/api";
import { randomUUID } from "node:crypto";
import { useMemo } from "react";
import { orchestrator, store } from "../../core/composition.ts";
import type { LiveProject } from "../../core/model/app-state.ts";
import { fingerprint } from "../../core/model/trust.ts";
import { focusSession } from "../verbs/focus-session.ts";
import { quick } from "../verbs/quick.ts";
import { isActive } from "../../core/model/session-state.ts";
import { standingOf } from "../status-look.ts";
import { withoutLive } from "./without-live.ts";
import { type OpenProject, useOpenProject } from "./use-open-project.tsx";
import { type ProjectVerbs, useProjectVerbs } from "./use-project-verbs.ts";

export interface ProjectCommands extends ProjectVerbs {
  open: OpenProject;
  focus: (project: LiveProject) => Promise<void>;
  duplicate: (project: LiveProject) => Promise<void>;
  setPinned: (project: LiveProject, pinned: boolean) => Promise<void>;
  remove: (project: LiveProject) => Promise<void>;
}

/** What the actions of a project do. `visit` counts a use of it, `reload` looks again. */
export function useProjectCommands(reload: () => void, visit: (project: LiveProject) => void): ProjectCommands {
  const open = useOpenProject(reload);
  const verbs = useProjectVerbs(reload);
  return useMemo(
    () => ({
      ...verbs,
      open: async (project, wishes) => {
        visit(project as LiveProject);
        await open(project, wishes);
      },
      focus: async (project) => {
        visit(project);
        const session = sessionToFocus(project);
        await (session ? focusSession(session) : open(project));
      },
      duplicate: async (project) => {
        await quick(`Duplicated ${project.name}`, () => duplicate(project));
        reload();
      },
      setPinned: async (project, pinned) => {
        const title = `${pinned ? "Pinned" : "Unpinned"} ${project.name}`;
        await quick(title, () => store().setPinned(project.id, pinned));
        reload();
      },
      remove: async (project) => {
        if (!(await confirmRemove(project))) return;
        await quick(`Deleted ${project.name}`, () => orchestrator().deleteProject(project.id));
        reload();
      },
    }),
    [open, verbs, reload, visit],
  );
}

/** The pane a person most likely wants: one that needs them, else the first that lives. */
function sessionToFocus(project: LiveProject) {
  const there = Object.values(project.active_sessions).filter(
    (session) => isActive(session) && session.iterm_session_id !== null,
  );
  return there.find((session) => standingOf(session) === "needs_you") ?? there[0];
}

async function duplicate(project: LiveProject): Promise<void> {
  const own = withoutLive(project);
  const now = new Date().toISOString();
  const name = `${project.name} Copy`;
  const copy = { ...own, id: randomUUID(), name, created_at: now, updated_at: now };
  const agreed = (await store().trusted(project.id)) === fingerprint(own);
  await (agreed ? store().saveAgreed(copy) : store().saveProject(copy));
}

function confirmRemove(project: LiveProject): Promise<boolean> {
  const running = Object.values(project.active_sessions).filter(isActive).length;
  const left = running > 0 ? " Its sessions stay open in iTerm2 and are no longer looked after." : "";
  return confirmAlert({
    icon: Icon.Trash,
    title: `Delete ${project.name}?`,
    message: `The project and all that was set up for it are forgotten. The folder stays.${left}`,
    primaryAction: { title: "Delete", style: Alert.ActionStyle.Destructive },
  });
}
