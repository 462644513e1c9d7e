import type { JxaITerm2 } from "./dictionary.ts";
import type { ScriptErrors, ScriptHost } from "./jxa-script.ts";
import type { Step } from "../model/ports.ts";
import type { PaneLocation, TerminalMap } from "./terminal-map.ts";

export interface PerformRequest {
  steps: Step[];
  /** How long a launched iTerm2 may take to answer, ms. */
  launch_ms: number;
  /** Names of the programs that a new, unused window may be running. */
  shells: readonly string[];
  /** Name of the profile that logs; null: none does. */
  log_profile: string | null;
}

/** What became of a step. `skipped`: one that it builds on failed, or iTerm2 went away before it. */
export type StepOutcome =
  { ok: true; session_id: string; no_room?: boolean } | { ok: false; number: number; skipped: boolean };

/**
 * Runs inside osascript; must stay self-contained (see `jxaScript`).
 *
 * Where everything is, is read in one bulk at the start. Indexes shift with every tab made or closed, so the window
 * concerned is read again after each; that reading also tells the GUID of what was made. Three Apple events at most for
 * each session made. Each finished step is told on stderr, so that a killed script leaves word of how far it came.
 */
export function performScript(
  { steps, launch_ms, shells, log_profile }: PerformRequest,
  { app, errors, delay, tell }: ScriptHost,
  parts: { terminalMap: (app: JxaITerm2, errors: ScriptErrors) => TerminalMap },
): { state: "done"; results: StepOutcome[] } {
  const GONE = -1728;
  /** Ours: iTerm2 answered, and what it was asked for is seen not to have been done. */
  const NOT_DONE = -2700;
  /** Seconds between two texts for one pane: many programs take keys that come together for one, and drop it. */
  const BETWEEN_KEYS = 0.05;
  /** iTerm2 has no profile of this name, and has made nothing. */
  const NO_PROFILE = 1;
  /** A pane of no more columns or rows than this may be too small for iTerm2 to split it, or one beside it. */
  const LEAST = 2;

  const map = parts.terminalMap(app, errors);
  /** GUIDs by the ref of the step that makes them; null as long as it has not. */
  const made: Record<string, string | null> = {};

  const guidOf = (target: string): string => made[target] ?? target;
  const locate = (target: string): PaneLocation => {
    const at = map.find(guidOf(target));
    if (at === null) throw errors.failure(GONE);
    return at;
  };
  const newIn = (guids: string[], known: string[]) => guids.filter((guid) => guid !== "" && !known.includes(guid));

  /** What was made although nothing, or nothing usable, was given back: a tab may have come up in a window of its own. */
  const findNew = (known: string[]): string => {
    map.refresh();
    const [guid] = newIn(map.guids(), known);
    if (guid === undefined) throw errors.failure(NOT_DONE);
    return guid;
  };

  /** A profile of ours that was written just now may not be loaded yet: then this goes without. */
  let logging = log_profile;
  const withProfile = <T>({ profile, log }: Extract<Step, { ref: string }>, make: (name: string | null) => T): T => {
    if (logging === null || log !== true || profile !== null) return make(profile);
    try {
      return make(logging);
    } catch (error) {
      if (errors.numberOf(error) !== NO_PROFILE) throw error;
      logging = null;
      return make(null);
    }
  };

  const createWindow = (step: Step & { do: "create_tab" }): string => {
    const { command } = step;
    const known = map.guids();
    const window = withProfile(step, (profile) =>
      profile === null
        ? app.createWindowWithDefaultProfile({ command })
        : app.createWindowWithProfile(profile, { command }),
    );
    const given = errors.orNull(() => {
      if (window === null) return null;
      const id = window.id();
      const tabs = map.readWindow(id);
      map.add(id, tabs);
      return newIn(tabs.flat(), known)[0];
    });
    if (given) return given;
    const guid = findNew(known);
    locate(guid).window.ours = true;
    return guid;
  };

  const createTab = (step: Step & { do: "create_tab" }): string => {
    const beside = step.beside.map(guidOf);
    let window = beside.map(map.find).find((at) => at !== null)?.window;
    if (!window && step.otherwise !== "new_window") window = map.windows.find(({ hotkey, tabs }) => !hotkey && tabs[0]);
    if (!window) return createWindow(step);

    const known = map.guids();
    const jxaWindow = app.windows.byId(window.id);
    let last = -1;
    window.tabs.forEach((panes, index) => {
      if (panes.some((guid) => beside.includes(guid))) last = index;
    });
    if (window.current === null) {
      window.current = jxaWindow.currentTab.index();
      if (window.selected_before === null && window.current !== null && !window.ours) {
        window.selected_before = window.tabs[window.current]?.[0] ?? null;
      }
    }
    // A new tab comes after the selected one.
    if (last >= 0 && window.current !== last) jxaWindow.tabs.at(last).select();

    const { command } = step;
    withProfile(step, (profile) =>
      profile === null
        ? jxaWindow.createTabWithDefaultProfile({ command })
        : jxaWindow.createTab({ withProfile: profile, command }),
    );

    window.tabs = map.readWindow(window.id);
    const added = newIn(window.tabs.flat(), known);
    const expected = window.tabs[last + 1]?.[0];
    const guid = expected !== undefined && added.includes(expected) ? expected : added[added.length - 1];
    if (guid === undefined) return findNew(known);
    window.current = map.find(guid)?.tab ?? null;
    return guid;
  };

  /** Without room for another pane in its tab, iTerm2 never answers: all steps after that one would be given up. */
  const hasRoom = ({ target, direction }: Step & { do: "split" }): boolean => {
    const { sessions } = map.tabAt(locate(target));
    const lengths = (direction === "horizontal" ? sessions.rows() : sessions.columns()) ?? [];
    return !lengths.some((length) => length !== null && length <= LEAST);
  };

  const split = (step: Step & { do: "split" }): string => {
    const { target, direction, command } = step;
    const at = locate(target);
    const known = map.guids();
    const pane = map.paneAt(at);
    const method = direction === "horizontal" ? "splitHorizontally" : "splitVertically";
    const added = withProfile(step, (profile) =>
      profile === null
        ? pane[`${method}WithDefaultProfile`]({ command })
        : pane[method]({ withProfile: profile, command }),
    );
    if (!added) throw errors.failure(NOT_DONE);
    const guid = errors.orNull(() => added.id()) || newIn(map.readWindow(at.window.id).flat(), known)[0];
    if (!guid) throw errors.failure(NOT_DONE);
    at.window.tabs[at.tab]?.push(guid);
    return guid;
  };

  const closePane = (target: string): void => {
    let at = locate(target);
    const panesInTab = () => map.tabAt(at).sessions.id() ?? [];
    // Tabs have only an index: see that it is still the tab that was meant, for the user may be closing tabs too.
    let panes = panesInTab();
    if (!panes.includes(at.guid)) {
      map.refresh();
      at = locate(target);
      panes = panesInTab();
      if (!panes.includes(at.guid)) throw errors.failure(GONE);
    }
    // Closing a tab never asks; closing a pane may bring up a sheet while jobs run in it, so our steps come after them.
    if (panes.length === 1) map.tabAt(at).close();
    else map.paneAt(at).close();

    at.window.current = null;
    for (let tries = 0; tries < 3; tries++) {
      at.window.tabs = map.readWindow(at.window.id);
      if (at.window.tabs.length === 0) return map.remove(at.window);
      if (map.find(at.guid) === null) return;
      delay(0.2);
    }
    // A locked layout refuses without a word; a sheet may have been answered with no.
    throw errors.failure(NOT_DONE);
  };

  const focus = (target: string): void => {
    const at = locate(target);
    app.windows.byId(at.window.id).select();
    map.tabAt(at).select();
    map.paneAt(at).select();
    at.window.focused = true;
    at.window.current = at.tab;
    app.activate();
  };

  let typed_into: string | null = null;

  /** The GUID of the pane that the step has made, or was about. */
  const perform = (step: Exclude<Step, { do: "split" }>): string => {
    switch (step.do) {
      case "create_tab":
        return createTab(step);
      case "write":
        if (typed_into === step.target) delay(BETWEEN_KEYS);
        typed_into = step.target;
        map.paneAt(locate(step.target)).write({ text: step.text, newline: step.newline });
        return guidOf(step.target);
      case "close_pane":
        closePane(step.target);
        return guidOf(step.target);
      case "focus":
        focus(step.target);
        return guidOf(step.target);
    }
  };

  const outcomeOf = (step: Step): StepOutcome => {
    if (step.do !== "split") return { ok: true, session_id: perform(step) };
    if (hasRoom(step)) return { ok: true, session_id: split(step) };
    const { ref, target, command, profile, log } = step;
    const otherwise = "current_window";
    const session_id = createTab({ do: "create_tab", ref, beside: [target], command, profile, log, otherwise });
    return { ok: true, session_id, no_room: true };
  };

  /** Launches iTerm2 without bringing it to the front; gives the pane of the window that it may open by itself. */
  const launch = (): string | null => {
    app.launch();
    const limit = Date.now() + launch_ms;
    for (let answered = 0; ;) {
      try {
        if (app.running()) {
          map.refresh();
          answered++;
          if (map.windows.length > 0 || answered > 5) break;
        }
      } catch (error) {
        const isStarting = error instanceof TypeError || [-600, -609].includes(errors.numberOf(error));
        if (Date.now() > limit || (errors.isFatal(error) && !isStarting)) throw error;
      }
      if (Date.now() > limit) throw errors.failure(-600);
      delay(0.2);
    }
    const [guid, ...others] = map.guids();
    if (guid === undefined || others.length > 0 || map.windows.length > 1) return null;
    const restored = steps.some((step) => step.do === "create_tab" && step.beside.includes(guid));
    return restored ? null : guid;
  };

  /** Closes the window that only came up because we launched iTerm2, if nobody has used it. */
  const closeInitialWindow = (guid: string): void => {
    const at = map.find(guid);
    if (at === null) return;
    const pane = map.paneAt(at);
    const lines = (pane.contents() ?? "").split("\n").filter((line) => line.trim() !== "");
    if (lines.length > 3) return;
    // A shell that has just been started may not be seen as the job yet.
    for (let tries = 0; tries < 6; tries++) {
      const job = pane.variable({ named: "jobName" }) ?? "";
      if (shells.includes(job.replace(/^-/, ""))) return closePane(guid);
      delay(0.2);
    }
  };

  /** New tabs are selected by iTerm2; who types in that window goes on where they were. */
  const restoreSelection = (): void => {
    for (const window of map.windows.slice()) {
      if (window.selected_before === null || window.focused) continue;
      const at = map.find(window.selected_before);
      if (at !== null && at.tab !== window.current) map.tabAt(at).select();
    }
  };

  const results: StepOutcome[] = [];
  const note = (result: StepOutcome): void => {
    tell({ step: results.length, result });
    results.push(result);
  };

  let initial: string | null = null;
  if (app.running()) map.refresh();
  else if (steps.some((step) => step.do === "create_tab")) initial = launch();
  else throw errors.failure(-600);

  let fatal = 0;
  for (const step of steps) {
    if ("ref" in step) made[step.ref] = null;
    if (fatal !== 0 || ("target" in step && made[step.target] === null)) {
      note({ ok: false, number: fatal || GONE, skipped: true });
      continue;
    }
    try {
      const outcome = outcomeOf(step);
      if ("ref" in step && outcome.ok) made[step.ref] = outcome.session_id;
      note(outcome);
    } catch (error) {
      if (errors.isFatal(error)) fatal = errors.numberOf(error);
      note({ ok: false, number: errors.numberOf(error), skipped: false });
    }
  }
  if (fatal === 0) {
    try {
      if (initial !== null && Object.values(made).some((guid) => guid !== null)) closeInitialWindow(initial);
      restoreSelection();
    } catch {
      // The work is done; what fails from here on only leaves a window or a selection as it is.
    }
  }
  return { state: "done", results };
}
