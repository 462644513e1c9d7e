import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { macWithPanes, type BenchMac } from "../../bench/setup/mac-with-panes.ts";
import { countNewOutput } from "../../bench/measures/new-output.ts";
import { countOpening, SESSIONS } from "../../bench/measures/opening.ts";
import { countTicks } from "../../bench/measures/ticks.ts";

/** What the benchmark counts, held without a clock. */

describe.each([1, 60, 200])("a tick of %i quiet sessions", (size) => {
  let mac: BenchMac;
  beforeAll(async () => {
    mac = await macWithPanes(size);
  }, 60_000);
  afterAll(() => mac.shutdown());

  test("takes one osascript and at most 9 Apple events, where a loop over the sessions takes some for each", async () => {
    const { ours, naive } = await countTicks(mac);
    expect(ours.scripts).toBe(1);
    expect(ours.events).toBeLessThanOrEqual(9);
    expect(naive.events).toBeGreaterThan(6 * size);
  }, 60_000);
});

describe("ten sessions", () => {
  let mac: BenchMac;
  beforeAll(async () => {
    mac = await macWithPanes(3);
  }, 60_000);
  afterAll(() => mac.shutdown());

  test.each(["tabs", "tabs in a new window", "tabs and panes"] as const)(
    "as %s are opened by one osascript and at most three Apple events each",
    async (shape) => {
      const { batch, naive } = await countOpening(mac, shape);
      expect(batch.scripts).toBe(1);
      expect(batch.events).toBeLessThanOrEqual(3 * SESSIONS);
      expect(naive.scripts).toBe(SESSIONS);
    },
  );
});

describe("20 new lines", () => {
  test("are found by looking at no more of a large buffer than of a small one, also when its top lines are lost", () => {
    const small = countNewOutput(100_000);
    const large = countNewOutput(4_000_000);
    for (const way of ["ours", "shifted"] as const) {
      expect(large[way]).toBeLessThan(1.2 * small[way]);
      expect(large.naive / large[way]).toBeGreaterThan(50);
    }
  });
});
