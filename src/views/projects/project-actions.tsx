import { Action, ActionPanel, Icon } from "@raycast/api";
import { orchestrator } from "../../core/composition.ts";
import type { LiveProject } from "../../core/model/app-state.ts";
import { isActive } from "../../core/model/session-state.ts";
import { RemoveAction } from "../components/remove-action.tsx";
import { ProjectForm } from "../forms/project-form.tsx";
import { SearchSessions } from "../sessions/search-sessions.tsx";
import { TemplateList } from "../forms/template-list.tsx";
import { countByUrgency } from "../session-appearance.ts";
import { SHORTCUT } from "../shortcuts.ts";
import { OpenAndShareActions } from "./open-and-share-actions.tsx";
import { NewProjectActions } from "./new-project-actions.tsx";
import type { ProjectHandlers } from "./use-project-actions.ts";
import { isOpen, isRunning } from "./project-sections.ts";

interface Props {
  project: LiveProject;
  isPinned: boolean;
  handlers: ProjectHandlers;
  /** Shows or hides the panel beside the list. */
  toggleDetail: () => void;
  reload: () => void;
}

/** All that can be done with a project; Enter opens it, or brings it to the front if it runs. */
export function ProjectActions({ project, isPinned, handlers, toggleDetail, reload }: Props) {
  const running = isRunning(project);
  const open = isOpen(project);
  const sessions = Object.values(project.active_sessions);
  const showSessions = (
    <Action.Push
      title="Show Sessions"
      icon={Icon.Terminal}
      target={<SearchSessions projectId={project.id} />}
      onPop={reload}
    />
  );
  return (
    <ActionPanel title={project.name}>
      <ActionPanel.Section>
        {running ? (
          <Action title="Focus Project" icon={Icon.Eye} onAction={handlers.focus} />
        ) : (
          <Action title="Open Project" icon={Icon.Play} onAction={handlers.open} />
        )}
        {running ? (
          showSessions
        ) : (
          <Action title="Open in Background" icon={Icon.PlayFilled} onAction={handlers.openInBackground} />
        )}
        <Action title="Toggle Details" icon={Icon.Sidebar} shortcut={SHORTCUT.toggleDetails} onAction={toggleDetail} />
      </ActionPanel.Section>
      {open && (
        <ActionPanel.Section title="Sessions">
          {running ? (
            <Action title="Start Stopped Sessions" icon={Icon.Play} onAction={handlers.openInBackground} />
          ) : (
            showSessions
          )}
          {countByUrgency(sessions).failed > 0 && (
            <Action title="Restart Failed Sessions" icon={Icon.RotateClockwise} onAction={handlers.restartFailed} />
          )}
          <Action title="Restart All Sessions" icon={Icon.ArrowClockwise} onAction={handlers.restartAll} />
        </ActionPanel.Section>
      )}
      <ActionPanel.Section title="Project">
        <Action.Push
          title="Edit Project…"
          icon={Icon.Pencil}
          shortcut={SHORTCUT.edit}
          target={<ProjectForm project={project} />}
          onPop={reload}
        />
        <Action.Push
          title="Edit Sessions…"
          icon={Icon.List}
          target={<TemplateList projectId={project.id} />}
          onPop={reload}
        />
        <Action
          title="Duplicate Project"
          icon={Icon.CopyClipboard}
          shortcut={SHORTCUT.duplicate}
          onAction={handlers.duplicate}
        />
        <Action
          title={isPinned ? "Unpin Project" : "Pin Project"}
          icon={isPinned ? Icon.PinDisabled : Icon.Pin}
          shortcut={SHORTCUT.pin}
          onAction={isPinned ? handlers.unpin : handlers.pin}
        />
      </ActionPanel.Section>
      <OpenAndShareActions project={project} />
      <NewProjectActions reload={reload} />
      <ActionPanel.Section title="Remove">
        {open && (
          <Action title="Close Project" icon={Icon.Stop} style={Action.Style.Destructive} onAction={handlers.close} />
        )}
        <RemoveAction
          title="Delete Project"
          question={deleteQuestion(project.name, sessions.some(isActive))}
          done={`Deleted ${project.name}`}
          remove={() => orchestrator().deleteProject(project.id)}
          after={reload}
        />
      </ActionPanel.Section>
    </ActionPanel>
  );
}

function deleteQuestion(name: string, running: boolean) {
  const left = running ? " Its running sessions stay open in iTerm2 but are no longer managed." : "";
  return {
    title: `Delete ${name}?`,
    message: `This deletes the project and its settings. Its folder is kept.${left}`,
    action: "Delete",
  };
}
