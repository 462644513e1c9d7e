import type { ITerm2 } from "../mac/iterm2/index.ts";
import { eventually } from "./eventually.ts";

type WithITerm2 = { iterm2: ITerm2 };

/** iTerm2 shows the job behind a title: "[webapp] Tests (node)". */
function withoutJob(title: string): string {
  return title.replace(/ \([^()]*\)$/, "");
}

/** Titles of the panes as [window][tab][pane], windows front to back. */
export function layoutOf({ iterm2 }: WithITerm2): string[][][] {
  const { windows } = iterm2.desktop();
  return windows.map(({ tabs }) => tabs.map(({ panes }) => panes.map(({ title }) => withoutJob(title))));
}

export interface PlacedPane {
  guid: string;
  /** Without the job. */
  title: string;
  /** The window's id. */
  window: number;
  /** The tab's index now. */
  tab: number;
  columns: number;
  rows: number;
  ended: boolean;
  screen: string[];
  /** In the selected tab of its window, and the selected pane of that. */
  inFront: boolean;
}

/** All panes, as a person sees them. */
export function panesOf({ iterm2 }: WithITerm2): PlacedPane[] {
  return iterm2.desktop().windows.flatMap(({ id, tabs }) =>
    tabs.flatMap(({ panes, selected: shown }, tab) =>
      panes.map((pane) => ({
        ...pane,
        title: withoutJob(pane.title),
        window: id,
        tab,
        inFront: shown && pane.selected,
      })),
    ),
  );
}

/** The one pane of this title. */
export function paneOf(mac: WithITerm2, title: string): PlacedPane {
  const [pane, ...others] = panesOf(mac).filter((each) => each.title === title);
  if (pane === undefined || others.length > 0) {
    throw new Error(`${others.length + (pane ? 1 : 0)} panes '${title}' in ${JSON.stringify(layoutOf(mac))}`);
  }
  return pane;
}

/** Resolves with a pane's whole text once it has this in it. */
export async function shows(mac: WithITerm2, title: string, wanted: RegExp | string): Promise<string> {
  const read = () => mac.iterm2.terminal(paneOf(mac, title).guid).contents();
  const has = (shown: string) => (typeof wanted === "string" ? shown.includes(wanted) : wanted.test(shown));
  return eventually(`${title} shows ${wanted}`, () => (has(read()) ? read() : null), read);
}
