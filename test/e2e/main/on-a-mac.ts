import { expect, onTestFinished } from "vitest";
import type { ManagedSession } from "../../../src/core/model/session.ts";
import { Mac, type MacOptions } from "../../mac/mac.ts";
import type { View } from "../../mac/raycast/view/view.ts";
import { eventually } from "../eventually.ts";
import { storeOf } from "../kept-by-raycast.ts";

export type Setting = MacOptions & {
  /** What sessions run in; default bash, which starts fastest. Null: as the project file or the default says. */
  shell?: string | null;
};

/** A Mac that the caller ends by `endMac`. */
export async function startMac({ shell = "/bin/bash", ...options }: Setting = {}): Promise<Mac> {
  const preferences = { ...(shell === null ? {} : { default_shell: shell }), ...options.raycast?.preferences };
  const bundles = process.env["BUNDLES"];
  return Mac.start({
    ...(bundles === undefined ? {} : { dist: bundles }),
    ...options,
    raycast: { ...options.raycast, preferences },
  });
}

/** Switches it off: no command may have crashed, no process may be left. */
export async function endMac(mac: Mac): Promise<void> {
  const crashes = mac.raycast.runs.flatMap((run) => (run.end?.crash ? [run.end.crash] : []));
  const { defects } = mac.appleEvents;
  await mac.shutdown();
  // An osascript whose command is gone ends when it finds no Mac to answer it.
  await eventually(
    "everything has ended",
    () => mac.survivors().length === 0,
    () => mac.survivors(),
  );
  expect({ crashes, defects }).toEqual({ crashes: [], defects: [] });
}

/** A Mac for one test, switched off at its end. */
export async function aMac(setting: Setting = {}): Promise<Mac> {
  const mac = await startMac(setting);
  onTestFinished(() => endMac(mac));
  return mac;
}

/** The sessions as the last tick left them, by template id. */
export async function sessionsOf(mac: Mac): Promise<Record<string, ManagedSession>> {
  const { sessions } = await storeOf(mac).runtime();
  return Object.fromEntries(Object.values(sessions).map((session) => [session.template_id, session]));
}

/** How Raycast said that a verb ended: the HUD or the last toast, or the screen that stands in the way. */
export async function said(mac: Mac, work: () => Promise<unknown>): Promise<string> {
  const { huds, toasts } = mac.raycast;
  const [heard, told] = [huds.length, toasts.length];
  await work();
  const ended = () => toasts.slice(told).findLast(({ style }) => style === "SUCCESS" || style === "FAILURE");
  const blocked = () => (mac.raycast.window?.type === "Detail" ? mac.raycast.window : null);
  await mac.raycast.until(() => huds.length > heard || ended() || blocked(), "how it ended");
  const toast = ended();
  return (
    huds.slice(heard).at(-1) ?? (toast ? [toast.title, toast.message].filter(Boolean).join(": ") : blocked()!.markdown)
  );
}

/** Opens a project by its hotkey, to the end; resolves with what Raycast said. */
export async function opens(mac: Mac, project: string): Promise<string> {
  return said(mac, () => mac.raycast.open("open-project", { arguments: { project } }));
}

/** One tick of the menu bar, as at its interval. */
export async function ticks(mac: Mac): Promise<void> {
  const bar = mac.raycast.menuBar("session-status");
  if (bar.visible) await mac.raycast.runInterval("session-status");
  else await bar.run();
}

/** Ticks until it is so. */
export async function ticksUntil<T>(mac: Mac, what: string, look: () => T | Promise<T>): Promise<NonNullable<T>> {
  return eventually(
    what,
    async () => {
      await ticks(mac);
      return look();
    },
    async () => ({ desk: deskOf(mac), sessions: await sessionsOf(mac) }),
  );
}

/** Titles of the panes as [window][tab][pane]. */
export function deskOf(mac: Mac): string[][][] {
  return mac.iterm2
    .desktop()
    .windows.map(({ tabs }) => tabs.map(({ panes }) => panes.map(({ title }) => withoutJob(title))));
}

/** iTerm2 shows the job behind a title: "[webapp] Tests (node)". */
function withoutJob(title: string): string {
  return title.replace(/ \([^()]*\)$/, "");
}

export interface PlacedPane {
  guid: string;
  title: string;
  window: number;
  tab: number;
  columns: number;
  rows: number;
  ended: boolean;
  screen: string[];
}

/** All panes; `window` is the window's id, `tab` its index now. */
export function panesOf(mac: Mac): PlacedPane[] {
  return mac.iterm2
    .desktop()
    .windows.flatMap(({ id, tabs }) =>
      tabs.flatMap(({ panes }, tab) =>
        panes.map((pane) => ({ ...pane, title: withoutJob(pane.title), window: id, tab })),
      ),
    );
}

/** The one pane of this title. */
export function paneOf(mac: Mac, title: string): PlacedPane {
  const found = panesOf(mac).filter((pane) => pane.title === title);
  if (found.length !== 1) throw new Error(`${found.length} panes '${title}' in ${JSON.stringify(deskOf(mac))}`);
  return found[0]!;
}

/** Resolves once a pane's whole text has it. */
export async function shows(mac: Mac, title: string, wanted: RegExp | string): Promise<string> {
  const read = () => mac.iterm2.terminal(paneOf(mac, title).guid).contents();
  const has = (shown: string) => (typeof wanted === "string" ? shown.includes(wanted) : wanted.test(shown));
  return eventually(`${title} shows ${wanted}`, () => (has(read()) ? read() : null), read);
}

/** Waits for a view to have loaded. */
export function loaded(view: View): Promise<unknown> {
  return view.until((now) => !now.isLoading && now.actions().length > 0, "the view to load");
}
