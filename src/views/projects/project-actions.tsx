import { Action, ActionPanel, Icon, Keyboard } from "@raycast/api";
import type { LiveProject } from "../../core/model/app-state.ts";
import { ProjectForm } from "../forms/project-form.tsx";
import { SearchSessions } from "../sessions/search-sessions.tsx";
import { TemplateList } from "../forms/template-list.tsx";
import { counts } from "../status-look.ts";
import { ElsewhereActions } from "./elsewhere-actions.tsx";
import { NewProjectActions } from "./new-project-actions.tsx";
import type { ProjectCommands } from "./use-project-commands.ts";
import { isOpen, isRunning } from "./sections.ts";

export interface ProjectActionsProps {
  project: LiveProject;
  isPinned: boolean;
  commands: ProjectCommands;
  /** Shows or hides the panel beside the list. */
  toggleDetail: () => void;
  reload: () => void;
}

/** All that can be done with a project; Enter opens it, or brings it to the front if it runs. */
export function ProjectActions({ project, isPinned, commands, toggleDetail, reload }: ProjectActionsProps) {
  const running = isRunning(project);
  const open = isOpen(project);
  const { failed } = counts(Object.values(project.active_sessions));
  return (
    <ActionPanel title={project.name}>
      <ActionPanel.Section>
        {running ? (
          <Action title="Focus Project" icon={Icon.Eye} onAction={() => commands.focus(project)} />
        ) : (
          <Action title="Open Project" icon={Icon.Play} onAction={() => commands.open(project)} />
        )}
        {running ? (
          <Action.Push
            title="Show Sessions"
            icon={Icon.Terminal}
            target={<SearchSessions projectId={project.id} />}
            onPop={reload}
          />
        ) : (
          <Action
            title="Open in Background"
            icon={Icon.PlayFilled}
            onAction={() => commands.open(project, { front: false })}
          />
        )}
        <Action
          title="Toggle Details"
          icon={Icon.Sidebar}
          shortcut={Keyboard.Shortcut.Common.ToggleQuickLook}
          onAction={toggleDetail}
        />
      </ActionPanel.Section>
      {open && (
        <ActionPanel.Section title="Sessions">
          {running ? (
            <Action
              title="Start Stopped Sessions"
              icon={Icon.Play}
              onAction={() => commands.open(project, { front: false })}
            />
          ) : (
            <Action.Push
              title="Show Sessions"
              icon={Icon.Terminal}
              target={<SearchSessions projectId={project.id} />}
              onPop={reload}
            />
          )}
          {failed > 0 && (
            <Action
              title="Restart Failed Sessions"
              icon={Icon.RotateClockwise}
              onAction={() => commands.restartFailed(project)}
            />
          )}
          <Action
            title="Restart All Sessions"
            icon={Icon.ArrowClockwise}
            onAction={() => commands.restartAll(project)}
          />
        </ActionPanel.Section>
      )}
      <ActionPanel.Section title="Project">
        <Action.Push
          title="Edit Project…"
          icon={Icon.Pencil}
          shortcut={Keyboard.Shortcut.Common.Edit}
          target={<ProjectForm project={project} onSaved={reload} />}
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
          shortcut={Keyboard.Shortcut.Common.Duplicate}
          onAction={() => commands.duplicate(project)}
        />
        <Action
          title={isPinned ? "Unpin Project" : "Pin Project"}
          icon={isPinned ? Icon.PinDisabled : Icon.Pin}
          shortcut={Keyboard.Shortcut.Common.Pin}
          onAction={() => commands.setPinned(project, !isPinned)}
        />
      </ActionPanel.Section>
      <ElsewhereActions project={project} />
      <NewProjectActions reload={reload} />
      <ActionPanel.Section title="Remove">
        {open && (
          <Action
            title="Close Project"
            icon={Icon.Stop}
            style={Action.Style.Destructive}
            onAction={() => commands.close(project)}
          />
        )}
        <Action
          title="Delete Project"
          icon={Icon.Trash}
          style={Action.Style.Destructive}
          shortcut={Keyboard.Shortcut.Common.Remove}
          onAction={() => commands.remove(project)}
        />
      </ActionPanel.Section>
    </ActionPanel>
  );
}
