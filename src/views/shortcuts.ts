import { Keyboard } from "@raycast/api";

const { Common } = Keyboard.Shortcut;

/** The shortcut of each action that has one, by what the action means. Raycast itself gives ↵ and ⌘↵ to a panel's first two. */
export const SHORTCUT = {
  refresh: Common.Refresh,
  toggleDetails: Common.ToggleQuickLook,
  newProject: Common.New,
  edit: Common.Edit,
  duplicate: Common.Duplicate,
  pin: Common.Pin,
  moveUp: Common.MoveUp,
  moveDown: Common.MoveDown,
  openInEditor: Common.OpenWith,
  copyPath: Common.CopyPath,
  copyDeepLink: Common.CopyDeeplink,
  copyOutput: Common.Copy,
  delete: Common.Remove,
  stopSession: Common.Remove,
  closeWindowTabs: Common.Remove,
  clearHistory: Common.RemoveAll,
  closeAllTabs: Common.RemoveAll,
} as const satisfies Record<string, Keyboard.Shortcut>;

export type ShortcutMeaning = keyof typeof SHORTCUT;

/** Meanings that share a key: never in one and the same panel. */
export const SHARED_SHORTCUTS: readonly (readonly ShortcutMeaning[])[] = [
  ["delete", "stopSession", "closeWindowTabs"],
  ["clearHistory", "closeAllTabs"],
  ["copyOutput", "copyDeepLink"],
];
