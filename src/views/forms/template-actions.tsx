import { Action, ActionPanel, Icon } from "@raycast/api";
import { store } from "../../core/composition.ts";
import type { Project } from "../../core/model/project.ts";
import { SessionTemplate } from "../../core/model/session-template.ts";
import { RemoveAction } from "../components/remove-action.tsx";
import { runWithToast } from "../feedback/run-with-toast.ts";
import { SHORTCUT } from "../shortcuts.ts";
import { TemplateForm } from "./template-form.tsx";
import { moveTemplate, removeTemplate } from "../../core/model/session-templates.ts";

interface Props {
  project: Project;
  template: SessionTemplate;
  reload: () => void;
}

/** Edit, add, reorder and delete session templates. */
export function TemplateActions({ project, template, reload }: Props) {
  const change = (edit: (before: Project) => Project) => store().updateProject(project.id, edit);
  const move = async (by: 1 | -1) => {
    await runWithToast(`Moved ${template.name}`, () => change((before) => moveTemplate(before, template.id, by)));
    reload();
  };
  return (
    <ActionPanel title={template.name}>
      <ActionPanel.Section>
        <Action.Push
          title="Edit Session…"
          icon={Icon.Pencil}
          target={<TemplateForm project={project} template={template} />}
          onPop={reload}
        />
        <AddSession project={project} reload={reload} />
      </ActionPanel.Section>
      <ActionPanel.Section title="Order">
        <Action title="Start Earlier" icon={Icon.ArrowUp} shortcut={SHORTCUT.moveUp} onAction={() => move(-1)} />
        <Action title="Start Later" icon={Icon.ArrowDown} shortcut={SHORTCUT.moveDown} onAction={() => move(1)} />
      </ActionPanel.Section>
      <ActionPanel.Section title="Remove">
        <RemoveAction
          title="Delete Session"
          question={{
            title: `Delete ${template.name}?`,
            message: "This deletes the session from the project. If it is running, it keeps running.",
            action: "Delete",
          }}
          done={`Deleted ${template.name}`}
          remove={() => change((before) => removeTemplate(before, template.id))}
          after={reload}
        />
      </ActionPanel.Section>
    </ActionPanel>
  );
}

/** A new session has no name or id yet, and the model refuses empty ones. */
const NEW = "new";

export function AddSession({ project, reload }: { project: Project; reload: () => void }) {
  const fresh = { ...SessionTemplate.parse({ id: NEW, name: NEW, command: "" }), name: "" };
  return (
    <Action.Push
      title="Add Session…"
      icon={Icon.Plus}
      target={<TemplateForm project={project} template={fresh} isNew />}
      onPop={reload}
    />
  );
}
