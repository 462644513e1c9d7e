import type { PaneSize } from "../model/observation.ts";
import type { Layout } from "../model/session-template.ts";

/** How one pane of a tab came to be. Panes are named by their place among the tab's, from 0. */
export interface MadePane {
  pane: number;
  /** The pane that it was split from; null: the tab's first. */
  from: number | null;
  layout: Layout;
}

type Tree = { kind: "pane"; pane: number } | { kind: "split"; layout: Beside; first: Tree; second: Tree };
type Beside = Exclude<Layout, "tab">;

/** Some neighboring panes as one area of the tab. `misfit` grows with all that speaks against this way to join them. */
interface Area extends PaneSize {
  tree: Tree;
  /** How many parts lie abreast in the direction of its outermost split; 1 for a pane. */
  abreast: number;
  splits: number;
  misfit: number;
}

const BESIDE = ["pane_vertical", "pane_horizontal"] as const;

/** Columns for each row of a window as iTerm2 opens it, 80 × 25: where sizes fit both ways, the more usual shape counts. */
const USUAL_SHAPE = 80 / 25;

/** So many panes in one tab are no layout that anyone would want to see guessed. */
const MOST_PANES = 16;

/** Ways to join the same panes that are followed up. */
const MOST_WAYS = 8;

/**
 * The splits that made the panes of a tab, in the order in which they make it again: outer ones first. iTerm2 tells
 * only each pane's size, and lists panes as they are nested; so this is a guess: the division of the tab into two, and
 * each part into two, in which the sizes fit best. `whole` is the size of a tab of that window with one pane, if there
 * is one. Where nothing fits, each pane is right of the one before.
 */
export function guessedSplits(sizes: readonly (PaneSize | null)[], whole: PaneSize | null): MadePane[] {
  const unlikely = (area: Area) => area.misfit + (whole ? cellsOff(area, whole) : shapeOff(area));
  const [best] = areasOf(sizes).sort((a, b) => unlikely(a) - unlikely(b));
  return best ? [{ pane: 0, from: null, layout: "tab" }, ...splitsOf(best.tree)] : sizes.map(rightOfTheOneBefore);
}

function rightOfTheOneBefore(_: unknown, pane: number): MadePane {
  return pane === 0 ? { pane, from: null, layout: "tab" } : { pane, from: pane - 1, layout: "pane_vertical" };
}

/** All panes joined, in the ways that fit best; empty: they do not fit together. */
function areasOf(sizes: readonly (PaneSize | null)[]): Area[] {
  if (sizes.length > MOST_PANES) return [];
  const known = new Map<string, Area[]>();
  const between = (begin: number, end: number): Area[] => {
    const key = `${begin}-${end}`;
    const found = known.get(key) ?? find(begin, end);
    known.set(key, found);
    return found;
  };
  const find = (begin: number, end: number): Area[] => {
    const size = sizes[begin];
    if (end - begin === 1) {
      return size ? [{ ...size, tree: { kind: "pane", pane: begin }, abreast: 1, splits: 0, misfit: 0 }] : [];
    }
    const joined: Area[] = [];
    for (let middle = begin + 1; middle < end; middle += 1) {
      for (const first of between(begin, middle)) {
        for (const second of between(middle, end)) {
          for (const layout of BESIDE) joined.push(...join(layout, first, second));
        }
      }
    }
    return likeliest(joined);
  };
  return sizes.length > 0 ? between(0, sizes.length) : [];
}

/** The best of each size and outermost direction: what fits into the whole tab shows only in the end. */
function likeliest(areas: Area[]): Area[] {
  const kinds = new Map<string, Area>();
  for (const area of areas.sort((a, b) => a.misfit - b.misfit)) {
    const kind = `${area.columns}x${area.rows} ${area.tree.kind === "split" ? area.tree.layout : ""}`;
    if (!kinds.has(kind)) kinds.set(kind, area);
  }
  return [...kinds.values()].slice(0, MOST_WAYS);
}

/** Two areas side by side or one above the other; none: their edges do not match. */
function join(layout: Beside, first: Area, second: Area): Area[] {
  const [along, across] = layout === "pane_vertical" ? (["columns", "rows"] as const) : (["rows", "columns"] as const);
  const splits = first.splits + second.splits;
  const apart = Math.abs(first[across] - second[across]);
  // Each divider and each pane's title bar takes up to two cells of what is split.
  if (apart > 1 + 2 * splits) return [];
  // iTerm2 gives parts that lie abreast the same room; dividers are moved, but rarely far.
  const [ofFirst, ofSecond] = [partsOf(first, layout), partsOf(second, layout)];
  const each = [first[along] / ofFirst, second[along] / ofSecond] as const;
  const uneven = Math.abs(each[0] - each[1]) / (each[0] + each[1]);
  const joined: Area = {
    ...first,
    tree: { kind: "split", layout, first: first.tree, second: second.tree },
    abreast: ofFirst + ofSecond,
    splits: splits + 1,
    misfit: first.misfit + second.misfit + apart + uneven / 2,
  };
  joined[along] = first[along] + second[along] + 1;
  joined[across] = Math.max(first[across], second[across]);
  return [joined];
}

function partsOf({ tree, abreast }: Area, layout: Beside): number {
  return tree.kind === "split" && tree.layout === layout ? abreast : 1;
}

function cellsOff(area: PaneSize, whole: PaneSize): number {
  return Math.abs(area.columns - whole.columns) + Math.abs(area.rows - whole.rows);
}

function shapeOff({ columns, rows }: PaneSize): number {
  return Math.abs(Math.log(columns / rows / USUAL_SHAPE));
}

function splitsOf(tree: Tree): MadePane[] {
  if (tree.kind === "pane") return [];
  const { layout, first, second } = tree;
  return [{ pane: firstPane(second), from: firstPane(first), layout }, ...splitsOf(first), ...splitsOf(second)];
}

function firstPane(tree: Tree): number {
  return tree.kind === "pane" ? tree.pane : firstPane(tree.first);
}
