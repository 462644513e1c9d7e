import { idFrom } from "../../model/ids.ts";
import { draft, type Draft } from "./draft.ts";

/** A window of a terminal multiplexer's file: its panes become a tab and splits of it. */
export interface Window {
  name: string;
  folder: string | null;
  panes: { command: string; name?: string }[];
  /** tmux's layout name. */
  layout: string | null;
}

/** tmux's names for panes below each other; all others put them side by side. */
const STACKED = new Set(["even-vertical", "main-horizontal"]);

/** One draft for each pane: the first is the tab, the others are split from it. */
export function windowDrafts(windows: Window[]): Draft[] {
  const used = new Set<string>();
  return windows.flatMap((window) => {
    const tab = unused(used, idFrom(window.name));
    const split = STACKED.has(window.layout ?? "") ? ("pane_horizontal" as const) : ("pane_vertical" as const);
    return window.panes.map(({ command, name }, at) =>
      draft({
        id: at === 0 ? tab : `${tab}-${at + 1}`,
        name: name ?? (at === 0 ? window.name : `${window.name} ${at + 1}`),
        command,
        working_directory: window.folder,
        layout: at === 0 ? "tab" : split,
        parent_template_id: at === 0 ? null : tab,
        auto_start: true,
      }),
    );
  });
}

function unused(used: Set<string>, wanted: string): string {
  let id = wanted;
  for (let number = 2; used.has(id); number += 1) id = `${wanted}-window-${number}`;
  used.add(id);
  return id;
}

/** Commands that a multiplexer types one after the other, as one command. */
export function joined(commands: readonly (string | null | undefined)[]): string {
  return commands.filter((command) => typeof command === "string" && command.trim() !== "").join("; ");
}
