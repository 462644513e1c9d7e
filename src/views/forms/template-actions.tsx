import { Action, ActionPanel, Alert, confirmAlert, Icon, Keyboard } from "@raycast/api";
import { store } from "../../core/composition.ts";
import type { Project } from "../../core/model/project.ts";
import { SessionTemplate } from "../../core/model/template.ts";
import { runWithToast } from "../feedback/run-with-toast.ts";
import { TemplateForm } from "./template-form.tsx";
import { moved, without } from "./template-order.ts";

interface Props {
  project: Project;
  /** Missing: there is none yet. */
  template?: SessionTemplate;
  reload: () => void;
}

/** Add, edit, reorder and remove session templates. */
export function TemplateActions({ project, template, reload }: Props) {
  if (!template) {
    return (
      <ActionPanel>
        <AddSession project={project} reload={reload} />
      </ActionPanel>
    );
  }
  const change = async (title: string, edit: (before: Project) => Project) => {
    await runWithToast(title, () => store().updateProject(project.id, edit));
    reload();
  };
  return (
    <ActionPanel title={template.name}>
      <ActionPanel.Section>
        <Action.Push
          title="Edit Session…"
          icon={Icon.Pencil}
          target={<TemplateForm project={project} template={template} onSaved={reload} />}
        />
        <AddSession project={project} reload={reload} />
      </ActionPanel.Section>
      <ActionPanel.Section title="Order">
        <Action
          title="Start Earlier"
          icon={Icon.ArrowUp}
          shortcut={Keyboard.Shortcut.Common.MoveUp}
          onAction={() => change("Moved", (before) => moved(before, template.id, -1))}
        />
        <Action
          title="Start Later"
          icon={Icon.ArrowDown}
          shortcut={Keyboard.Shortcut.Common.MoveDown}
          onAction={() => change("Moved", (before) => moved(before, template.id, 1))}
        />
      </ActionPanel.Section>
      <ActionPanel.Section title="Remove">
        <Action
          title="Delete Session"
          icon={Icon.Trash}
          style={Action.Style.Destructive}
          shortcut={Keyboard.Shortcut.Common.Remove}
          onAction={async () => {
            if (await confirmDelete(template)) await change("Deleted", (before) => without(before, template.id));
          }}
        />
      </ActionPanel.Section>
    </ActionPanel>
  );
}

/** Stands for a name and an id until there are some. */
const NEW = "new";

function AddSession({ project, reload }: { project: Project; reload: () => void }) {
  const fresh = { ...SessionTemplate.parse({ id: NEW, name: NEW, command: "" }), name: "" };
  return (
    <Action.Push
      title="Add Session…"
      icon={Icon.Plus}
      target={<TemplateForm project={project} template={fresh} isNew onSaved={reload} />}
    />
  );
}

function confirmDelete(template: SessionTemplate): Promise<boolean> {
  return confirmAlert({
    icon: Icon.Trash,
    title: `Delete ${template.name}?`,
    message: "The template goes; a session that runs goes on.",
    primaryAction: { title: "Delete", style: Alert.ActionStyle.Destructive },
  });
}
