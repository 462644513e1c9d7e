import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { BUILT_IN, parsersFor } from "../../../src/core/output/parsers/parsers-for.ts";
import { readOutput } from "../../../src/core/output/read-output.ts";
import { input, project, template } from "./builders.ts";

const SAMPLES = join(import.meta.dirname, "samples");

function findings(parser: string, sample: string) {
  const text = readFileSync(join(SAMPLES, sample), "utf8");
  const seen = readOutput(input({ template: { output_parsers: [parser] }, text }));
  return Object.fromEntries((seen?.findings ?? []).map(({ event_type, groups }) => [event_type, groups]));
}

describe("a built-in parser", () => {
  test.each([
    [
      "vitest",
      "vitest-failed.txt",
      "error",
      { failed: "1", passed: "2", total: "3", file: "src/cart.test.ts", line: "4", test: "cart > totals" },
    ],
    ["vitest", "vitest-passed.txt", "success", { passed: "1", total: "1" }],
    [
      "jest",
      "jest-failed.txt",
      "error",
      { failed: "1", passed: "2", total: "3", file: "src/cart.test.js", line: "3", test: "cart › totals" },
    ],
    [
      "pytest",
      "pytest-failed.txt",
      "error",
      { failed: "1", passed: "1", file: "test_shop.py", line: "4", test: "test_b" },
    ],
    ["pytest", "pytest-failed.txt", "progress", { percent: "100" }],
    ["cargo", "cargo-failed.txt", "error", { failed: "1", passed: "1", file: "src/lib.rs", line: "7" }],
    [
      "cargo",
      "cargo-error.txt",
      "error",
      { code: "E0308", message: "mismatched types", file: "src/lib.rs", line: "1" },
    ],
    [
      "go",
      "go-failed.txt",
      "error",
      { test: "TestTotal", file: "cart_test.go", line: "12", message: "total = 4, want 5" },
    ],
    ["go", "go-build.txt", "error", { file: "./main.go", line: "7", message: "undefined: total" }],
    ["tsc", "tsc-failed.txt", "error", { file: "src/bad.ts", line: "1", code: "TS2322" }],
    ["tsc", "tsc-pretty.txt", "error", { file: "src/bad.ts", line: "1", errors: "2" }],
    [
      "eslint",
      "eslint-failed.txt",
      "error",
      { file: "/Users/me/shop/src/bad.js", line: "2", rule: "no-var", errors: "1" },
    ],
    ["vite", "vite-ready.txt", "success", { url: "http://localhost:5173/" }],
    ["vite", "vite-error.txt", "error", { file: "/Users/me/shop/src/main.ts", line: "3" }],
    ["next", "next-ready.txt", "success", { url: "http://localhost:3000", time: "1834ms" }],
    ["next", "next-error.txt", "error", { file: "./app/page.tsx", line: "12" }],
    ["webpack", "webpack-ready.txt", "success", { url: "http://localhost:8080/" }],
    ["webpack", "webpack-ready.txt", "progress", { percent: "40" }],
    ["webpack", "webpack-error.txt", "error", { file: "./src/cart.ts", line: "3", errors: "1" }],
    ["npm", "npm-installed.txt", "success", { added: "211", time: "3s" }],
    ["npm", "npm-installed.txt", "warning", { vulnerabilities: "3" }],
    ["npm", "npm-error.txt", "error", { code: "ENOENT" }],
    ["docker-compose", "docker-compose-up.txt", "error", { container: "shop-web-1", code: "1" }],
    ["docker-compose", "docker-compose-up.txt", "progress", { done: "2", total: "3" }],
  ])("the parser %s reads %s and tells its %s", (parser, sample, type, groups) => {
    expect(findings(parser, sample)[type]).toMatchObject(groups);
  });

  test("no built-in parser finds an error where all went well", () => {
    for (const sample of ["vitest-passed.txt", "vite-ready.txt", "next-ready.txt", "npm-installed.txt"]) {
      for (const { name } of BUILT_IN) expect(findings(name, sample).error, `${name} on ${sample}`).toBeUndefined();
    }
  });

  test("every pattern of a built-in parser is valid, and every parser finds something in some sample", () => {
    const samples = readdirSync(SAMPLES);
    for (const { name, patterns } of BUILT_IN) {
      for (const { regex } of patterns) expect(() => new RegExp(regex, "u"), `${name}: ${regex}`).not.toThrow();
      if (name === "server") continue;
      expect(
        samples.some((sample) => Object.keys(findings(name, sample)).length > 0),
        name,
      ).toBe(true);
    }
  });
});

describe("the parsers of a session", () => {
  const names = (command: string, output_parsers: string[] = [], own: string[] = []) => {
    const parsers = own.map((name) => ({
      name,
      patterns: [{ regex: "x", event_type: "error" as const, extract_groups: [] }],
    }));
    return parsersFor(template({ command, output_parsers }), project({ output_parsers: parsers })).map(
      ({ name }) => name,
    );
  };

  test("a session gets the parsers that its command calls for", () => {
    expect(names("npx vitest --watch")).toEqual(["vitest"]);
    expect(names("cd api && cargo test")).toEqual(["cargo"]);
    expect(names("docker compose up")).toEqual(["docker-compose"]);
    expect(names("npm install && go test ./...")).toEqual(["go", "npm"]);
  });

  test("a package script, whose tool is not known, gets all usual parsers", () => {
    expect(names("npm run dev")).toEqual(expect.arrayContaining(["vite", "next", "webpack", "server"]));
  });

  test("a session gets the parsers it names, the project's own before a built-in one of that name", () => {
    const [own] = parsersFor(
      template({ output_parsers: ["vitest"] }),
      project({
        output_parsers: [{ name: "vitest", patterns: [{ regex: "mine", event_type: "error", extract_groups: [] }] }],
      }),
    );
    expect(own?.patterns[0]?.regex).toBe("mine");
    expect(names("npx jest", ["pytest", "no-such"], ["mine"])).toEqual(["pytest"]);
  });
});
