import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exportJson, importJson } from "../../../src/core/interchange/json.ts";
import { Fault } from "../../../src/core/model/fault.ts";
import { parseProject } from "../../../src/core/model/validation/validation.ts";
import { arbitraryFile } from "../builders/arbitrary-project.ts";

const written = ({ projects, settings }: ReturnType<typeof importJson>) =>
  exportJson(projects, settings, { withoutSecrets: false });

describe("any mangled file", () => {
  const base = fc.sample(arbitraryFile, { numRuns: 40, seed: 7 }).map(written);
  const junk = fc.oneof(
    fc.string({ unit: "binary", maxLength: 6 }),
    fc.constantFrom(
      '"',
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      "null",
      "-1",
      "1e999",
      "true",
      '"__proto__":{},',
      "\\u0000",
      "\\ud800",
    ),
  );
  const broken = fc
    .tuple(
      fc.constantFrom(...base),
      fc.array(fc.tuple(fc.nat(), fc.nat({ max: 30 }), junk), { minLength: 1, maxLength: 4 }),
    )
    .map(([text, cuts]) =>
      cuts.reduce((rest, [at, length, put]) => {
        const start = at % (rest.length + 1);
        return rest.slice(0, start) + put + rest.slice(start + length);
      }, text),
    );
  /** Still JSON, but with any one value in it replaced. */
  const replaced = fc
    .tuple(
      fc.constantFrom(...base),
      fc.nat(),
      fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.constantFrom("(", "{x}", "no such id")),
    )
    .map(([text, at, put]) => {
      let place = 0;
      const count = [...text.matchAll(/": |^\s+(?=["{[])/gm)].length;
      return JSON.stringify(JSON.parse(text, (_key, value: unknown) => (place++ === at % (count + 1) ? put : value)));
    });

  test.each([
    ["cut and pasted", broken, 9_000],
    ["with a value replaced", replaced, 3_000],
  ] as const)(
    "is refused with the one typed error or read as the valid file that it is: %s",
    (_how, mangled, numRuns) => {
      let refused = 0;
      fc.assert(
        fc.property(mangled, (text) => {
          try {
            const file = importJson(text);
            for (const project of file.projects) expect(parseProject(project)).toEqual(project);
            expect(importJson(written(file))).toEqual(file);
          } catch (error) {
            if (!(error instanceof Fault)) throw error;
            expect(["invalid_file", "unsupported_version"]).toContain(error.code);
            expect(error.problems.length + Number(error.code === "unsupported_version")).toBeGreaterThan(0);
            refused++;
          }
        }),
        { numRuns },
      );
      expect(refused).toBeGreaterThan(numRuns / 10);
    },
  );
});
