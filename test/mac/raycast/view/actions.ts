import type { TreeNode } from "../protocol.ts";
import { handler, image, text } from "./nodes.ts";
import { shortcutText } from "./shortcuts.ts";

/** One action of a panel, in the order of the panel. */
export interface ActionEntry {
  title: string;
  /** `Action`, `Push`, `CopyToClipboard`, `SubmitForm`, … */
  kind: string;
  /** Title of its section; null: a section without one. `sectionIndex` tells sections apart. */
  section: string | null;
  sectionIndex: number;
  /** Titles of the submenus on the way to it. */
  submenu: string[];
  /** The shortcut it asks for, as Raycast writes it ("⌘⇧C"). */
  shortcut: string | null;
  /** What its place gives it: Enter for the first action, and so on. A submenu takes a place; what is in it has none. */
  key: string | null;
  style: "regular" | "destructive";
  icon: string | null;
  iconTint: string | null;
  /** What a convenience action would open, copy or show. */
  target: unknown;
  node: TreeNode;
}

const placeKeys = { form: ["⌘↵", "⌘⇧↵"], other: ["↵", "⌘↵"] } as const;

/** The actions of the panel in a slot (`node.slots.actions`), flattened. */
export function actionEntries(panel: TreeNode[] | undefined, place: "form" | "other"): ActionEntry[] {
  const entries: ActionEntry[] = [];
  let section = -1;
  let places = 0;
  const walk = (nodes: TreeNode[], title: string | null, submenu: string[], titled: boolean) => {
    if (!titled && nodes.some(({ type }) => type === "Action")) section += 1;
    for (const node of nodes) {
      if (node.type === "ActionPanel.Section") {
        section += 1;
        walk(node.children, textOrNull(node.props["title"]), submenu, true);
      } else if (node.type === "ActionPanel.Submenu") {
        if (submenu.length === 0) places += 1;
        walk(node.children, title, [...submenu, text(node.props["title"])], true);
      } else if (node.type === "Action") {
        const entry = entryOf(node, title, section, submenu);
        if (submenu.length === 0) entry.key = placeKeys[place][places++] ?? null;
        entries.push(entry);
      }
    }
  };
  const root = panel?.find(({ type }) => type === "ActionPanel");
  if (root) walk(root.children, null, [], false);
  return entries;
}

function entryOf(node: TreeNode, section: string | null, sectionIndex: number, submenu: string[]): ActionEntry {
  const icon = image(node.props["icon"]);
  return {
    title: text(node.props["title"]),
    kind: String(node.props["kind"]),
    section,
    sectionIndex,
    submenu,
    shortcut: shortcutText(node.props["shortcut"]),
    key: null,
    style: node.props["style"] === "destructive" ? "destructive" : "regular",
    icon: icon?.source ?? null,
    iconTint: icon?.tint ?? null,
    target: node.props["target"] ?? node.props["content"],
    node,
  };
}

/** The entry of this title, or of "Submenu › Title". Throws naming what there is, or if two fit. */
export function actionNamed(entries: ActionEntry[], title: string): ActionEntry {
  const names = (entry: ActionEntry) => [entry.title, [...entry.submenu, entry.title].join(" › ")];
  const found = entries.filter((entry) => names(entry).includes(title));
  if (found.length === 1) return found[0] as ActionEntry;
  const all = entries.map((entry) => names(entry)[1]).join(", ") || "none";
  throw new Error(`${found.length === 0 ? "No" : "More than one"} action "${title}" among: ${all}`);
}

export function actionHandler(entry: ActionEntry): string {
  return handler(entry.node, "onAction") ?? handler(entry.node, "onSubmit") ?? "";
}

function textOrNull(value: unknown): string | null {
  return text(value) || null;
}
