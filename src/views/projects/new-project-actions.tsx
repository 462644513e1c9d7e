import { Action, ActionPanel, Icon, Keyboard } from "@raycast/api";
import { ProjectForm } from "../forms/project-form.tsx";
import { ImportForm } from "../forms/import-form.tsx";
import { OpenTabsForm } from "../forms/open-tabs-form.tsx";

/** The ways to come by a project. `leading`: they are the panel's first, which have the keys of their place. */
export function NewProjectActions({ leading = false, reload }: { leading?: boolean; reload: () => void }) {
  return (
    <ActionPanel.Section title="New">
      <Action.Push
        title="New Project…"
        icon={Icon.Plus}
        shortcut={leading ? undefined : Keyboard.Shortcut.Common.New}
        target={<ProjectForm onSaved={reload} />}
        onPop={reload}
      />
      <Action.Push
        title="New Project from Open Tabs…"
        icon={Icon.AppWindowGrid2x2}
        target={<OpenTabsForm onSaved={reload} />}
        onPop={reload}
      />
      <Action.Push
        title="Import Projects…"
        icon={Icon.Download}
        target={<ImportForm onImported={reload} />}
        onPop={reload}
      />
    </ActionPanel.Section>
  );
}
