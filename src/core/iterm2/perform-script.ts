import type { JxaGlobals, JxaITerm2, JxaSession } from "./dictionary.ts";
import type { Step, StepResult } from "../model/ports.ts";
import type { MappedWindow, TerminalMap } from "./terminal-map.ts";

export interface PerformRequest {
  steps: Step[];
  /** How long a launched iTerm2 may take to answer, ms. */
  launch_ms: number;
}

/**
 * Runs inside osascript; must stay self-contained (see `jxaScript`). Gives JSON of the shape in `perform.ts`.
 *
 * Where everything is, is read in one bulk at the start. Indexes shift with every tab made or closed, so the window
 * concerned is read again after each; that reading also tells the GUID of what was made. Three Apple events at most for
 * each session made. Each finished step is told on stderr, so that a killed script leaves word of how far it came.
 */
export function performScript(
  request: PerformRequest,
  jxa: JxaGlobals,
  parts: { terminalMap: (app: JxaITerm2) => TerminalMap },
): string {
  const GONE = -1728;
  /** Ours: iTerm2 answered, and what it was asked for is seen not to have been done. */
  const NOT_DONE = -2700;
  /** Ours: see `apple-event-faults.ts`. */
  const NO_ROOM = 100;
  /** A pane of no more columns or rows than this may be too small for iTerm2 to split it, or one beside it. */
  const LEAST = 2;

  let app: JxaITerm2;
  try {
    app = jxa.Application("com.googlecode.iterm2");
  } catch {
    return JSON.stringify({ state: "condition", condition: "not_installed" });
  }

  const map = parts.terminalMap(app);
  const refs: Record<string, string> = {};
  const failedRefs: Record<string, boolean> = {};

  const guidOf = (target: string): string => refs[target] || target;
  const placeOf = (target: string): { window: MappedWindow; tab: number; guid: string } => {
    const guid = guidOf(target);
    const place = map.find(guid);
    if (place === null) throw map.failure(GONE);
    return { window: place.window, tab: place.tab, guid };
  };

  /** What was made although nothing, or nothing usable, was given back: a tab may have come up in a window of its own. */
  const lookForNew = (known: Record<string, true>): string => {
    map.look();
    const found: string[] = [];
    for (const window of map.windows) found.push(...map.newIn(window.tabs, known));
    const [guid] = found;
    if (guid === undefined) throw map.failure(NOT_DONE);
    return guid;
  };

  const createWindow = (command: string, profile: string | null): string => {
    const known = map.guids();
    const made =
      profile === null
        ? app.createWindowWithDefaultProfile({ command })
        : app.createWindowWithProfile(profile, { command });
    if (made) {
      try {
        const id = made.id();
        const tabs = map.readWindow(id);
        map.adopt(id, tabs);
        const [guid] = map.newIn(tabs, known);
        if (guid !== undefined) return guid;
      } catch (error) {
        if (map.isFatal(error)) throw error;
      }
    }
    const guid = lookForNew(known);
    const place = map.find(guid);
    if (place !== null) place.window.ours = true;
    return guid;
  };

  const createTab = (step: Step & { do: "create_tab" }): string => {
    const beside = step.beside.map(guidOf);
    const anchor = beside.map(map.find).find((place) => place !== null) || null;
    let window = anchor === null ? null : anchor.window;
    if (window === null && step.otherwise !== "new_window") {
      window = map.windows.find((seen) => !seen.hotkey && seen.tabs !== null && seen.tabs.length > 0) || null;
    }
    if (window === null) return createWindow(step.command, step.profile);

    const known = map.guids();
    const jxaWindow = app.windows.byId(window.id);
    const tabs = window.tabs || [];
    let last = -1;
    tabs.forEach((panes, index) => {
      if (panes.some((guid) => beside.includes(guid))) last = index;
    });
    if (window.current === null) {
      window.current = jxaWindow.currentTab.index();
      if (window.selected_before === null && window.current !== null && !window.ours) {
        window.selected_before = (tabs[window.current] || [])[0] || null;
      }
    }
    // A new tab comes after the selected one.
    if (last >= 0 && window.current !== last) jxaWindow.tabs.at(last).select();

    if (step.profile === null) jxaWindow.createTabWithDefaultProfile({ command: step.command });
    else jxaWindow.createTab({ withProfile: step.profile, command: step.command });

    window.tabs = map.readWindow(window.id);
    const made = map.newIn(window.tabs, known);
    const expected = ((window.tabs || [])[last + 1] || [])[0];
    const guid = expected !== undefined && made.includes(expected) ? expected : made[made.length - 1];
    if (guid === undefined) return lookForNew(known);
    const place = map.find(guid);
    window.current = place === null ? null : place.tab;
    return guid;
  };

  const split = (step: Step & { do: "split" }): string => {
    const place = placeOf(step.target);
    const known = map.guids();
    const pane = map.paneAt(place, place.guid);
    const { command, profile } = step;
    // Without room iTerm2 never answers: 120 s would go by, and all steps after this one be given up.
    const { sessions } = map.tabAt(place.window, place.tab);
    const lengths = (step.direction === "horizontal" ? sessions.rows() : sessions.columns()) || [];
    if (lengths.some((length) => length !== null && length <= LEAST)) throw map.failure(NO_ROOM);
    let made: JxaSession | null;
    if (step.direction === "horizontal") {
      made =
        profile === null
          ? pane.splitHorizontallyWithDefaultProfile({ command })
          : pane.splitHorizontally({ withProfile: profile, command });
    } else {
      made =
        profile === null
          ? pane.splitVerticallyWithDefaultProfile({ command })
          : pane.splitVertically({ withProfile: profile, command });
    }
    if (!made) throw map.failure(NOT_DONE);
    let guid: string | undefined;
    try {
      guid = made.id();
    } catch (error) {
      if (map.isFatal(error)) throw error;
      [guid] = map.newIn(map.readWindow(place.window.id), known);
    }
    if (!guid) throw map.failure(NOT_DONE);
    const panes = (place.window.tabs || [])[place.tab];
    if (panes) panes.push(guid);
    return guid;
  };

  const closePane = (target: string): void => {
    const place = placeOf(target);
    // Tabs have only an index: see that it is still the tab that was meant, for the user may be closing tabs too.
    const tab = map.tabAt(place.window, place.tab);
    let panes = tab.sessions.id() || [];
    if (!panes.includes(place.guid)) {
      map.look();
      const again = placeOf(target);
      place.window = again.window;
      place.tab = again.tab;
      panes = map.tabAt(place.window, place.tab).sessions.id() || [];
      if (!panes.includes(place.guid)) throw map.failure(GONE);
    }
    // Closing a tab never asks; closing a pane may bring up a sheet while jobs run in it, so our steps come after them.
    if (panes.length === 1) map.tabAt(place.window, place.tab).close();
    else map.paneAt(place, place.guid).close();

    place.window.current = null;
    for (let tries = 0; tries < 3; tries++) {
      const tabs = map.readWindow(place.window.id);
      if (tabs === null || tabs.length === 0) return map.forget(place.window);
      place.window.tabs = tabs;
      if (map.find(place.guid) === null) return;
      jxa.delay(0.2);
    }
    // A locked layout refuses without a word; a sheet may have been answered with no.
    throw map.failure(NOT_DONE);
  };

  const focus = (step: Step & { do: "focus" }): void => {
    const place = placeOf(step.target);
    app.windows.byId(place.window.id).select();
    map.tabAt(place.window, place.tab).select();
    map.paneAt(place, place.guid).select();
    place.window.focused = true;
    place.window.current = place.tab;
    if (step.activate) app.activate();
  };

  const isDone = (step: Step): string | null => {
    switch (step.do) {
      case "create_window":
        return createWindow(step.command, step.profile);
      case "create_tab":
        return createTab(step);
      case "split":
        return split(step);
      case "write": {
        const place = placeOf(step.target);
        map.paneAt(place, place.guid).write({ text: step.text, newline: step.newline });
        return place.guid;
      }
      case "close_pane":
        closePane(step.target);
        return guidOf(step.target);
      case "focus":
        focus(step);
        return guidOf(step.target);
    }
  };

  /** Launches iTerm2 without bringing it to the front; gives the pane of the empty window that it may open by itself. */
  const launch = (): string | null => {
    app.launch();
    const limit = Date.now() + request.launch_ms;
    let answered = 0;
    for (;;) {
      try {
        if (app.running()) {
          map.look();
          answered++;
          if (map.windows.length > 0 || answered > 5) break;
        }
      } catch (error) {
        if (map.isFatal(error) && ![-600, -609].includes(map.numberOf(error)) && !(error instanceof TypeError))
          throw error;
        if (Date.now() > limit) throw error;
      }
      if (Date.now() > limit) throw map.failure(-600);
      jxa.delay(0.2);
    }
    const [first] = map.windows;
    if (map.windows.length !== 1 || !first || !first.tabs || first.tabs.length !== 1) return null;
    const panes = first.tabs[0] || [];
    const [guid] = panes;
    if (panes.length !== 1 || guid === undefined) return null;
    const restored = request.steps.some((step) => step.do === "create_tab" && step.beside.includes(guid));
    return restored ? null : guid;
  };

  /** Closes the window that only came up because we launched iTerm2, if nobody has used it and no session was restored in it. */
  const closeStray = (guid: string): void => {
    const place = map.find(guid);
    if (place === null) return;
    const pane = map.paneAt(place, guid);
    const lines = (pane.contents() || "").split("\n").filter((line) => line.trim() !== "");
    if (lines.length > 3) return;
    // A shell that has just been started may not be seen as the job yet.
    for (let tries = 0; tries < 6; tries++) {
      const job = pane.variable({ named: "jobName" }) || "";
      if (/^-?(zsh|bash|fish|login)$/.test(job)) return closePane(guid);
      jxa.delay(0.2);
    }
  };

  /** New tabs are selected by iTerm2; who types in that window goes on where they were. */
  const restoreSelection = (): void => {
    for (const window of map.windows.slice()) {
      if (window.selected_before === null || window.focused) continue;
      const place = map.find(window.selected_before);
      if (place !== null && place.tab !== window.current) map.tabAt(place.window, place.tab).select();
    }
  };

  const results: StepResult[] = [];
  const note = (result: StepResult): void => {
    jxa.console.log(JSON.stringify({ step: results.length, result }));
    results.push(result);
  };

  try {
    const creates = request.steps.some((step) => step.do === "create_window" || step.do === "create_tab");
    let stray: string | null = null;
    if (app.running()) map.look();
    else if (creates) stray = launch();
    else return JSON.stringify({ state: "error", number: -600, text: "" });

    let fatal = 0;
    for (const step of request.steps) {
      const needs = step.do === "create_window" || step.do === "create_tab" ? null : step.target;
      if (fatal !== 0 || (needs !== null && failedRefs[needs])) {
        if ("ref" in step) failedRefs[step.ref] = true;
        note({ ok: false, number: fatal || GONE, skipped: true });
        continue;
      }
      try {
        const guid = isDone(step);
        if ("ref" in step && guid !== null) refs[step.ref] = guid;
        note({ ok: true, session_id: guid });
      } catch (error) {
        if ("ref" in step) failedRefs[step.ref] = true;
        if (map.isFatal(error)) fatal = map.numberOf(error);
        note({ ok: false, number: map.numberOf(error), skipped: false });
      }
    }
    if (fatal === 0) {
      // The work is done; what fails from here on only leaves a window or a selection as it is.
      try {
        if (stray !== null && Object.keys(refs).length > 0) closeStray(stray);
        restoreSelection();
      } catch (error) {
        jxa.console.log(JSON.stringify({ tidying: map.numberOf(error) }));
      }
    }
    return JSON.stringify({ state: "done", results });
  } catch (error) {
    if (error instanceof TypeError) return JSON.stringify({ state: "condition", condition: "no_terminology" });
    return JSON.stringify({ state: "error", number: map.numberOf(error), text: String(error) });
  }
}
