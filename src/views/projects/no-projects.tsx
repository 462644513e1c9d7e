import { Icon } from "@raycast/api";
import { EmptyView } from "../components/empty-view.tsx";
import { NewProjectActions } from "./new-project-actions.tsx";

interface Props {
  /** There is no project at all. */
  isEmpty: boolean;
  /** What is typed into the search bar. */
  typedName: () => string;
  reload: () => void;
}

/** The way to the first project, or to one of the name that was searched for. */
export function NoProjects({ isEmpty, typedName, reload }: Props) {
  return (
    <EmptyView
      isEmpty={isEmpty}
      icon={Icon.AppWindowGrid3x3}
      empty={[
        "Create Your First Project",
        "A project is a folder and the terminal sessions that belong to it. Press Enter to create one.",
      ]}
      unmatched={[
        "No Project Matches",
        "Search by name, folder or session, or press Enter to create a project of this name.",
      ]}
    >
      <NewProjectActions leading typedName={typedName} reload={reload} />
    </EmptyView>
  );
}
