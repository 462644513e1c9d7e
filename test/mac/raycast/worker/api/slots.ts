import { createElement, type ReactElement, type ReactNode } from "react";

/**
 * A host element whose element-valued props become slots, so that they render in place, with their context and hooks.
 * `children` stay children.
 */
export function host(type: string, props: object, slots: Record<string, ReactNode> = {}): ReactElement {
  const { children, ...rest } = props as { children?: ReactNode };
  for (const name of Object.keys(slots)) Reflect.deleteProperty(rest, name);
  const filled = Object.entries(slots).filter(([, content]) => content !== undefined && content !== null);
  const inside = filled.map(([name, content]) => createElement("slot", { key: name, name }, content));
  return createElement(type, rest, ...inside, children);
}
