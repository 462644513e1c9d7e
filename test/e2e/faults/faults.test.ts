import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { format } from "prettier";
import { afterAll, expect, test } from "vitest";
import { inParallel } from "../../setup/in-parallel.ts";
import { scenarios } from "./scenarios.ts";
import { endSlots } from "./script-slot.ts";
import { pairs, runPair, type PairCell } from "./pairs.ts";
import { cellsOf, placesOf, runCell, type Cell } from "./sweep.ts";
import { sameInEveryRun, tablesOf } from "./table.ts";

const TABLE = fileURLToPath(new URL("./FAULTS.md", import.meta.url));
const AT_ONCE = 8;

const cells: Cell[] = [];
const pairCells: PairCell[] = [];

afterAll(endSlots);

test.each(scenarios)(
  "$name: whatever goes wrong at whichever Apple event, nothing is lost or repeated, and the next ticks recover",
  async (scenario) => {
    const own = await placesOf(scenario);
    const todo = own.flatMap((place) => cellsOf(place).map((cell) => ({ place, ...cell })));
    const ran = await inParallel(AT_ONCE, todo, (cell) => runCell(cell.place, cell.fault, cell.when, cell.planned));
    cells.push(...ran);
    const wrong = ran.filter((cell) => cell.wrong.length > 0);
    expect(wrong.map((cell) => `${cell.place.text}, ${cell.fault} ${cell.when}: ${cell.wrong.join("; ")}`)).toEqual([]);
  },
);

test("two commands at once: the later wish counts, and nothing is done twice", async () => {
  pairCells.push(...(await inParallel(AT_ONCE, pairs, runPair)));
  const wrong = pairCells.filter((cell) => cell.wrong.length > 0);
  expect(wrong.map(({ pair, wrong }) => `${pair.first.name} and ${pair.second.name}: ${wrong.join("; ")}`)).toEqual([]);
});

test("the tables of faults say what came of each event and fault in this run, and nothing in them is red", async () => {
  const run = await format(tablesOf(cells, pairCells), { parser: "markdown", printWidth: 120 });
  if (process.env["WRITE_FAULTS"]) await writeFile(TABLE, run);
  const kept = await readFile(TABLE, "utf8");
  expect(sameInEveryRun(run)).toEqual(sameInEveryRun(kept));
  expect(`${kept}\n${run}`).not.toContain("| **");
});
