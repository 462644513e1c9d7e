import type * as Raycast from "@raycast/api";
import { call, order } from "../port.ts";
import { AlertActionStyle } from "./enums.ts";
import { strict } from "./strict.ts";

interface CloseOptions {
  clearRootSearch?: boolean;
  popToRootType?: Raycast.PopToRootType;
}

export async function showHUD(title: string, options: CloseOptions = {}): Promise<void> {
  await call("hud.show", title, options.popToRootType);
}
export async function closeMainWindow(options: CloseOptions = {}): Promise<void> {
  await call("window.close", options.popToRootType);
}
export async function popToRoot(): Promise<void> {
  await call("window.popToRoot");
}
export async function clearSearchBar(): Promise<void> {
  await call("search.clear");
}

export const Alert = strict("Alert", { ActionStyle: AlertActionStyle });

/** Resolves with the user's answer, after the callback of the button that was pressed. */
export async function confirmAlert(options: Raycast.Alert.Options): Promise<boolean> {
  if (order.props.launchType === "background") throw new Error("confirmAlert needs a user: this run is in background");
  if (order.mode === "menu-bar" || order.tool) throw new Error("confirmAlert has no window in menu bars and tools");
  const { primaryAction, dismissAction, title, message, icon, rememberUserChoice } = options;
  const confirmed = await call("alert.confirm", {
    title,
    message,
    icon,
    rememberUserChoice,
    primaryAction: { title: primaryAction?.title ?? "OK", style: primaryAction?.style ?? AlertActionStyle.Default },
    dismissAction: { title: dismissAction?.title ?? "Cancel", style: dismissAction?.style ?? AlertActionStyle.Cancel },
  });
  (confirmed ? primaryAction : dismissAction)?.onAction?.();
  return confirmed;
}
