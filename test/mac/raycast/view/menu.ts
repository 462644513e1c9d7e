import type { TreeNode } from "../protocol.ts";
import { handler, image, text } from "./nodes.ts";
import { shortcutText } from "./shortcuts.ts";

/** One row of a menu bar menu, flattened: submenus are followed by their rows. */
export interface MenuEntry {
  kind: "item" | "section" | "submenu" | "separator";
  title: string;
  subtitle: string;
  tooltip: string;
  icon: string | null;
  iconTint: string | null;
  /** Items without an action and submenus without rows are shown disabled. */
  enabled: boolean;
  shortcut: string | null;
  /** Titles of the submenus around it. */
  path: string[];
  /** Shown instead while ⌥ is held. */
  alternate: MenuEntry | null;
  handler: string | null;
}

export function menuEntries(menuBar: TreeNode): MenuEntry[] {
  return rows(menuBar.children, []);
}

function rows(nodes: TreeNode[], path: string[]): MenuEntry[] {
  return nodes.flatMap((node): MenuEntry[] => {
    const entry = entryOf(node, path);
    switch (node.type) {
      case "MenuBarExtra.Section":
        return [...(entry.title ? [entry] : [{ ...entry, kind: "separator" as const }]), ...rows(node.children, path)];
      case "MenuBarExtra.Submenu":
        return [entry, ...rows(node.children, [...path, entry.title])];
      case "MenuBarExtra.Item":
      case "MenuBarExtra.Separator":
        return [entry];
      default:
        throw new Error(`A menu bar menu cannot hold ${node.type}`);
    }
  });
}

const kinds: Record<string, MenuEntry["kind"]> = {
  "MenuBarExtra.Section": "section",
  "MenuBarExtra.Submenu": "submenu",
  "MenuBarExtra.Separator": "separator",
};

function entryOf(node: TreeNode, path: string[]): MenuEntry {
  const icon = image(node.props["icon"]);
  const alternate = node.slots["alternate"]?.[0];
  const onAction = handler(node, "onAction");
  return {
    kind: kinds[node.type] ?? "item",
    title: text(node.props["title"]),
    subtitle: text(node.props["subtitle"]),
    tooltip: text(node.props["tooltip"]),
    icon: icon?.source ?? null,
    iconTint: icon?.tint ?? null,
    enabled: node.type === "MenuBarExtra.Submenu" ? node.children.length > 0 : onAction !== null,
    shortcut: shortcutText(node.props["shortcut"]),
    path,
    alternate: alternate ? entryOf(alternate, path) : null,
    handler: onAction,
  };
}

/**
 * What Raycast would get wrong: identical items at one level cross their actions (#12204; sections do not make
 * levels, submenus do), and a root that is no `MenuBarExtra` is no menu bar item.
 */
export function findMenuProblem(node: TreeNode): string | null {
  if (node.type !== "MenuBarExtra") return `a menu bar command renders a MenuBarExtra or null, not ${node.type}`;
  return problemAt(node.children, text(node.props["title"]) || "the menu");
}

function problemAt(nodes: TreeNode[], level: string): string | null {
  const flat = nodes.flatMap((node) => (node.type === "MenuBarExtra.Section" ? node.children : [node]));
  const seen = new Set<string>();
  for (const node of flat) {
    if (node.type === "MenuBarExtra.Submenu") {
      const inner = problemAt(node.children, text(node.props["title"]));
      if (inner) return inner;
    }
    if (node.type !== "MenuBarExtra.Item" || !handler(node, "onAction")) continue;
    const looks = Object.entries(node.props).filter(([name]) => name !== "onAction");
    const face = JSON.stringify(looks.toSorted(([a], [b]) => a.localeCompare(b)));
    if (seen.has(face)) return `two identical items "${text(node.props["title"])}" in ${level}: their actions cross`;
    seen.add(face);
  }
  return null;
}
