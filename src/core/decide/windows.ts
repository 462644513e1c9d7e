import type { Event } from "../model/event.ts";
import { freshId } from "../model/ids.ts";
import type { SeenTab, SeenTerminal } from "../model/observation.ts";
import type { ManagedSession } from "../model/session.ts";
import { isGone } from "../model/session-state.ts";
import type { TabInfo, WindowState } from "../model/window.ts";

/**
 * Windows and tabs as they are now. If iTerm2 did not answer, or a window could not be read, what was known of them
 * before stays.
 */
export function windowsOf(
  terminal: SeenTerminal,
  previous: WindowState[],
  sessions: Iterable<ManagedSession>,
): WindowState[] {
  if (terminal.state === "unknown") return previous;
  if (terminal.state === "not_running") return [];
  const projectOf = new Map<string, string>();
  for (const session of sessions) {
    const { iterm_session_id, project_id } = session;
    if (iterm_session_id !== null && !isGone(session)) projectOf.set(iterm_session_id, project_id);
  }
  const seen = terminal.windows.filter(({ readable }) => readable).flatMap(({ tabs }) => tabs);
  const before = new Map(previous.map((window) => [window.window_id, window]));
  const kept = terminal.windows.flatMap(({ id, readable }) => (readable ? [] : (before.get(id)?.tabs ?? [])));
  const idOf = carryIds(
    seen,
    previous.flatMap(({ tabs }) => tabs),
    kept,
  );

  return terminal.windows.flatMap((window): WindowState[] => {
    const known = before.get(window.id);
    if (!window.readable) return known ? [known] : [];
    const tabs = window.tabs.map((tab): TabInfo => {
      const session_ids = tab.sessions.map(({ id }) => id);
      const project_id = session_ids.map((id) => projectOf.get(id)).find((id) => id !== undefined) ?? null;
      return { tab_id: idOf(tab), title: tab.title, session_ids, is_managed: project_id !== null, project_id };
    });
    return [
      {
        window_id: window.id,
        tabs,
        managed_tab_ids: tabs.filter(({ is_managed }) => is_managed).map(({ tab_id }) => tab_id),
        external_tab_ids: tabs.filter(({ is_managed }) => !is_managed).map(({ tab_id }) => tab_id),
      },
    ];
  });
}

/**
 * iTerm2 gives tabs no id that lasts. A tab keeps the id it had while any of its sessions is in it, in whatever window;
 * of two tabs that were one, the one with the session that gave the id keeps it. Gives the id of each of `seen`, to be
 * asked for once a tab.
 */
function carryIds(seen: SeenTab[], previous: TabInfo[], kept: TabInfo[]): (tab: SeenTab) => string {
  const home = new Map<string, string>();
  for (const { tab_id, session_ids } of previous) for (const id of session_ids) home.set(id, tab_id);
  const taken = new Set(kept.map(({ tab_id }) => tab_id));
  const ids = new Map<SeenTab, string>();
  const claim = (tab: SeenTab, id: string | undefined): boolean => {
    if (id === undefined || taken.has(id)) return false;
    taken.add(id);
    ids.set(tab, id);
    return true;
  };
  for (const tab of seen) claim(tab, tab.sessions.find(({ id }) => home.get(id) === id)?.id);
  for (const tab of seen) {
    if (ids.has(tab)) continue;
    for (const { id } of tab.sessions) if (claim(tab, home.get(id))) break;
  }
  return (tab) => {
    const carried = ids.get(tab);
    if (carried !== undefined) return carried;
    const fresh = freshId(tab.sessions[0]?.id ?? `empty-${tab.index}`, taken);
    taken.add(fresh);
    return fresh;
  };
}

/** What changed from the windows of the tick before. */
export function windowEvents(previous: WindowState[], next: WindowState[], at: number): Event[] {
  const timestamp = new Date(at).toISOString();
  const events: Event[] = [];
  const before = tabsById(previous);
  const after = tabsById(next);
  for (const [tab_id, { window_id, tab }] of after) {
    if (before.has(tab_id)) continue;
    const data = { window_id, tab_id, project_id: tab.project_id, session_ids: tab.session_ids };
    events.push({ id: `tab_created:${tab_id}:${at}`, type: "tab_created", data, timestamp });
  }
  for (const [tab_id, { window_id, tab }] of before) {
    if (after.has(tab_id)) continue;
    const data = { window_id, tab_id, project_id: tab.project_id };
    events.push({ id: `tab_closed:${tab_id}:${at}`, type: "tab_closed", data, timestamp });
  }
  const known = new Map(previous.map((window) => [window.window_id, window]));
  for (const { window_id, managed_tab_ids, external_tab_ids } of [...next, ...closed(previous, next)]) {
    const old = known.get(window_id);
    const same = sameIds(old?.managed_tab_ids, managed_tab_ids) && sameIds(old?.external_tab_ids, external_tab_ids);
    if (same) continue;
    const data = { window_id, managed_tab_ids, external_tab_ids };
    events.push({ id: `window_tabs_changed:${window_id}:${at}`, type: "window_tabs_changed", data, timestamp });
  }
  return events;
}

function closed(previous: WindowState[], next: WindowState[]): WindowState[] {
  const there = new Set(next.map(({ window_id }) => window_id));
  return previous
    .filter(({ window_id }) => !there.has(window_id))
    .map(({ window_id }) => ({ window_id, tabs: [], managed_tab_ids: [], external_tab_ids: [] }));
}

function sameIds(before: string[] | undefined, after: string[]): boolean {
  return before !== undefined && before.length === after.length && before.every((id, index) => id === after[index]);
}

function tabsById(windows: WindowState[]): Map<string, { window_id: number; tab: TabInfo }> {
  return new Map(
    windows.flatMap(({ window_id, tabs }) => tabs.map((tab) => [tab.tab_id, { window_id, tab }] as const)),
  );
}
