import type { HandlerRef, TreeNode } from "../protocol.ts";

/** Reading props of tree nodes: they come from a command, so their shapes are looked at, not believed. */

/** The text of a string prop or of `{ value }`. */
export function text(value: unknown): string {
  if (typeof value === "string" || typeof value === "number") return String(value);
  const inner: unknown = typeof value === "object" && value !== null ? Reflect.get(value, "value") : undefined;
  return inner === undefined || inner === null ? "" : text(inner);
}

export function tooltip(value: unknown): string | null {
  const inner: unknown = typeof value === "object" && value !== null ? Reflect.get(value, "tooltip") : undefined;
  return typeof inner === "string" ? inner : null;
}

/** The reference of a function prop, for `Run.invoke`. */
export function handler(node: TreeNode | null | undefined, prop: string): string | null {
  const value = node?.props[prop];
  return typeof value === "object" && value !== null && "$handler" in value ? (value as HandlerRef).$handler : null;
}

/** The nodes of one type at or under `nodes`, in order. */
export function ofType(nodes: TreeNode[], type: string): TreeNode[] {
  return nodes.flatMap((node) => (node.type === type ? [node] : ofType(node.children, type)));
}

/** `raycast-16` icon names, file names and emoji as they are; what an image is tinted with. */
export function image(value: unknown): { source: string; tint: string | null; mask: string | null } | null {
  if (typeof value === "string") return { source: value, tint: null, mask: null };
  if (typeof value !== "object" || value === null) return null;
  if ("value" in value) return image(value.value);
  if ("fileIcon" in value) return { source: `file:${String(value.fileIcon)}`, tint: null, mask: null };
  const source: unknown = Reflect.get(value, "source");
  if (typeof source !== "string") return null;
  const mask: unknown = Reflect.get(value, "mask");
  return { source, tint: color(Reflect.get(value, "tintColor")), mask: typeof mask === "string" ? mask : null };
}

function color(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
