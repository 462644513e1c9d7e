import { ActionPanel, Icon, List } from "@raycast/api";

interface Props {
  /** There is nothing at all, or nothing that matches the search. */
  isEmpty: boolean;
  icon: Icon;
  /** Title and description if there is nothing, and if nothing matches. */
  empty: [title: string, description: string];
  unmatched: [title: string, description: string];
  children: ActionPanel.Props["children"];
}

/** What stands in a list without items: an invitation, or that the search finds nothing. */
export function EmptyView({ isEmpty, icon, empty, unmatched, children }: Props) {
  const [title, description] = isEmpty ? empty : unmatched;
  return (
    <List.EmptyView
      icon={isEmpty ? icon : Icon.MagnifyingGlass}
      title={title}
      description={description}
      actions={<ActionPanel>{children}</ActionPanel>}
    />
  );
}
