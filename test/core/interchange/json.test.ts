import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exportJson, importJson } from "../../../src/core/interchange/json.ts";
import { Fault } from "../../../src/core/model/fault.ts";
import { parseProject } from "../../../src/core/model/validation/validation.ts";
import { arbitraryFile } from "../builders/arbitrary-project.ts";
import { aProject } from "../builders/project.ts";

const written = ({ projects, settings, unknown_fields }: ReturnType<typeof importJson>) =>
  exportJson(projects, settings, { withoutSecrets: false, unknown_fields });

function faultOf(text: string): Fault {
  try {
    importJson(text);
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  throw new Error("It was accepted.");
}

const fileWith = (fields: object) => JSON.stringify({ version: "1.0", projects: [aProject()], ...fields });

describe("any valid file", () => {
  test("imported and exported is equal", () => {
    fc.assert(
      fc.property(arbitraryFile, (file) => {
        const text = written(file);
        expect(importJson(text)).toEqual(file);
        expect(JSON.parse(written(importJson(text)))).toEqual(JSON.parse(text));
      }),
      { numRuns: 300 },
    );
  });

  test("leaves out the values of secrets if asked to, and keeps their names", () => {
    const project = aProject({ config: { environment_variables: { API_TOKEN: "s3cret", PORT: "80" } } });
    const text = exportJson([project], null, { withoutSecrets: true });
    expect(text).not.toContain("s3cret");
    expect(importJson(text).projects[0]!.config.environment_variables).toEqual({ API_TOKEN: "", PORT: "80" });
  });
});

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
    120_000,
  );
});

describe("a file that is refused", () => {
  test.each([
    ["of another major version", fileWith({ version: "2.0" }), "unsupported_version"],
    ["without a version", fileWith({ version: undefined }), "invalid_file"],
    ["with a version that is no text", fileWith({ version: 1 }), "invalid_file"],
    ["without projects", fileWith({ projects: undefined }), "invalid_file"],
    ["with a project twice", fileWith({ projects: [aProject(), aProject()] }), "invalid_file"],
    ["with settings of the wrong type", fileWith({ settings: { confirm_on_quit: "yes" } }), "invalid_file"],
    ["that reaches for prototypes", fileWith({}).replace("{", '{"__proto__":{"polluted":true},'), "invalid_file"],
    [
      "nested a hundred thousand deep",
      `{"version":"1.0","projects":${"[".repeat(1e5)}${"]".repeat(1e5)}}`,
      "invalid_file",
    ],
    ["of 50 MB", " ".repeat(50 * 1024 * 1024), "too_large"],
    ["that is empty", "", "invalid_file"],
  ])("%s", (_what, text, code) => {
    const fault = faultOf(text);
    expect(fault.code).toBe(code);
    expect(fault.message).not.toBe("");
    expect(fault.advice).not.toBe("");
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test("names every problem of every project", () => {
    const fault = faultOf(
      fileWith({ projects: [{ ...aProject(), path: "" }, aProject({ id: "b", config: { startup_sequence: ["x"] } })] }),
    );
    expect(fault.problems).toEqual([
      "Project 'webapp': path must not be empty",
      "Project 'b': startup_sequence 'x' does not exist",
    ]);
  });

  test("a later minor version is read, with its new fields", () => {
    expect(importJson(fileWith({ version: "1.7", tags: ["a"] })).unknown_fields).toEqual({ tags: ["a"] });
  });
});
