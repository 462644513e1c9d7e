import { Color, Icon, List } from "@raycast/api";
import { useState } from "react";
import { history, orchestrator } from "../../core/composition.ts";
import { FaultScreen } from "../faults/fault-screen.tsx";
import { useAsync } from "../hooks/use-async.ts";
import { EmptyView } from "../components/empty-view.tsx";
import { RefreshAction } from "../components/refresh-action.tsx";
import { ProjectDropdown } from "../components/project-dropdown.tsx";
import { countOf } from "../format.ts";
import { HistoryActions } from "./history-actions.tsx";
import { historyGroups, type SessionRuns } from "./history-groups.ts";
import { historyMarkdown, percent } from "./history-markdown.ts";
import { statistics } from "./statistics.ts";

/** The most runs that are looked at. */
const MOST = 5000;

/** Past runs by project and session, with how they went. */
export function SessionHistory() {
  const { data, fault, isLoading, reload } = useAsync(load);
  const [chosen, setChosen] = useState("");
  if (fault && !data && !isLoading) return <FaultScreen fault={fault} retry={reload} />;

  const groups = data ? historyGroups(data.runs, data.state) : [];
  const shown = chosen ? groups.filter((group) => group.id === chosen) : groups;
  return (
    <List
      isLoading={isLoading}
      isShowingDetail={shown.length > 0}
      filtering={{ keepSectionOrder: true }}
      searchBarPlaceholder="Search past runs by session or project"
      searchBarAccessory={groups.length > 1 ? <ProjectDropdown projects={groups} onChange={setChosen} /> : undefined}
    >
      {!isLoading && <NoRuns isEmpty={groups.length === 0} reload={reload} />}
      {shown.map((group) => (
        <List.Section key={group.id} title={group.name}>
          {group.sessions.map((session) => (
            <List.Item
              key={session.id}
              id={`${group.id}/${session.id}`}
              title={session.name}
              icon={iconOf(session)}
              keywords={[group.name]}
              accessories={[{ text: countOf(session.runs.length, "run") }]}
              detail={<List.Item.Detail markdown={historyMarkdown(session)} />}
              actions={
                <HistoryActions project_id={group.id} session={session} all={data?.runs ?? []} reload={reload} />
              }
            />
          ))}
        </List.Section>
      ))}
    </List>
  );
}

function NoRuns({ isEmpty, reload }: { isEmpty: boolean; reload: () => void }) {
  return (
    <EmptyView
      isEmpty={isEmpty}
      icon={Icon.Clock}
      empty={["No Runs Yet", "Each run of a session is kept here once it has started."]}
      unmatched={["No Run Matches", "Search by session or project."]}
    >
      <RefreshAction leading onRefresh={reload} />
    </EmptyView>
  );
}

function iconOf({ runs, good_codes }: SessionRuns): List.Item.Props["icon"] {
  const { failureRate } = statistics(runs, good_codes);
  const color = failureRate === 0 ? Color.Green : failureRate < 0.5 ? Color.Yellow : Color.Red;
  return { value: { source: Icon.BarChart, tintColor: color }, tooltip: `${percent(failureRate)} failed` };
}

async function load() {
  const [runs, state] = await Promise.all([history().runs({ limit: MOST }), orchestrator().state()]);
  return { runs, state };
}
