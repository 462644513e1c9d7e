import { Raycast } from "./host/raycast.ts";
import type { RaycastOptions } from "./host/options.ts";

export { Raycast, ToolError, type IntervalResult, type ToolOptions, type ToolResult } from "./host/raycast.ts";
export { CommandCrash, NotReached, Run, type RunEnd } from "./host/run.ts";
export { MenuBarItem, OpenMenu } from "./host/menu-bar.ts";
export { AlertHandle, ToastHandle, type AlertAnswer } from "./host/feedback.ts";
export { defaultApplications, defaultPointKinds, type RaycastOptions } from "./host/options.ts";
export { intervalOf, readManifest, type Command, type Manifest } from "./host/manifest.ts";
export type { LaunchOptions } from "./host/launcher.ts";
export type { LinkAnswer } from "./host/links.ts";
export type { StorageGate, StorageRequest } from "./host/storage.ts";
export { View, type Frame } from "./view/view.ts";
export type { ActionEntry } from "./view/actions.ts";
export type { FormField, FormHandle } from "./view/form.ts";
export type { Accessory, EmptyState, ListItem, ListSection } from "./view/list.ts";
export type { MenuEntry } from "./view/menu.ts";
export { menuToText, viewToText } from "./picture/text.ts";
export { menuToHtml } from "./picture/menu-html.ts";
export { viewToHtml } from "./picture/view-html.ts";
export { Keyboard } from "./worker/api/keyboard.ts";
export { esbuild } from "./host/worker-source.ts";
export { reservedShortcuts, shortcutText } from "./view/shortcuts.ts";
export type { AwaitPoint, CrashReport, KillAt, PointKind, StorageValue, Tree, TreeNode } from "./protocol.ts";

/** Starts Raycast with one built extension. What it kept in `<supportPath>.raycast` before is there again. */
export async function startRaycast(options: RaycastOptions): Promise<Raycast> {
  return new Raycast(options);
}
