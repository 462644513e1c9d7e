import { defineConfig } from "vitest/config";

const setupFiles = ["test/setup/same-seed.ts"];
/** Tests of seconds each: every kind of shell, full disks, thousands of writes. Only `npm run test:all` runs them. */
const SLOW = "*.slow.test.ts";
/** The one path through the built commands that `npm test` walks. */
const SMOKE = "test/e2e/views/newcomer.test.ts";
/** Drawn only where `PICTURES` names a folder for them. */
const onRequest = process.env["PICTURES"] === undefined ? ["test/e2e/pictures/**"] : [];
const minute = { testTimeout: 60_000 };
const minutes = { testTimeout: 300_000, hookTimeout: 300_000 };

/** What a test waits for may take as long as a busy machine takes, not Vitest's one second. */
const expect = { poll: { timeout: 40_000 } };

const project = (name, include, options) => ({ test: { name, setupFiles, include, expect, ...options } });

export default defineConfig({
  test: {
    // node:sqlite, which Raycast's Node has, says so of itself; so does Node of a worker written in TypeScript.
    execArgv: ["--disable-warning=ExperimentalWarning", "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON"],
    // They wait for programs more than they compute.
    maxWorkers: 3,
    // Real programs on a shared machine: a test that failed for want of time alone is given another chance there.
    retry: process.env["CI"] ? 2 : 0,
    projects: [
      // The fast half: `npm test`. Time limits are generous, since many tests run real programs and the machine may be busy.
      project("core", ["test/core/**/*.test.ts"], { exclude: [`**/${SLOW}`], ...minute }),
      project("mac", ["test/{mac,check-mac}/**/*.test.{ts,tsx}"], { exclude: [`**/${SLOW}`], ...minute }),
      project("smoke", [SMOKE], minutes),
      // The rest, by `npm run test:all`.
      project("slow", [`test/{core,mac,check-mac}/**/${SLOW}`], minutes),
      project("e2e", ["test/e2e/**/*.test.ts"], { exclude: [SMOKE, ...onRequest], ...minutes }),
      // What drives iTerm2 most, once more on a test Mac on which all that is inferred is the other way round. Any other
      // end-to-end test can be run so, too: INFERRED=other npx vitest run --project e2e …
      project(
        "e2e-other",
        ["main/sample", "main/by-hand", "orchestration/windows"].map((name) => `test/e2e/${name}.test.ts`),
        { env: { INFERRED: "other" }, ...minutes },
      ),
    ],
  },
});
