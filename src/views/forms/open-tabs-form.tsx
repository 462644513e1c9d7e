import { Action, ActionPanel, Form, Icon, useNavigation } from "@raycast/api";
import { useForm } from "@raycast/utils";
import { useEffect } from "react";
import { randomUUID } from "node:crypto";
import { basename } from "node:path";
import { BlockingScreen } from "../blocking/blocking-screen.tsx";
import { useAsync } from "../hooks/use-async.ts";
import { loadOpenTabs } from "../quit/load-open-tabs.ts";
import { paneInWords } from "../quit/quit-rows.ts";
import { quick } from "../verbs/quick.ts";
import { createProject } from "./edit-project.ts";
import { emptyProject } from "./project-values.ts";
import { commonFolder, openTabs, withTabs } from "./tabs-project.ts";
import { TemplateList } from "./template-list.tsx";

const load = () => loadOpenTabs({ in_full: true });

interface Values {
  name: string;
  path: string[];
  tabs: string[];
}

/** What is open in iTerm2 now, as a project. */
export function OpenTabsForm({ onSaved }: { onSaved?: () => void }) {
  const { push, pop } = useNavigation();
  const { data, fault, isLoading, reload } = useAsync(load);
  const tabs = data ? openTabs(data.plan) : [];
  const { handleSubmit, itemProps, values, setValue } = useForm<Values>({
    initialValues: { name: "", path: [], tabs: [] },
    validation: {
      path: (path) => (path?.[0] ? undefined : "Choose the project's folder"),
      tabs: (picked) => (picked?.length ? undefined : "Pick at least one tab"),
    },
    onSubmit: async (values) => {
      const id = randomUUID();
      const empty = emptyProject(id, new Date().toISOString());
      const project = { ...empty, name: values.name.trim() || basename(values.path[0]!), path: values.path[0]! };
      const picked = tabs.filter((tab) => values.tabs.includes(tab.id));
      const made = withTabs(project, picked, (pane) =>
        data?.state.projects
          .find((candidate) => candidate.id === pane.session?.project_id)
          ?.session_templates.find((template) => template.id === pane.session?.template_id),
      );
      if (!(await quick(`Created ${project.name}`, () => createProject(made)))) return;
      onSaved?.();
      push(<TemplateList projectId={id} />, pop);
    },
  });
  const proposed = commonFolder(tabs.filter((tab) => values.tabs?.includes(tab.id)));
  useEffect(() => {
    if (proposed && !(values.path?.length > 0)) setValue("path", [proposed]);
  }, [proposed, values.path, setValue]);

  if (fault && !data) return <BlockingScreen fault={fault} retry={reload} />;

  return (
    <Form
      isLoading={isLoading}
      actions={
        <ActionPanel>
          <Action.SubmitForm title="Create Project" icon={Icon.Check} onSubmit={handleSubmit} />
        </ActionPanel>
      }
    >
      <Form.TextField title="Name" placeholder="The folder's name" {...itemProps.name} />
      <Form.FilePicker
        title="Folder"
        canChooseDirectories
        canChooseFiles={false}
        allowMultipleSelection={false}
        {...itemProps.path}
      />
      <Form.TagPicker title="Tabs" placeholder="Pick what belongs to the project" {...itemProps.tabs}>
        {tabs.map((tab) => (
          <Form.TagPicker.Item key={tab.id} value={tab.id} title={tab.title} icon={Icon.AppWindow} />
        ))}
      </Form.TagPicker>
      {!isLoading && (
        <Form.Description
          text={
            tabs.length === 0
              ? "Nothing is open in iTerm2."
              : tabs.map((tab) => `${tab.title}: ${tab.panes.map(paneInWords).join(", ")}`).join("\n")
          }
        />
      )}
    </Form>
  );
}
