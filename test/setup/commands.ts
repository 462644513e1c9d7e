import type { ManagedSession } from "../../src/core/model/session.ts";
import type { Mac } from "../mac/index.ts";
import type { View } from "../mac/raycast/index.ts";
import { eventually } from "./eventually.ts";
import { layoutOf } from "./panes.ts";
import { storeOf } from "./raycast-store.ts";

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
    async () => ({ layout: layoutOf(mac), sessions: await sessionsOf(mac) }),
  );
}

/** Waits for a view to have ended its loading. */
export async function loaded(view: View): Promise<View> {
  await view.until(({ isLoading, type, node }) => node !== null && type !== null && !isLoading, "the end of loading");
  return view;
}
