import { Action, Icon, launchCommand, LaunchType } from "@raycast/api";
import { EmptyView } from "../components/empty-view.tsx";
import { runWithToast } from "../feedback/run-with-toast.ts";

/** Nothing is open, or nothing matches the search. */
export function NoSessions({ isEmpty }: { isEmpty: boolean }) {
  return (
    <EmptyView
      isEmpty={isEmpty}
      icon={Icon.Terminal}
      empty={["No Session Is Open", "Open a project to start its sessions."]}
      unmatched={["No Session Matches", "Search by session, project or status."]}
    >
      <Action title="Open Project" icon={Icon.Play} onAction={() => goTo("list-projects")} />
      <Action title="New Project…" icon={Icon.Plus} onAction={() => goTo("create-project")} />
    </EmptyView>
  );
}

function goTo(name: string): Promise<boolean> {
  return runWithToast(null, () => launchCommand({ name, type: LaunchType.UserInitiated }));
}
