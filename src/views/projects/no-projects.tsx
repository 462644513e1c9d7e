import { ActionPanel, Icon, List } from "@raycast/api";
import { NewProjectActions } from "./new-project-actions.tsx";

/** What stands where projects would: the way to the first one, or that none matches the search. */
export function NoProjects({ none, reload }: { none: boolean; reload: () => void }) {
  return (
    <List.EmptyView
      icon={none ? Icon.AppWindowGrid3x3 : Icon.MagnifyingGlass}
      title={none ? "Create Your First Project" : "No Project Matches"}
      description={
        none
          ? "A project is a folder and the terminal sessions that belong to it. Press Enter to describe one."
          : "Try its folder or the name of one of its sessions, or press Enter to create it."
      }
      actions={
        <ActionPanel>
          <NewProjectActions leading reload={reload} />
        </ActionPanel>
      }
    />
  );
}
