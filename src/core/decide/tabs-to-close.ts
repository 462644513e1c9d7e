import type { QuitAction } from "../model/quit.ts";
import type { RuntimeState } from "../model/runtime.ts";
import type { TabInfo, WindowState } from "../model/window.ts";

export interface QuitChoice {
  action: QuitAction;
  /** What the user was shown. */
  planned: WindowState[];
  /** What the tick after the answer found. */
  runtime: RuntimeState;
  /** Only tabs of this window. */
  window_id?: number;
}

export interface TabOutcome {
  window_id: number;
  tab: TabInfo;
}

export interface QuitDecision {
  /** Tabs that may go, as the tick after the answer found them. */
  close: TabOutcome[];
  /** Tabs that stay, and why, in words. */
  left: (TabOutcome & { why: string })[];
  /** Planned tabs that the tick after the answer did not find any more. */
  gone: TabOutcome[];
  /** Our session ids in `close`: to be stopped in order, their panes go with them. */
  stop: string[];
  /** GUIDs of the panes in `close` that no session of ours is in. */
  panes: string[];
}

/** Whether an action closes a tab of these panes. A tab is closed as a whole, so one that holds a pane of the user's own is none of ours. */
export function isClosedBy(action: QuitAction, tab: TabInfo, isOurs: (pane: string) => boolean): boolean {
  if (action === "close_all") return true;
  return action === "close_managed" && tab.is_managed && tab.session_ids.every(isOurs);
}

/** Which tabs may be closed: never one that the user was not shown, or that is not what it was shown as. */
export function tabsToClose({ action, planned, runtime, window_id }: QuitChoice): QuitDecision {
  const decision: QuitDecision = { close: [], left: [], gone: [], stop: [], panes: [] };
  const shown = new Map(tabsOf(planned, window_id).map((outcome) => [outcome.tab.tab_id, outcome]));
  const found = tabsOf(runtime.windows, undefined);
  const foundIds = new Set(found.map(({ tab }) => tab.tab_id));
  decision.gone = [...shown.values()].filter(({ tab }) => !foundIds.has(tab.tab_id));

  const ours = new Map<string, string>();
  for (const { id, iterm_session_id } of Object.values(runtime.sessions)) {
    if (iterm_session_id !== null) ours.set(iterm_session_id, id);
  }
  for (const outcome of found) {
    const before = shown.get(outcome.tab.tab_id);
    if (!before && window_id !== undefined && outcome.window_id !== window_id) continue;
    const why = whyLeft(action, before?.tab, outcome.tab, ours);
    if (why !== null) {
      decision.left.push({ ...outcome, why });
      continue;
    }
    decision.close.push(outcome);
    for (const pane of outcome.tab.session_ids) {
      const session = ours.get(pane);
      if (session === undefined) decision.panes.push(pane);
      else decision.stop.push(session);
    }
  }
  return decision;
}

function tabsOf(windows: WindowState[], only: number | undefined): TabOutcome[] {
  return windows
    .filter(({ window_id }) => only === undefined || window_id === only)
    .flatMap(({ window_id, tabs }) => tabs.map((tab) => ({ window_id, tab })));
}

function whyLeft(
  action: QuitAction,
  before: TabInfo | undefined,
  tab: TabInfo,
  ours: ReadonlyMap<string, string>,
): string | null {
  if (action === "cancel") return "cancelled";
  if (action === "keep_all") return "kept, as you chose";
  if (!before) return "it was opened after you were asked";
  const known = new Set(before.session_ids);
  if (tab.session_ids.some((id) => !known.has(id))) return "it has another pane than when you were asked";
  if (!before.is_managed && action === "close_managed") return "it was not opened from a project";
  if (isClosedBy(action, tab, (pane) => ours.has(pane))) return null;
  return tab.is_managed ? "a pane in it was not opened from a project" : "it was not opened from a project";
}
