import { isClosedBy } from "../../core/decide/tabs-to-close.ts";
import type { OpenPane, QuitPlan } from "../../core/orchestrator/orchestrator.ts";
import type { QuitAction } from "../../core/model/quit.ts";
import type { TabInfo } from "../../core/model/window.ts";
import type { Group } from "../session-appearance.ts";

export interface TabRow {
  tab: TabInfo;
  windowId: number;
  panes: OpenPane[];
}

/** The tabs of each window, those opened here before the others. */
export function tabSections({ windows }: QuitPlan): Group<TabRow>[] {
  return windows
    .flatMap(({ window_id: windowId, tabs, panes }, at) => {
      const name = windows.length > 1 ? `Window ${at + 1} · ` : "";
      const rows = tabs.map((tab): TabRow => ({ tab, windowId, panes: panes[tab.tab_id] ?? [] }));
      return [
        { title: `${name}Managed`, items: rows.filter(({ tab }) => tab.is_managed) },
        { title: `${name}External`, items: rows.filter(({ tab }) => !tab.is_managed) },
      ];
    })
    .filter(({ items }) => items.length > 0);
}

/** What runs in a pane, by name. */
export function programOf({ running }: OpenPane): string {
  return running ?? "unknown program";
}

/** What a pane is called: its session and program, or the program alone. */
export function paneInWords(pane: OpenPane): string {
  return pane.session ? `${pane.session.name} (${programOf(pane)})` : programOf(pane);
}

/** The panes of each tab that an action would close. `windowId`: in this window only. */
function closedTabs({ windows }: QuitPlan, action: QuitAction, windowId?: number): OpenPane[][] {
  return windows
    .filter(({ window_id }) => windowId === undefined || window_id === windowId)
    .flatMap(({ tabs, panes }) =>
      tabs.flatMap((tab) => {
        const inTab = panes[tab.tab_id] ?? [];
        const ours = new Set(inTab.filter(({ session }) => session !== null).map((pane) => pane.iterm_session_id));
        return isClosedBy(action, tab, (pane) => ours.has(pane)) ? [inTab] : [];
      }),
    );
}

/** What an action would stop: every pane that does more than wait at an idle shell. */
export function stops(plan: QuitPlan, action: QuitAction, windowId?: number): OpenPane[] {
  return closedTabs(plan, action, windowId)
    .flat()
    .filter((pane) => pane.busy);
}

/** How many tabs an action would close. */
export function closesTabs(plan: QuitPlan, action: QuitAction, windowId?: number): number {
  return closedTabs(plan, action, windowId).length;
}
