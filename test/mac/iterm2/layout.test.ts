import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hasRoom, panesOf, removePane, setShare, sizesOf, splitPane } from "./layout.ts";
import type { Direction, Layout } from "./layout.ts";

const single: Layout<number> = { kind: "pane", pane: 0 };

/** A layout made by splitting existing panes in turn. */
const layouts = fc
  .array(fc.record({ target: fc.nat(), direction: fc.constantFrom<Direction>("vertical", "horizontal") }), {
    maxLength: 8,
  })
  .map((steps) =>
    steps.reduce<Layout<number>>((layout, { target, direction }, step) => {
      const panes = panesOf(layout);
      return splitPane(layout, panes[target % panes.length] ?? 0, direction, step + 1);
    }, single),
  );

const area = (layout: Layout<number>, columns: number, rows: number): number =>
  layout.kind === "pane"
    ? columns * rows
    : [...sizesOf(layout, { columns, rows }).values()].reduce((sum, size) => sum + size.columns * size.rows, 0);

describe("layout", () => {
  test("halves a pane, less one cell for the divider", () => {
    const layout = splitPane(single, 0, "vertical", 1);
    expect([...sizesOf(layout, { columns: 80, rows: 25 })]).toEqual([
      [0, { columns: 39, rows: 25 }],
      [1, { columns: 40, rows: 25 }],
    ]);
  });

  test("gives all panes of one direction the same, the third one too", () => {
    const layout = splitPane(splitPane(single, 0, "horizontal", 1), 0, "horizontal", 2);
    expect([...sizesOf(layout, { columns: 80, rows: 32 })].map(([pane, { rows }]) => [pane, rows])).toEqual([
      [0, 10],
      [2, 10],
      [1, 10],
    ]);
  });

  test("has room for one more until a pane of that direction is too small already", () => {
    const area = { columns: 80, rows: 8 };
    const two = splitPane(single, 0, "horizontal", 1);
    const three = splitPane(two, 1, "horizontal", 2);
    const four = splitPane(three, 2, "horizontal", 3);
    expect([single, two, three, four].map((layout) => hasRoom(layout, 0, "horizontal", area))).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(hasRoom(four, 0, "vertical", area)).toBe(true);
  });

  test("gives the share asked for to either side", () => {
    const layout = setShare(splitPane(single, 0, "horizontal", 1), 1, 0.75);
    expect(sizesOf(layout, { columns: 80, rows: 41 }).get(1)).toEqual({ columns: 80, rows: 30 });
  });

  test("never gives out more cells than there are, and every pane has its size", () => {
    fc.assert(
      fc.property(layouts, (layout) => {
        expect(area(layout, 400, 400)).toBeLessThanOrEqual(160_000);
        expect([...sizesOf(layout, { columns: 400, rows: 400 }).keys()]).toEqual(panesOf(layout));
      }),
    );
  });

  test("keeps the order of the others when one is removed", () => {
    fc.assert(
      fc.property(layouts, fc.nat(), (layout, which) => {
        const panes = panesOf(layout);
        const gone = panes[which % panes.length];
        const left = removePane(layout, gone ?? 0);
        expect(left ? panesOf(left) : []).toEqual(panes.filter((pane) => pane !== gone));
      }),
    );
  });
});
