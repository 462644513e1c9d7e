import { Icon, List } from "@raycast/api";
import { FaultScreen } from "../faults/fault-screen.tsx";
import { EmptyView } from "../components/empty-view.tsx";
import { RefreshAction } from "../components/refresh-action.tsx";
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
      {!isLoading && (
        <EmptyView
          isEmpty={sections.length === 0}
          icon={Icon.CheckCircle}
          empty={["Nothing Is Open in iTerm2", "There is nothing to clean up."]}
          unmatched={["No Tab Matches", "Search by title, program or project."]}
        >
          <RefreshAction leading onRefresh={reload} />
        </EmptyView>
      )}
      {data &&
        sections.map((section) => (
          <List.Section key={section.title} title={section.title} subtitle={String(section.items.length)}>
            {section.items.map((row) => (
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
