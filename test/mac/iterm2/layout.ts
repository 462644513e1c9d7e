/** How the panes of one tab share its area: a tree of splits, whose parts lie side by side or one above the other. */
export type Layout<T> =
  { kind: "pane"; pane: T } | { kind: "split"; direction: Direction; parts: { layout: Layout<T>; weight: number }[] };

/** `vertical`: a vertical divider, side by side; `horizontal`: one above the other. */
export type Direction = "vertical" | "horizontal";

export interface Size {
  columns: number;
  rows: number;
}

/** iTerm2 wants no pane smaller than this (VT100Screen.m, kVT100ScreenMinColumns and kVT100ScreenMinRows). */
const LEAST = 2;
const LENGTH = { vertical: "columns", horizontal: "rows" } as const;

export function panesOf<T>(layout: Layout<T>): T[] {
  return layout.kind === "pane" ? [layout.pane] : layout.parts.flatMap((part) => panesOf(part.layout));
}

const isPane = <T>(layout: Layout<T>, pane: T) => layout.kind === "pane" && layout.pane === pane;

/**
 * The new pane comes after its target. In a split of the same direction it becomes one more part, as large as its target
 * was, and all make room for it; otherwise it halves its target (PTYTab, splitVertically:newSession:before:targetSession:).
 */
export function splitPane<T>(layout: Layout<T>, target: T, direction: Direction, added: T): Layout<T> {
  const pane: Layout<T> = { kind: "pane", pane: added };
  if (layout.kind === "pane") {
    if (layout.pane !== target) return layout;
    const parts = [layout, pane].map((each) => ({ layout: each, weight: 1 }));
    return { kind: "split", direction, parts };
  }
  const parts = layout.parts.flatMap((part) =>
    layout.direction === direction && isPane(part.layout, target)
      ? [part, { layout: pane, weight: part.weight }]
      : [{ ...part, layout: splitPane(part.layout, target, direction, added) }],
  );
  return { ...layout, parts };
}

/** Its neighbours take its place; null when it was the last. */
export function removePane<T>(layout: Layout<T>, target: T): Layout<T> | null {
  if (layout.kind === "pane") return layout.pane === target ? null : layout;
  const parts = layout.parts.flatMap((part) => {
    const left = removePane(part.layout, target);
    return left ? [{ ...part, layout: left }] : [];
  });
  return parts.length > 1 ? { ...layout, parts } : (parts[0]?.layout ?? null);
}

/** The same layout with every pane made into something else. */
export function mapPanes<T, U>(layout: Layout<T>, change: (pane: T) => U): Layout<U> {
  return layout.kind === "pane"
    ? { kind: "pane", pane: change(layout.pane) }
    : { ...layout, parts: layout.parts.map((part) => ({ ...part, layout: mapPanes(part.layout, change) })) };
}

/** Moves a divider of the innermost split that holds `target`, so that its part has this share, between 0 and 1. */
export function setShare<T>(layout: Layout<T>, target: T, share: number): Layout<T> {
  if (layout.kind === "pane") return layout;
  const own = layout.parts.find((part) => isPane(part.layout, target));
  if (!own) {
    return {
      ...layout,
      parts: layout.parts.map((part) => ({ ...part, layout: setShare(part.layout, target, share) })),
    };
  }
  const others = layout.parts.reduce((sum, part) => sum + (part === own ? 0 : part.weight), 0);
  const parts = layout.parts.map((part) => ({
    ...part,
    weight: part === own ? share : (part.weight / others) * (1 - share),
  }));
  return { ...layout, parts };
}

/** Lengths of the parts of a split in its direction, in cells; a divider takes one. They may be too small. */
function lengthsOf<T>({ direction, parts }: Layout<T> & { kind: "split" }, area: Size): number[] {
  const usable = Math.max(0, area[LENGTH[direction]] - (parts.length - 1));
  const all = parts.reduce((sum, part) => sum + part.weight, 0);
  const lengths = parts.map(({ weight }) => Math.floor((usable * weight) / all));
  const rest = usable - lengths.reduce((sum, length) => sum + length, 0);
  return lengths.map((length, at) => (at === lengths.length - 1 ? length + rest : length));
}

/** Each part of a split with the area that it has. */
function areasOf<T>(split: Layout<T> & { kind: "split" }, area: Size): { layout: Layout<T>; area: Size }[] {
  const lengths = lengthsOf(split, area);
  return split.parts.map(({ layout }, at) => ({
    layout,
    area: { ...area, [LENGTH[split.direction]]: lengths[at] ?? 0 },
  }));
}

/** The size of each pane in an area. A program is never told of less than the least size. */
export function sizesOf<T>(layout: Layout<T>, area: Size): Map<T, Size> {
  if (layout.kind === "pane") {
    const { columns, rows } = area;
    return new Map([[layout.pane, { columns: Math.max(columns, LEAST), rows: Math.max(rows, LEAST) }]]);
  }
  return new Map(areasOf(layout, area).flatMap((part) => [...sizesOf(part.layout, part.area)]));
}

/** What a layout needs at least in one direction, cells. */
function least<T>(layout: Layout<T>, direction: Direction): number {
  if (layout.kind === "pane") return LEAST;
  const parts = layout.parts.map((part) => least(part.layout, direction));
  return layout.direction === direction
    ? parts.reduce((sum, part) => sum + part, parts.length - 1)
    : Math.max(...parts);
}

/**
 * Whether iTerm2 splits this pane: not if it is too small already, nor if one beside it in the same direction is. How
 * small the panes become is not asked (PTYTab, canSplitVertically:withSize:).
 */
export function hasRoom<T>(layout: Layout<T>, target: T, direction: Direction, area: Size): boolean {
  if (layout.kind === "pane") return area[LENGTH[direction]] >= LEAST;
  const areas = areasOf(layout, area);
  const own = areas.find((part) => panesOf(part.layout).includes(target));
  if (!own) return false;
  const beside = layout.direction === direction && isPane(own.layout, target) ? areas : [];
  return (
    beside.every((part) => part.area[LENGTH[direction]] >= least(part.layout, direction)) &&
    hasRoom(own.layout, target, direction, own.area)
  );
}
