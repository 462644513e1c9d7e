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

const CLOSES: Record<QuitAction, (pane: OpenPane) => boolean> = {
  cancel: () => false,
  keep_all: () => false,
  close_all: () => true,
  close_managed: (pane) => pane.session !== null,
};

/** The panes that an action would close, by tab. `windowId`: in this window only. */
function closedPanes({ windows }: QuitPlan, action: QuitAction, windowId?: number): OpenPane[][] {
  return windows
    .filter(({ window_id }) => windowId === undefined || window_id === windowId)
    .flatMap(({ panes }) => Object.values(panes))
    .map((panes) => panes.filter(CLOSES[action]))
    .filter((panes) => panes.length > 0);
}

/** What an action would stop: every pane that does more than wait at an idle shell, by name. */
export function stops(plan: QuitPlan, action: QuitAction, windowId?: number): string[] {
  const busy = closedPanes(plan, action, windowId)
    .flat()
    .filter((pane) => pane.busy);
  return busy.map(paneInWords);
}

/** How many tabs an action would close, in whole or in part. */
export function closesTabs(plan: QuitPlan, action: QuitAction, windowId?: number): number {
  return closedPanes(plan, action, windowId).length;
}
