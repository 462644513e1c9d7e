import { findTemplate } from "../../core/model/session-templates.ts";
import { ActionPanel, Form, Icon, List, useNavigation } from "@raycast/api";
import { useForm } from "@raycast/utils";
import type { LiveProject } from "../../core/model/app-state.ts";
import { store } from "../../core/composition.ts";
import { FaultScreen } from "../faults/fault-screen.tsx";
import { FolderPicker } from "../components/folder-picker.tsx";
import { RefreshAction } from "../components/refresh-action.tsx";
import { SubmitPanel } from "../components/submit-panel.tsx";
import { useAsync } from "../hooks/use-async.ts";
import { loadOpenTabs } from "../quit/load-open-tabs.ts";
import { paneInWords } from "../quit/quit-rows.ts";
import { runWithToast } from "../feedback/run-with-toast.ts";
import { chosen } from "./field-checks.ts";
import { newProject, projectName } from "./project-values.ts";
import {
  commonFolder,
  isNobodys,
  openTabs,
  type OpenTab,
  withTabs,
} from "../../core/interchange/project-from-open-tabs.ts";
import { TemplateList } from "./template-list.tsx";

const load = () => loadOpenTabs({ in_full: true });

interface Values {
  name: string;
  path: string[];
  tabs: string[];
}

/** What is open in iTerm2 now, as a project. */
export function OpenTabsForm() {
  const { data, fault, isLoading, reload } = useAsync(load);
  if (fault && !data) return <FaultScreen fault={fault} retry={reload} />;
  if (!data) return <Form isLoading />;
  const tabs = openTabs(data.plan);
  if (tabs.length === 0) return <NothingOpen isLoading={isLoading} reload={reload} />;
  return <TabsForm tabs={tabs} projects={data.state.projects} />;
}

/** Which of the tabs become the project; to begin with, those that belong to none. */
function TabsForm({ tabs, projects }: { tabs: OpenTab[]; projects: LiveProject[] }) {
  const { push, pop } = useNavigation();
  const fresh = tabs.filter(isNobodys);
  const { handleSubmit, itemProps, values, setValue } = useForm<Values>({
    initialValues: { name: "", path: foldersOf(fresh), tabs: fresh.map(({ id }) => id) },
    validation: {
      path: chosen("Choose the project's folder"),
      tabs: chosen("Choose at least one tab"),
    },
    onSubmit: async (submitted) => {
      const empty = newProject();
      const named = { ...empty, name: projectName(submitted), path: submitted.path[0] ?? empty.path };
      const project = withTabs(named, picked, ({ session }) =>
        findTemplate(
          projects.find(({ id: candidate }) => candidate === session?.project_id),
          session?.template_id,
        ),
      );
      if (await runWithToast(`Created ${project.name}`, () => store().saveAgreed(project)))
        push(<TemplateList projectId={project.id} />, pop);
    },
  });
  const picked = tabs.filter((tab) => values.tabs?.includes(tab.id));
  const choose = (ids: string[]) => {
    setValue("tabs", ids);
    // A folder that the person has chosen stays.
    const proposed = values.path.length === 0 || values.path[0] === foldersOf(picked)[0];
    if (proposed) setValue("path", foldersOf(tabs.filter((tab) => ids.includes(tab.id))));
  };

  const split = picked.filter(({ panes }) => panes.length > 1);
  const titleOf = (tab: OpenTab) => {
    const owner = projects.find(({ id }) => id === tab.project_id)?.name;
    return owner ? `${tab.title} · ${owner}` : tab.title;
  };
  return (
    <Form actions={<SubmitPanel title="Create Project" icon={Icon.Check} onSubmit={handleSubmit} />}>
      <Form.TextField title="Name" placeholder="The folder's name" {...itemProps.name} />
      <FolderPicker {...itemProps.path} />
      <Form.TagPicker title="Tabs" placeholder="Choose the tabs of the project" {...itemProps.tabs} onChange={choose}>
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

/** The folder that most of their panes are in, as a file picker has it. */
function foldersOf(tabs: OpenTab[]): string[] {
  const folder = commonFolder(tabs);
  return folder === null ? [] : [folder];
}

function NothingOpen({ isLoading, reload }: { isLoading: boolean; reload: () => void }) {
  return (
    <List isLoading={isLoading} searchBarPlaceholder="Search open tabs">
      <List.EmptyView
        icon={Icon.AppWindow}
        title="Nothing Is Open in iTerm2"
        description="Open the tabs that belong together in iTerm2, then refresh."
        actions={
          <ActionPanel>
            <RefreshAction leading onRefresh={reload} />
          </ActionPanel>
        }
      />
    </List>
  );
}
