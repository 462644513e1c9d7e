import { Action, ActionPanel, Icon, useNavigation } from "@raycast/api";
import { SHORTCUT } from "../shortcuts.ts";
import { ProjectForm } from "../forms/project-form.tsx";
import { ImportForm } from "../forms/import-form.tsx";
import { OpenTabsForm } from "../forms/open-tabs-form.tsx";

interface Props {
  /** They come first in the panel, where Raycast itself gives ↵ and ⌘↵. */
  leading?: boolean;
  /** What the new project is called to begin with: asked when it is made. */
  typedName?: () => string;
  reload: () => void;
}

/** The ways to make or import a project. */
export function NewProjectActions({ leading = false, typedName, reload }: Props) {
  const { push } = useNavigation();
  const typed = () => ({ name: typedName?.().trim() ?? "" });
  return (
    <ActionPanel.Section title="New">
      <Action
        title="New Project…"
        icon={Icon.Plus}
        shortcut={leading ? undefined : SHORTCUT.newProject}
        onAction={() => push(<ProjectForm draft={typed()} />, reload)}
      />
      <Action.Push
        title="New Project from Open Tabs…"
        icon={Icon.AppWindowGrid2x2}
        target={<OpenTabsForm />}
        onPop={reload}
      />
      <Action.Push title="Import Projects…" icon={Icon.Download} target={<ImportForm />} onPop={reload} />
    </ActionPanel.Section>
  );
}
