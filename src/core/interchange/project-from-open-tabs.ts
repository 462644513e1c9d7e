import type { PaneSize } from "../model/observation.ts";
import type { Project } from "../model/project.ts";
import { addTemplates } from "../model/session-templates.ts";
import { SessionTemplate } from "../model/session-template.ts";
import { tabTitle, type OpenPane, type QuitPlan } from "../model/open-panes.ts";
import { freshId, idFrom } from "../model/ids.ts";
import { guessedSplits } from "./pane-splits.ts";

/** One tab that could become sessions of a project. */
export interface OpenTab {
  id: string;
  title: string;
  panes: OpenPane[];
  /** The project that it belongs to already. */
  project_id: string | null;
  /** The size of another tab of its window that has one pane; null: there is none. */
  whole: PaneSize | null;
}

/** All tabs of all windows, front to back; those that belong to a project come last. */
export function openTabs(plan: QuitPlan): OpenTab[] {
  const tabs = plan.windows.flatMap((window) => {
    const whole = Object.values(window.panes).find((panes) => panes.length === 1)?.[0]?.size ?? null;
    return window.tabs.map((tab): OpenTab => {
      const panes = window.panes[tab.tab_id] ?? [];
      return { id: tab.tab_id, title: tabTitle(tab, panes), panes, project_id: tab.project_id, whole };
    });
  });
  return [...tabs.filter(isNobodys), ...tabs.filter((tab) => !isNobodys(tab))];
}

/** Whether a tab belongs to no project yet. */
export function isNobodys({ project_id }: OpenTab): boolean {
  return project_id === null;
}

/** The folder that most panes of these tabs are in; null: none is known. */
export function commonFolder(tabs: readonly OpenTab[]): string | null {
  const folders = tabs.flatMap(({ panes }) => panes.flatMap(({ folder }) => folder ?? []));
  const [most] = [...Map.groupBy(folders, (folder) => folder).values()].sort((a, b) => b.length - a.length);
  return most?.[0] ?? null;
}

/**
 * `project` with a session for each pane of the tabs: what is managed keeps its template (`templateOf`), the others
 * get the command line that runs in them and its folder, an idle shell its folder only. How panes were split is guessed.
 */
export function withTabs(
  project: Project,
  tabs: readonly OpenTab[],
  templateOf: (pane: OpenPane) => SessionTemplate | undefined,
): Project {
  return tabs.reduce((before, tab) => withTab(before, tab, templateOf), project);
}

function withTab(project: Project, tab: OpenTab, templateOf: (pane: OpenPane) => SessionTemplate | undefined): Project {
  const ids = new Map<number | null, string>();
  const splits = guessedSplits(
    tab.panes.map(({ size }) => size),
    tab.whole,
  );
  return splits.reduce((grown, { pane: at, from, layout }) => {
    const pane = tab.panes[at];
    if (pane === undefined) return grown;
    const known = templateOf(pane);
    const name: string = known?.name ?? (from === null ? tab.title : (pane.running ?? "Pane"));
    const template: SessionTemplate = SessionTemplate.parse({
      ...known,
      id: freshId(known?.id ?? idFrom(name), new Set(grown.session_templates.map((one) => one.id))),
      name,
      command: known?.command ?? (pane.busy ? (pane.command ?? pane.running ?? "") : ""),
      working_directory: known?.working_directory ?? (pane.folder === project.path ? null : pane.folder),
      layout,
      parent_template_id: ids.get(from) ?? null,
    });
    ids.set(at, template.id);
    return addTemplates(grown, [template]);
  }, project);
}
