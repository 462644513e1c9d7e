import type { PaneSize } from "./observation.ts";
import type { ManagedSession } from "./session.ts";
import type { TabInfo, WindowState } from "./window.ts";

/** One pane of a tab, with what runs in it. */
export interface OpenPane {
  iterm_session_id: string;
  /** What its foreground process is, as a person would name it ("node", "zsh"); null if unknown. */
  running: string | null;
  /** More than an idle shell. */
  busy: boolean;
  /** The command line of what runs, as ps has it: its quotes are lost. */
  command: string | null;
  /** Where it runs; only of a plan made `in_full`. */
  folder: string | null;
  /** Only of a plan made `in_full`. */
  size: PaneSize | null;
  session: ManagedSession | null;
}

/** What Quit Cleanup shows before it asks. */
export interface QuitPlan {
  windows: (WindowState & { panes: Record<string, OpenPane[]> })[];
  /** `confirm_on_quit`. */
  confirm: boolean;
}

/** What a tab is called: by its sessions, else as iTerm2 calls it, without the job that it adds. */
export function tabTitle(tab: TabInfo, panes: readonly OpenPane[]): string {
  const names = panes.flatMap(({ session }) => session?.name ?? []);
  return names.join(", ") || tab.title.replace(/ \([^()]*\)$/, "") || "Untitled Tab";
}
