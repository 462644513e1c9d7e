import { Color, Icon, List } from "@raycast/api";
import type { OpenPane } from "../../core/orchestrator/orchestrator.ts";
import { appearanceOf, mostUrgentAppearance } from "../session-appearance.ts";
import { countOf } from "../format.ts";
import { tabTitle } from "../../core/model/open-panes.ts";
import { paneInWords, programOf, type TabRow } from "./quit-rows.ts";

interface Props {
  row: TabRow;
  projectName?: string;
  actions: List.Item.Props["actions"];
}

/** One tab as a row: what runs in it, and whether closing it stops anything. */
export function TabItem({ row, projectName, actions }: Props) {
  const { tab, windowId, panes } = row;
  const title = tabTitle(tab, panes);
  const programs = [...new Set(panes.map(programOf))].join(", ");
  const busy = panes.filter((pane) => pane.busy).map(paneInWords);
  return (
    <List.Item
      id={`${windowId}/${tab.tab_id}`}
      title={title}
      subtitle={{ value: programs === title ? "" : programs, tooltip: panes.map(paneWithState).join("\n") }}
      icon={tabIcon(panes)}
      keywords={[...panes.map(paneInWords), ...(projectName ? [projectName] : [])]}
      accessories={[
        ...(projectName ? [{ tag: projectName }] : []),
        ...(panes.length > 1 ? [{ text: countOf(panes.length, "pane") }] : []),
        busy.length > 0
          ? { tag: { value: "in use", color: Color.Orange }, tooltip: `Closing stops ${busy.join(", ")}` }
          : { text: "idle", tooltip: "Only idle shells" },
      ]}
      actions={actions}
    />
  );
}

function tabIcon(panes: OpenPane[]): List.Item.Props["icon"] {
  const appearance = mostUrgentAppearance(panes.flatMap(({ session }) => session ?? []));
  if (appearance) return { value: appearance.icon, tooltip: appearance.title };
  return { value: { source: Icon.Terminal, tintColor: Color.SecondaryText }, tooltip: "Not opened by this extension" };
}

function paneWithState(pane: OpenPane): string {
  return pane.session ? `${paneInWords(pane)}: ${appearanceOf(pane.session).title}` : paneInWords(pane);
}
