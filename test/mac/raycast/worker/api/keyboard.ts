import type * as Raycast from "@raycast/api";
import { strict } from "./strict.ts";

type Keys = Raycast.Keyboard.KeyEquivalent;
type Modifiers = Raycast.Keyboard.KeyModifier[];

/** Shortcuts of `Keyboard.Shortcut.Common`: developers.raycast.com, API reference, Keyboard. macOS, then Windows. */
const common = {
  Copy: [["cmd", "shift"], "c", ["ctrl", "shift"], "c"],
  CopyDeeplink: [["cmd", "shift"], "c", ["ctrl", "shift"], "c"],
  CopyName: [["cmd", "shift"], ".", ["ctrl", "alt"], "c"],
  CopyPath: [["cmd", "shift"], ",", ["alt", "shift"], "c"],
  Save: [["cmd"], "s", ["ctrl"], "s"],
  Duplicate: [["cmd"], "d", ["ctrl", "shift"], "s"],
  Edit: [["cmd"], "e", ["ctrl"], "e"],
  MoveDown: [["cmd", "shift"], "arrowDown", ["ctrl", "shift"], "arrowDown"],
  MoveUp: [["cmd", "shift"], "arrowUp", ["ctrl", "shift"], "arrowUp"],
  New: [["cmd"], "n", ["ctrl"], "n"],
  Open: [["cmd"], "o", ["ctrl"], "o"],
  OpenWith: [["cmd", "shift"], "o", ["ctrl", "shift"], "o"],
  Pin: [["cmd", "shift"], "p", ["ctrl"], "."],
  Refresh: [["cmd"], "r", ["ctrl"], "r"],
  Remove: [["ctrl"], "x", ["ctrl"], "d"],
  RemoveAll: [["ctrl", "shift"], "x", ["ctrl", "shift"], "d"],
  ToggleQuickLook: [["cmd"], "y", ["ctrl"], "y"],
} satisfies Record<keyof typeof Raycast.Keyboard.Shortcut.Common, [Modifiers, Keys, Modifiers, Keys]>;

type Common = typeof Raycast.Keyboard.Shortcut.Common;
const shortcuts = Object.entries(common).map(([name, [modifiers, key, windowsModifiers, windowsKey]]) => [
  name,
  { macOS: { modifiers, key }, Windows: { modifiers: windowsModifiers, key: windowsKey } },
]);

export const Keyboard = strict("Keyboard", {
  Shortcut: strict("Keyboard.Shortcut", {
    Common: strict("Keyboard.Shortcut.Common", Object.fromEntries(shortcuts) as Common),
  }),
});
