import type { HandlerRef, Screen, Tree, TreeNode } from "../protocol.ts";

/** The live elements of the command, and their plain picture for the host. */

export interface Instance {
  id: number;
  type: string;
  props: Record<string, unknown>;
  children: Instance[];
  hidden: boolean;
}
export interface Container {
  children: Instance[];
}

let count = 0;
const mounted = new Map<number, Instance>();

export function createInstance(type: string, props: Record<string, unknown>): Instance {
  const instance: Instance = { id: ++count, type, props, children: [], hidden: false };
  mounted.set(instance.id, instance);
  return instance;
}

export function forget(instance: Instance): void {
  mounted.delete(instance.id);
}

/** The function behind a reference that the host was sent; undefined if its element is gone. */
export function handlerOf(reference: string): ((...args: unknown[]) => unknown) | undefined {
  const [id, path = ""] = reference.split(":");
  let value: unknown = mounted.get(Number(id))?.props;
  for (const key of path.split("."))
    value = value === undefined || value === null ? undefined : Reflect.get(value, key);
  return typeof value === "function" ? (value as (...args: unknown[]) => unknown) : undefined;
}

export function pictureOf(container: Container): Tree {
  return { screens: container.children.map(screenOf) };
}

function screenOf(instance: Instance): Screen {
  const node = instance.children.find((child) => !child.hidden);
  return { id: instance.id, node: node ? nodeOf(node) : null };
}

function nodeOf(instance: Instance): TreeNode {
  const node: TreeNode = { id: instance.id, type: instance.type, props: {}, children: [], slots: {} };
  for (const [name, value] of Object.entries(instance.props)) {
    if (name !== "children" && value !== undefined) node.props[name] = plain(value, `${instance.id}:${name}`);
  }
  for (const child of instance.children) {
    if (child.hidden) continue;
    if (child.type === "slot") node.slots[String(child.props["name"])] = child.children.map(nodeOf);
    else node.children.push(nodeOf(child));
  }
  return node;
}

/** Functions become references; what is left survives the way to the host. */
function plain(value: unknown, path: string): unknown {
  if (typeof value === "function") return { $handler: path } satisfies HandlerRef;
  if (typeof value === "symbol") return String(value);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (value instanceof URL) return value.href;
  if (Array.isArray(value)) return value.map((entry, index) => plain(entry, `${path}.${index}`));
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plain(entry, `${path}.${key}`)]));
}
