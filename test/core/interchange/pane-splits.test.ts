import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PaneSize } from "../../../src/core/model/observation.ts";
import { guessedSplits } from "../../../src/core/interchange/pane-splits.ts";
import { hasRoom, panesOf, sizesOf, splitPane, type Layout } from "../../mac/iterm2/index.ts";

const WHOLE: PaneSize = { columns: 211, rows: 67 };

/** The sizes that panes have in a tab, in the order in which iTerm2 lists them. */
function sizesIn(layout: Layout<number>): PaneSize[] {
  const sizes = sizesOf(layout, WHOLE);
  return panesOf(layout).map((pane) => sizes.get(pane)!);
}

/** Makes a tab as the splits say. */
function madeAgain(sizes: readonly (PaneSize | null)[]): Layout<number> {
  return guessedSplits(sizes, WHOLE).reduce<Layout<number>>(
    (layout, { pane, from, layout: place }) =>
      from === null
        ? { kind: "pane", pane }
        : splitPane(layout, from, place === "pane_vertical" ? "vertical" : "horizontal", pane),
    { kind: "pane", pane: -1 },
  );
}

/** A tab whose user split one of its panes after the other. */
const someTab = fc
  .array(fc.record({ of: fc.nat(), direction: fc.constantFrom("vertical" as const, "horizontal" as const) }), {
    maxLength: 5,
  })
  .map((splits) =>
    splits.reduce<Layout<number>>(
      (layout, { of, direction }, at) => {
        const panes = panesOf(layout);
        const target = panes[of % panes.length]!;
        return hasRoom(layout, target, direction, WHOLE) ? splitPane(layout, target, direction, at + 1) : layout;
      },
      { kind: "pane", pane: 0 },
    ),
  );

describe("the splits that are guessed from the sizes of panes", () => {
  test("make a tab again whose panes have the same sizes in the same order", () => {
    fc.assert(
      fc.property(someTab, (layout) => {
        const sizes = sizesIn(layout);
        expect(sizesIn(madeAgain(sizes))).toEqual(sizes);
        expect(panesOf(madeAgain(sizes))).toEqual(sizes.map((_, at) => at));
      }),
      { numRuns: 500 },
    );
  });

  test("come outer ones first: a column beside two rows is split off before the rows are", () => {
    const left = { columns: 105, rows: 33 };
    expect(guessedSplits([left, left, { columns: 105, rows: 67 }], WHOLE)).toEqual([
      { pane: 0, from: null, layout: "tab" },
      { pane: 2, from: 0, layout: "pane_vertical" },
      { pane: 1, from: 0, layout: "pane_horizontal" },
    ]);
  });

  test("of two panes of one size, the shape of the window says which way", () => {
    const half = { columns: 100, rows: 30 };
    expect(guessedSplits([half, half], { columns: 201, rows: 30 })[1]?.layout).toBe("pane_vertical");
    expect(guessedSplits([half, half], { columns: 100, rows: 61 })[1]?.layout).toBe("pane_horizontal");
  });

  test("bear with the cells that dividers and title bars take", () => {
    const sizes = [
      { columns: 104, rows: 32 },
      { columns: 104, rows: 31 },
      { columns: 103, rows: 66 },
    ];
    expect(guessedSplits(sizes, WHOLE).map(({ layout }) => layout)).toEqual([
      "tab",
      "pane_vertical",
      "pane_horizontal",
    ]);
  });

  test.each([
    ["are unknown", [null, { columns: 80, rows: 25 }, null]],
    [
      "fit in no way",
      [
        { columns: 80, rows: 25 },
        { columns: 13, rows: 7 },
        { columns: 41, rows: 50 },
      ],
    ],
    ["are too many", Array.from({ length: 40 }, () => ({ columns: 9, rows: 9 }))],
  ])("put each pane right of the one before where sizes %s", (_, sizes) => {
    const made = guessedSplits(sizes, null);
    expect(made.map(({ pane }) => pane)).toEqual(sizes.map((_, at) => at));
    expect(made.slice(1).every(({ from, pane, layout }) => from === pane - 1 && layout === "pane_vertical")).toBe(true);
  });
});
