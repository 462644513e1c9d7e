import { idFrom } from "../../core/interchange/suggestions/draft.ts";
import type { Project } from "../../core/model/project.ts";
import { SessionTemplate } from "../../core/model/template.ts";
import type { OpenPane, QuitPlan } from "../../core/orchestrator.ts";
import { freshId } from "./template-order.ts";

/** One tab that could become sessions of a project. */
export interface OpenTab {
  id: string;
  title: string;
  panes: OpenPane[];
}

/** All tabs of all windows, front to back. */
export function openTabs(plan: QuitPlan): OpenTab[] {
  return plan.windows.flatMap((window) =>
    window.tabs.map((tab) => ({
      id: tab.tab_id,
      title: tab.title || "Untitled Tab",
      panes: window.panes[tab.tab_id] ?? [],
    })),
  );
}

/** The folder that most panes of these tabs are in; null: none is known. */
export function commonFolder(tabs: readonly OpenTab[]): string | null {
  const counts = new Map<string, number>();
  for (const { folder } of tabs.flatMap((tab) => tab.panes)) {
    if (folder !== null) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}

/**
 * `project` with a session for each pane of the tabs: what is managed keeps its template (`templateOf`), the others
 * get the command line that runs in them and its folder, an idle shell its folder only.
 */
export function withTabs(
  project: Project,
  tabs: readonly OpenTab[],
  templateOf: (pane: OpenPane) => SessionTemplate | undefined,
): Project {
  return tabs.reduce((before, tab) => withTab(before, tab, templateOf), project);
}

function withTab(project: Project, tab: OpenTab, templateOf: (pane: OpenPane) => SessionTemplate | undefined): Project {
  let parent: string | null = null;
  let grown = project;
  for (const pane of tab.panes) {
    const known = templateOf(pane);
    const name: string = known?.name ?? (parent === null ? tab.title : (pane.running ?? "Pane"));
    const template: SessionTemplate = SessionTemplate.parse({
      ...known,
      id: freshId(grown, known?.id ?? idFrom(name)),
      name,
      command: known?.command ?? (pane.busy ? (pane.command ?? pane.running ?? "") : ""),
      working_directory: known?.working_directory ?? (pane.folder === project.path ? null : pane.folder),
      layout: parent === null ? "tab" : known && known.layout !== "tab" ? known.layout : "pane_vertical",
      parent_template_id: parent,
    });
    parent ??= template.id;
    grown = {
      ...grown,
      session_templates: [...grown.session_templates, template],
      config: { ...grown.config, startup_sequence: [...grown.config.startup_sequence, template.id] },
    };
  }
  return grown;
}
