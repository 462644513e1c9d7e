import { Action, ActionPanel, Icon, List } from "@raycast/api";
import { FaultScreen } from "../faults/fault-screen.tsx";
import { useAsync } from "../hooks/use-async.ts";
import { useFaultToast } from "../faults/use-fault-toast.ts";
import { loadOpenTabs } from "./load-open-tabs.ts";
import { QuitActions } from "./quit-actions.tsx";
import { tabSections } from "./quit-rows.ts";
import { TabItem } from "./tab-item.tsx";

const load = () => loadOpenTabs();

/** What is open in iTerm2, what runs in it, and the four things that can become of it. */
export function QuitCleanup() {
  const { data, fault, isLoading, reload } = useAsync(load);
  useFaultToast(data ? fault : null, reload);
  if (fault && !data && !isLoading) return <FaultScreen fault={fault} retry={reload} />;

  const sections = data ? tabSections(data.plan) : [];
  return (
    <List
      isLoading={isLoading}
      filtering={{ keepSectionOrder: true }}
      searchBarPlaceholder="Search tabs by title, program or project"
    >
      {!isLoading && <NothingOpen none={sections.length === 0} reload={reload} />}
      {data &&
        sections.map((section) => (
          <List.Section key={section.title} title={section.title} subtitle={String(section.rows.length)}>
            {section.rows.map((row) => (
              <TabItem
                key={row.tab.tab_id}
                row={row}
                projectName={data.state.projects.find(({ id }) => id === row.tab.project_id)?.name}
                actions={<QuitActions plan={data.plan} windowId={row.windowId} reload={reload} />}
              />
            ))}
          </List.Section>
        ))}
    </List>
  );
}

function NothingOpen({ none, reload }: { none: boolean; reload: () => void }) {
  return (
    <List.EmptyView
      icon={none ? Icon.CheckCircle : Icon.MagnifyingGlass}
      title={none ? "Nothing Is Open in iTerm2" : "No Tab Matches"}
      description={none ? "There is nothing to clean up." : "Try a program or a project."}
      actions={
        <ActionPanel>
          <Action title="Look Again" icon={Icon.ArrowClockwise} onAction={reload} />
        </ActionPanel>
      }
    />
  );
}
