import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { format } from "prettier";
import { afterAll, expect, test } from "vitest";
import { inParallel } from "./in-parallel.ts";
import { scenarios } from "./scenarios.ts";
import { endSlots } from "./script-slot.ts";
import { cellsOf, placesOf, runCell, type Cell, type Place } from "./sweep.ts";
import { rowsIn, rowsOf, tableOf } from "./table.ts";

const TABLE = fileURLToPath(new URL("./FAULTS.md", import.meta.url));
const AT_ONCE = 8;

const places: Place[] = [];
const cells: Cell[] = [];

afterAll(endSlots);

test.each(scenarios)(
  "$name: whatever goes wrong at whichever Apple event, nothing is lost or repeated, and the next ticks recover",
  async (scenario) => {
    const own = await placesOf(scenario);
    places.push(...own);
    const todo = own.flatMap((place) => cellsOf(place).map((cell) => ({ place, ...cell })));
    const ran = await inParallel(AT_ONCE, todo, (cell) => runCell(cell.place, cell.fault, cell.when, cell.planned));
    cells.push(...ran);
    const wrong = ran.filter((cell) => cell.wrong.length > 0);
    expect(wrong.map((cell) => `${cell.place.text}, ${cell.fault} ${cell.when}: ${cell.wrong.join("; ")}`)).toEqual([]);
  },
);

test("the table of faults is complete: it has every event that is sent now, and no red entry", async () => {
  if (process.env["WRITE_FAULTS"]) {
    await writeFile(TABLE, await format(tableOf(cells), { parser: "markdown", printWidth: 120 }));
  }
  const table = await readFile(TABLE, "utf8");
  expect(rowsIn(table)).toEqual(rowsOf(places));
  expect(table).not.toContain("| **");
});
