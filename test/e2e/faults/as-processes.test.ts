import { readdirSync, readFileSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { inParallel } from "../../setup/in-parallel.ts";
import { scenarios } from "./scenarios.ts";
import { endSlots, ProcessSlot } from "./script-slot.ts";
import { cellsOf, placesOf, runCell, type Cell } from "./sweep.ts";

const AT_ONCE = 4;

afterAll(endSlots);

/** What is compared: how the verb ended, and whether all was well in the end. */
const inWords = ({ place, fault, outcome, wrong }: Cell) =>
  `${place.script}, ${fault}: ${[outcome, ...wrong].join("; ")}`;

/** Programs `osascript` of these tests that still run. */
function osascripts(): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
        return command.includes("osascript-slot-") ? [command.replaceAll("\0", " ")] : [];
      } catch {
        return [];
      }
    });
}

/** The faults at the event that `text` finds, and what may spoil the output of that script. */
async function todo(name: string, text: RegExp) {
  const scenario = scenarios.find((each) => each.name === name)!;
  const places = await placesOf({ ...scenario, disturbed: () => true });
  const place = places.find((each) => text.test(each.text))!;
  const last = places.find(({ script, run, last }) => last && script === place.script && run === place.run)!;
  return [
    ...cellsOf({ ...place, last: false })
      .filter(({ when }) => when === "before")
      .map((cell) => ({ place, ...cell })),
    ...cellsOf(last)
      .filter(({ fault }) => fault.endsWith("output"))
      .map((cell) => ({ place: last, ...cell })),
  ];
}

test.each([
  { what: "a look", scenario: "look at what is open", event: /\.contents/ },
  { what: "what is done", scenario: "write", event: /\.write\(/ },
])(
  "every fault in $what has the same end with the program osascript as in the threads of the tables, and none is left",
  async ({ scenario, event }) => {
    const slots = await Promise.all(Array.from({ length: AT_ONCE }, () => ProcessSlot.make()));
    const cells = await todo(scenario, event);
    const both = await inParallel(AT_ONCE, cells, async ({ place, fault, when, planned }) => {
      const slot = slots.pop()!;
      const process = await runCell(place, fault, when, planned, slot);
      slots.push(slot);
      return { process, thread: await runCell(place, fault, when, planned) };
    });
    expect(both.length).toBeGreaterThanOrEqual(16);
    expect(both.map(({ process }) => inWords(process))).toEqual(both.map(({ thread }) => inWords(thread)));
    await expect.poll(osascripts, { timeout: 20_000 }).toEqual([]);
    await Promise.all(slots.map((slot) => slot.end()));
  },
);
