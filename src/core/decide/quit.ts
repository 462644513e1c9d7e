import type { QuitAction } from "../model/quit.ts";
import type { TabInfo, WindowState } from "../model/window.ts";
import type { RuntimeState } from "../model/runtime.ts";

export interface QuitChoice {
  action: QuitAction;
  /** What the user was shown. */
  planned: WindowState[];
  /** What the tick after the answer found; its `windows` are the second look. */
  runtime: RuntimeState;
  /** Only tabs of this window. */
  window_id?: number;
}

export interface TabOutcome {
  window_id: number;
  tab: TabInfo;
}

export interface QuitDecision {
  /** Tabs that may go, as the second look found them. */
  close: TabOutcome[];
  /** Tabs that stay, and why, in words. */
  left: (TabOutcome & { why: string })[];
  /** Planned tabs that were not there any more at the second look. */
  gone: TabOutcome[];
  /** Our session ids in `close`: to be stopped in order, their panes go with them. */
  stop: string[];
  /** GUIDs of the panes in `close` that no session of ours is in. */
  panes: string[];
}

/** Which tabs may be closed: never one that the user was not shown, or that has gained a pane since. */
export function quitTabs(_choice: QuitChoice): QuitDecision {
  return { close: [], left: [], gone: [], stop: [], panes: [] };
}
