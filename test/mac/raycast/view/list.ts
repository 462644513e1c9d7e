import type { TreeNode } from "../protocol.ts";
import { score } from "./filtering.ts";
import { handler, image, ofType, text, tooltip } from "./nodes.ts";

export interface ListItem {
  /** The item's `id`, else one that Raycast gave it. */
  id: string;
  title: string;
  subtitle: string;
  titleTooltip: string | null;
  subtitleTooltip: string | null;
  icon: string | null;
  iconTint: string | null;
  iconTooltip: string | null;
  keywords: string[];
  accessories: Accessory[];
  node: TreeNode;
}
export interface Accessory {
  kind: "text" | "tag" | "date" | "icon";
  text: string;
  color: string | null;
  icon: string | null;
  iconTint: string | null;
  tooltip: string | null;
}
export interface ListSection {
  /** Empty: the section that Raycast makes for items without one. */
  title: string;
  subtitle: string;
  items: ListItem[];
}

/** What a list shows for a query: its sections with the items that fit, in the order on screen. */
export function visibleSections(list: TreeNode, query: string): ListSection[] {
  const sections = sectionsOf(list);
  const filtering = list.props["filtering"] ?? list.props["enableFiltering"] ?? !handler(list, "onSearchTextChange");
  if (!filtering || !query.trim()) return sections.filter(({ items }) => items.length > 0);
  const ranked = sections.map((section) => {
    const scored = section.items.map((item) => ({ item, fit: score(query, [item.title, ...item.keywords]) }));
    const fitting = scored.filter(({ fit }) => fit > 0).toSorted((a, b) => b.fit - a.fit);
    return { ...section, items: fitting.map(({ item }) => item), best: fitting[0]?.fit ?? 0 };
  });
  const keepOrder = typeof filtering === "object" && Reflect.get(filtering, "keepSectionOrder") === true;
  const ordered = keepOrder ? ranked : ranked.toSorted((a, b) => b.best - a.best);
  return ordered
    .filter(({ items }) => items.length > 0)
    .map(({ title, subtitle, items }) => ({ title, subtitle, items }));
}

/** Items outside of sections come into sections of their own, where they stand. */
function sectionsOf(list: TreeNode): ListSection[] {
  const sections: ListSection[] = [];
  let loose: ListSection | null = null;
  for (const node of list.children) {
    if (node.type.endsWith(".Section")) {
      loose = null;
      const items = node.children.filter(isItem).map(itemOf);
      sections.push({ title: text(node.props["title"]), subtitle: text(node.props["subtitle"]), items });
    } else if (isItem(node)) {
      if (!loose) sections.push((loose = { title: "", subtitle: "", items: [] }));
      loose.items.push(itemOf(node));
    }
  }
  return sections;
}

function isItem(node: TreeNode): boolean {
  return node.type === "List.Item" || node.type === "Grid.Item";
}

function itemOf(node: TreeNode): ListItem {
  const { title, subtitle, icon, content } = node.props;
  const picture = image(icon ?? content);
  return {
    id: typeof node.props["id"] === "string" ? node.props["id"] : `raycast-${node.id}`,
    title: text(title),
    subtitle: text(subtitle),
    titleTooltip: tooltip(title),
    subtitleTooltip: tooltip(subtitle),
    icon: picture?.source ?? null,
    iconTint: picture?.tint ?? null,
    iconTooltip: tooltip(icon),
    keywords: (node.props["keywords"] as string[] | undefined) ?? [],
    accessories: ((node.props["accessories"] as Record<string, unknown>[] | null | undefined) ?? []).map(accessoryOf),
    node,
  };
}

function accessoryOf(given: Record<string, unknown>): Accessory {
  const kind = (["text", "tag", "date"] as const).find((name) => given[name] !== undefined && given[name] !== null);
  const value: unknown = kind && given[kind];
  const inner: unknown =
    value instanceof Date || typeof value !== "object" ? value : Reflect.get(value as object, "value");
  const color: unknown = typeof value === "object" && value !== null ? Reflect.get(value, "color") : null;
  const picture = image(given["icon"]);
  return {
    kind: kind ?? "icon",
    text: inner instanceof Date ? inner.toISOString() : inner === undefined || inner === null ? "" : String(inner),
    color: typeof color === "string" ? color : null,
    icon: picture?.source ?? null,
    iconTint: picture?.tint ?? null,
    tooltip: typeof given["tooltip"] === "string" ? given["tooltip"] : null,
  };
}

export interface EmptyState {
  title: string;
  description: string;
  icon: string | null;
  /** False: Raycast's own "No Results". */
  custom: boolean;
  node: TreeNode | null;
}

/** The empty view, if it is on screen: no item is, and not while the list is loading with an empty search bar. */
export function emptyStateOf(list: TreeNode, sections: ListSection[], query: string): EmptyState | null {
  if (sections.length > 0 || (list.props["isLoading"] === true && query === "")) return null;
  const node = list.children.find(({ type }) => type === "EmptyView") ?? null;
  if (!node) return { title: "No Results", description: "", icon: null, custom: false, node: null };
  const { title, description, icon } = node.props;
  return {
    title: text(title),
    description: text(description),
    icon: image(icon)?.source ?? null,
    custom: true,
    node,
  };
}

/** The dropdown in the search bar. */
export interface SearchDropdown {
  node: TreeNode;
  tooltip: string;
  options: { value: string; title: string }[];
}
export function searchDropdown(list: TreeNode): SearchDropdown | null {
  const node = list.slots["searchBarAccessory"]?.find(({ type }) => type === "SearchBar.Dropdown");
  return node ? { node, tooltip: text(node.props["tooltip"]), options: optionsOf(node) } : null;
}

export function optionsOf(node: TreeNode): { value: string; title: string }[] {
  const items = [...ofType(node.children, "Dropdown.Item"), ...ofType(node.children, "TagPicker.Item")];
  return items.map((item) => ({ value: text(item.props["value"]), title: text(item.props["title"]) }));
}
