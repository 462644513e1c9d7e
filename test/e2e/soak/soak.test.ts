import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DAY, Day, type Measure } from "./day.ts";

/** How many ticks are lived; a whole day by `SOAK_TICKS=8640`. */
const TICKS = Number(process.env["SOAK_TICKS"] ?? DAY / 12);
const MINUTE = 60_000;
const MB = 1024 * 1024;

let day: Day;
let first: Measure;
let last: Measure;
let survivors: number;
let leftover: { storage: string[]; journals: number; launches: number; support: string[] };

beforeAll(async () => {
  day = await Day.begin();
  try {
    await day.live(TICKS);
    [first, , , last] = day.measures as [Measure, Measure, Measure, Measure];
    await day.end();
    leftover = {
      storage: day.mac.storage.keys,
      journals: (await day.mac.sizeOf(day.mac.journalFolder)).files,
      launches: (await day.mac.sizeOf(day.mac.launchFolder)).files,
      support: await day.mac.supportFiles(),
    };
    survivors = day.mac.livingPanes().filter((pane) => pane.running().length > 0).length;
  } finally {
    await day.mac.shutdown();
  }
}, 15 * MINUTE);

afterAll(() => {
  const rows = day.measures.map(({ heap, journals, launches, ...rest }) => ({
    ...rest,
    "heap MB": (heap / MB).toFixed(1),
    "journals kB": Math.round(journals.bytes / 1024),
    "launch files": launches.files,
  }));
  console.table(rows);
});

describe(`${TICKS} ticks of forty sessions, with output, crashes and a person in between`, () => {
  test("every look was answered, and nothing was told twice or run twice", () => {
    expect(day.problems).toEqual([]);
    expect(day.doubles).toEqual([]);
    const alerts = day.mac.iterm.world.modals.history.filter(({ kind }) => kind === "ended_soon");
    expect(alerts).toHaveLength(day.person.dismissed);
  });

  test("it was a day as it should be: iTerm2 went and came back, tabs were closed, questions answered", () => {
    expect(day.person.did).toMatchObject({ quit: expect.any(Number) as number, crash: expect.any(Number) as number });
    expect(day.person.did["tab closed"]).toBeGreaterThan(0);
    expect(day.answered).toBeGreaterThan(0);
    expect(day.mac.published.session_started).toBeGreaterThan(40);
    expect(day.mac.published.session_output).toBeGreaterThan(0);
    expect(day.mac.notified).toBeGreaterThan(0);
  });

  test("all that should run runs: what was closed, crashed or lost came up again", () => {
    expect(last.panes).toBeGreaterThanOrEqual(40);
  });

  test("memory is flat: garbage collected, the last quarter holds no more than the first", () => {
    expect(last.heap - first.heap).toBeLessThan(8 * MB);
  });

  test("the store does not grow", () => {
    expect(last.storage).toBeLessThan(first.storage * 1.5);
    expect(last.storage).toBeLessThan(2 * MB);
    expect(last.keys).toBeLessThanOrEqual(first.keys + 6);
  });

  test("journals and files do not pile up", () => {
    // A journal and what a stop request is made of, for each session.
    expect(last.journals.files).toBeLessThan(2 * 60);
    expect(last.journals.bytes).toBeLessThan(2 * MB);
    expect(last.support).toBe(first.support);
  });

  test("the history keeps to its limits", async () => {
    expect(Object.values(day.mac.published).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
    expect(day.historyRuns).toBeLessThanOrEqual(300);
  });

  test("closed, deleted and a month later nothing of it is left but the history and the files of the two locks", () => {
    expect(survivors).toBe(0);
    expect(leftover.storage.filter((key) => !["desired", "runtime"].includes(key))).toEqual([]);
    expect(leftover).toMatchObject({ journals: 0, launches: 0 });
    expect(leftover.support.filter((name) => !name.startsWith("history.sqlite"))).toEqual(["store.lock", "tick.lock"]);
  });
});
