import type { OpenPane, QuitPlan } from "../../core/orchestrator/orchestrator.ts";
import type { QuitAction } from "../../core/model/quit.ts";
import type { TabInfo } from "../../core/model/window.ts";

export interface TabRow {
  tab: TabInfo;
  windowId: number;
  panes: OpenPane[];
}

export interface TabSection {
  title: string;
  rows: TabRow[];
}

/** The tabs of each window, those opened here before the others. */
export function tabSections(plan: QuitPlan): TabSection[] {
  return plan.windows
    .flatMap((window, at) => {
      const name = plan.windows.length > 1 ? `Window ${at + 1} · ` : "";
      const rows = window.tabs.map((tab): TabRow => ({
        tab,
        windowId: window.window_id,
        panes: window.panes[tab.tab_id] ?? [],
      }));
      return [
        { title: `${name}Managed`, rows: rows.filter((row) => row.tab.is_managed) },
        { title: `${name}External`, rows: rows.filter((row) => !row.tab.is_managed) },
      ];
    })
    .filter((section) => section.rows.length > 0);
}

/** What a pane is called: its session and program, or the program alone. */
export function paneInWords({ session, running }: OpenPane): string {
  const program = running ?? "unknown program";
  return session ? `${session.name} (${program})` : program;
}

const CLOSES: Record<QuitAction, (pane: OpenPane) => boolean> = {
  cancel: () => false,
  keep_all: () => false,
  close_all: () => true,
  close_managed: (pane) => pane.session !== null,
};

/** What an action would stop: every pane that does more than wait at an idle shell, by name. */
export function stops(plan: QuitPlan, action: QuitAction, windowId?: number): string[] {
  return plan.windows
    .filter((window) => windowId === undefined || window.window_id === windowId)
    .flatMap((window) => Object.values(window.panes).flat())
    .filter((pane) => pane.busy && CLOSES[action](pane))
    .map(paneInWords);
}

/** How many tabs an action would close, in whole or in part. */
export function closesTabs(plan: QuitPlan, action: QuitAction, windowId?: number): number {
  return plan.windows
    .filter((window) => windowId === undefined || window.window_id === windowId)
    .flatMap((window) => Object.values(window.panes))
    .filter((panes) => panes.some(CLOSES[action])).length;
}
