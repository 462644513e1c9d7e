import { Action, ActionPanel, Form, Icon, List, useNavigation } from "@raycast/api";
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
import { commonFolder, isNobodys, openTabs, type OpenTab, withTabs } from "./tabs-project.ts";
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
  useEffect(() => {
    const fresh = data ? openTabs(data.plan).filter(isNobodys) : [];
    const ids = fresh.map(({ id }) => id);
    setValue("tabs", ids);
  }, [data, setValue]);
  const proposed = commonFolder(tabs.filter((tab) => values.tabs?.includes(tab.id)));
  useEffect(() => {
    if (proposed && !(values.path?.length > 0)) setValue("path", [proposed]);
  }, [proposed, values.path, setValue]);

  if (fault && !data) return <BlockingScreen fault={fault} retry={reload} />;
  if (data && tabs.length === 0) return <NothingToFreeze isLoading={isLoading} lookAgain={reload} />;

  const split = tabs.filter(({ panes }) => panes.length > 1);
  const titleOf = (tab: OpenTab) => {
    const owner = data?.state.projects.find(({ id }) => id === tab.project_id)?.name;
    return owner ? `${tab.title} · ${owner}` : tab.title;
  };
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
          <Form.TagPicker.Item key={tab.id} value={tab.id} title={titleOf(tab)} icon={Icon.AppWindow} />
        ))}
      </Form.TagPicker>
      {split.length > 0 && (
        <Form.Description
          title="Panes"
          text={split.map((tab) => `${tab.title}: ${tab.panes.map(paneInWords).join(", ")}`).join("\n")}
        />
      )}
    </Form>
  );
}

function NothingToFreeze({ isLoading, lookAgain }: { isLoading: boolean; lookAgain: () => void }) {
  return (
    <List isLoading={isLoading} searchBarPlaceholder="Search open tabs">
      <List.EmptyView
        icon={Icon.AppWindow}
        title="Nothing Is Open in iTerm2"
        description="Open the tabs that belong together, then look again."
        actions={
          <ActionPanel>
            <Action title="Look Again" icon={Icon.ArrowClockwise} onAction={lookAgain} />
          </ActionPanel>
        }
      />
    </List>
  );
}
