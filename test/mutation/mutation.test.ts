import { afterEach, describe, expect, test } from "vitest";
import { Copy } from "./copy.ts";
import { MUTANTS } from "./mutants.ts";

const made: Copy[] = [];
afterEach(async () => {
  await Promise.all(made.splice(0).map((copy) => copy.remove()));
});

test("the tests pass on a copy that nobody has broken", async () => {
  const copy = await Copy.make();
  made.push(copy);
  for (const named of [true, false]) {
    const mutants = MUTANTS.filter(({ only }) => (only !== undefined) === named);
    const files = [...new Set(mutants.flatMap(({ tests }) => tests))];
    const only = mutants.flatMap((mutant) => mutant.only ?? []);
    const { passed, failed, output } = await copy.test(files, only);
    expect(failed, output).toBe(0);
    expect(passed).toBeGreaterThanOrEqual(only.length);
  }
});

describe.concurrent("a test fails if", () => {
  test.each(MUTANTS)("$name", async (mutant) => {
    const copy = await Copy.make();
    try {
      await copy.mutate(mutant);
      const { passed, failed } = await copy.test(mutant.tests, mutant.only === undefined ? [] : [mutant.only]);
      expect(failed, `${passed} tests passed and none noticed`).toBeGreaterThan(0);
    } finally {
      await copy.remove();
    }
  });
});
