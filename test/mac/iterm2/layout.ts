/** How the panes of one tab share its area: a tree of splits. `share` is the first part's, between 0 and 1. */
export type Layout<T> =
  | { kind: "pane"; pane: T }
  | { kind: "split"; direction: Direction; share: number; first: Layout<T>; second: Layout<T> };

/** `vertical`: a vertical divider, side by side; `horizontal`: one above the other. */
export type Direction = "vertical" | "horizontal";

export interface Size {
  columns: number;
  rows: number;
}

/** iTerm2 makes no pane smaller than this. */
const LEAST: Size = { columns: 2, rows: 2 };

export function panesOf<T>(layout: Layout<T>): T[] {
  return layout.kind === "pane" ? [layout.pane] : [...panesOf(layout.first), ...panesOf(layout.second)];
}

/** Splits one pane in half; the new one comes after it. */
export function splitPane<T>(layout: Layout<T>, target: T, direction: Direction, added: T): Layout<T> {
  if (layout.kind === "split") {
    const { first, second } = layout;
    return {
      ...layout,
      first: splitPane(first, target, direction, added),
      second: splitPane(second, target, direction, added),
    };
  }
  return layout.pane === target
    ? { kind: "split", direction, share: 0.5, first: layout, second: { kind: "pane", pane: added } }
    : layout;
}

/** Its neighbour takes its place; null when it was the last. */
export function removePane<T>(layout: Layout<T>, target: T): Layout<T> | null {
  if (layout.kind === "pane") {
    return layout.pane === target ? null : layout;
  }
  const first = removePane(layout.first, target);
  const second = removePane(layout.second, target);
  return first && second ? { ...layout, first, second } : (first ?? second);
}

/** The same layout with every pane made into something else. */
export function mapPanes<T, U>(layout: Layout<T>, change: (pane: T) => U): Layout<U> {
  return layout.kind === "pane"
    ? { kind: "pane", pane: change(layout.pane) }
    : { ...layout, first: mapPanes(layout.first, change), second: mapPanes(layout.second, change) };
}

/** Moves the divider of the innermost split that holds `target`, so that its part has this share. */
export function setShare<T>(layout: Layout<T>, target: T, share: number): Layout<T> {
  if (layout.kind === "pane") {
    return layout;
  }
  const inFirst = layout.first.kind === "pane" && layout.first.pane === target;
  const inSecond = layout.second.kind === "pane" && layout.second.pane === target;
  if (inFirst || inSecond) {
    return { ...layout, share: inFirst ? share : 1 - share };
  }
  return { ...layout, first: setShare(layout.first, target, share), second: setShare(layout.second, target, share) };
}

function part(total: number, share: number, least: number): [number, number] {
  const usable = total - 1; // one cell for the divider
  const first = Math.max(least, Math.min(usable - least, Math.floor(usable * share)));
  return [first, usable - first];
}

/** The size of each pane in an area; a divider takes one column or row. */
export function sizesOf<T>(layout: Layout<T>, area: Size): Map<T, Size> {
  if (layout.kind === "pane") {
    return new Map([[layout.pane, area]]);
  }
  const { direction, share, first, second } = layout;
  const [before, after] =
    direction === "vertical"
      ? part(area.columns, share, LEAST.columns).map((columns) => ({ ...area, columns }))
      : part(area.rows, share, LEAST.rows).map((rows) => ({ ...area, rows }));
  return new Map([...sizesOf(first, before ?? area), ...sizesOf(second, after ?? area)]);
}

/** Whether every pane of the layout has at least the least size. */
export function fits<T>(layout: Layout<T>, area: Size): boolean {
  return [...sizesOf(layout, area).values()].every(
    ({ columns, rows }) => columns >= LEAST.columns && rows >= LEAST.rows,
  );
}
