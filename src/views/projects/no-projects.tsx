import { ActionPanel, Icon, List } from "@raycast/api";
import { NewProjectActions } from "./new-project-actions.tsx";

interface Props {
  /** There is no project at all. */
  none: boolean;
  /** What is typed into the search bar. */
  typedName: () => string;
  reload: () => void;
}

/** What stands where projects would: the way to the first one, or that none matches the search. */
export function NoProjects({ none, typedName, reload }: Props) {
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
          <NewProjectActions leading typedName={typedName} reload={reload} />
        </ActionPanel>
      }
    />
  );
}
