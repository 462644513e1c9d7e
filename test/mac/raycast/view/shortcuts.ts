/** Keyboard shortcuts as Raycast writes them on a Mac: "⌘⇧C". */

const modifierSigns: Record<string, string> = { ctrl: "⌃", opt: "⌥", alt: "⌥", shift: "⇧", cmd: "⌘" };
const keySigns: Record<string, string> = {
  return: "↵",
  enter: "↵",
  delete: "⌫",
  backspace: "⌫",
  deleteForward: "⌦",
  tab: "⇥",
  space: "␣",
  escape: "⎋",
  arrowUp: "↑",
  arrowDown: "↓",
  arrowLeft: "←",
  arrowRight: "→",
};

/** Taken by Raycast itself in every view: an action that binds one of them never hears it. */
export const reservedShortcuts = ["⌘K", "⌘W", "⌘,", "⌘Q", "⌘P", "⎋", "⌘⎋", "↵", "⌘↵", "⌘⇧↵"];

/** What `Keyboard.Shortcut` (its macOS side) looks like; null if there is none. */
export function shortcutText(shortcut: unknown): string | null {
  if (typeof shortcut !== "object" || shortcut === null) return null;
  const mac: unknown = Reflect.get(shortcut, "macOS") ?? shortcut;
  const { modifiers = [], key = "" } = mac as { modifiers?: string[]; key?: string };
  if (!key) return null;
  const order = ["⌘", "⌃", "⌥", "⇧"];
  const signs = [...new Set(modifiers.map((name) => modifierSigns[name] ?? name))];
  signs.sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return signs.join("") + (keySigns[key] ?? key.toUpperCase());
}
