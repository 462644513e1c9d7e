import { Action, ActionPanel, Icon, launchCommand, LaunchType, List } from "@raycast/api";
import { runWithToast } from "../feedback/run-with-toast.ts";

/** What stands where sessions would: nothing is open, or nothing matches. */
export function NoSessions({ none }: { none: boolean }) {
  return (
    <List.EmptyView
      icon={none ? Icon.Terminal : Icon.MagnifyingGlass}
      title={none ? "No Session Is Open" : "No Session Matches"}
      description={none ? "Open a project to bring its sessions up." : "Try a project's name or a state."}
      actions={
        <ActionPanel>
          <Action title="Open Project" icon={Icon.Play} onAction={() => goTo("list-projects")} />
          <Action title="New Project…" icon={Icon.Plus} onAction={() => goTo("create-project")} />
        </ActionPanel>
      }
    />
  );
}

function goTo(name: string): Promise<boolean> {
  return runWithToast(null, () => launchCommand({ name, type: LaunchType.UserInitiated }));
}
