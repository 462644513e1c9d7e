import { Color, Icon, List } from "@raycast/api";
import { store } from "../../core/composition.ts";
import { startedBy } from "../../core/decide/project-plan.ts";
import { Fault } from "../../core/model/fault.ts";
import type { SessionTemplate } from "../../core/model/session-template.ts";
import { FaultScreen } from "../faults/fault-screen.tsx";
import { EmptyView } from "../components/empty-view.tsx";
import { useAsync } from "../hooks/use-async.ts";
import { templatePreview } from "./layout-preview.ts";
import { AddSession, TemplateActions } from "./template-actions.tsx";
import { orderedTemplates } from "../../core/model/session-templates.ts";

const ICONS: Record<SessionTemplate["layout"], Icon> = {
  tab: Icon.AppWindow,
  pane_horizontal: Icon.AppWindowSidebarLeft,
  pane_vertical: Icon.AppWindowSidebarRight,
};

/** A project's session templates in the order they start, with what they look like together. */
export function TemplateList({ projectId }: { projectId: string }) {
  const { data: project, fault, isLoading, reload } = useAsync(loadProject, projectId);
  if (fault && !project) return <FaultScreen fault={fault} retry={reload} />;

  const templates = project ? orderedTemplates(project) : [];
  const starts = project ? startedBy(project) : [];
  return (
    <List
      isLoading={isLoading}
      isShowingDetail={templates.length > 0}
      navigationTitle={project ? `Sessions of ${project.name}` : undefined}
      searchBarPlaceholder="Search sessions by name or command"
    >
      {project && !isLoading && (
        <EmptyView
          isEmpty={templates.length === 0}
          icon={Icon.Terminal}
          empty={["Add the First Session", "A session is a command in a tab or a pane. Press Enter to add one."]}
          unmatched={["No Session Matches", "Search by session or command."]}
        >
          <AddSession project={project} reload={reload} />
        </EmptyView>
      )}
      {project &&
        templates.map((template) => (
          <List.Item
            key={template.id}
            id={template.id}
            title={template.name}
            icon={{ source: ICONS[template.layout], tintColor: Color.SecondaryText }}
            keywords={[template.id, template.command]}
            accessories={
              starts.includes(template) ? [] : [{ tag: "manual", tooltip: "Does not start with the project" }]
            }
            detail={<List.Item.Detail markdown={templatePreview(project, template)} />}
            actions={<TemplateActions project={project} template={template} reload={reload} />}
          />
        ))}
    </List>
  );
}

async function loadProject(id: string) {
  const project = await store().project(id);
  if (project === null) throw new Fault("not_found", "The project is no longer there.");
  return project;
}
