import type { TreeNode } from "../protocol.ts";

/** The Mac's appearance. */
export type Appearance = "light" | "dark";

const seen: Record<Appearance, WeakMap<TreeNode, TreeNode>> = { light: new WeakMap(), dark: new WeakMap() };

/** The tree as it is seen in that appearance: each image and color of the shape `{ light, dark }` is one of the two. */
export function inAppearance(node: TreeNode, appearance: Appearance): TreeNode {
  const known = seen[appearance].get(node);
  if (known) return known;
  const look = (nodes: TreeNode[]) => nodes.map((one) => inAppearance(one, appearance));
  const shown: TreeNode = {
    ...node,
    props: chosen(node.props, appearance) as Record<string, unknown>,
    children: look(node.children),
    slots: Object.fromEntries(Object.entries(node.slots).map(([name, nodes]) => [name, look(nodes)])),
  };
  seen[appearance].set(node, shown);
  return shown;
}

function chosen(value: unknown, appearance: Appearance): unknown {
  if (Array.isArray(value)) return value.map((one) => chosen(one, appearance));
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if ("light" in value && "dark" in value) return value[appearance];
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, chosen(entry, appearance)]));
}
