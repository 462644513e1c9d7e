import { defineConfig } from "vitest/config";

const setupFiles = ["test/setup/same-seed.ts"];
/** Drawn only where `PICTURES` names a folder for them. */
const onRequest = process.env["PICTURES"] === undefined ? ["test/e2e/pictures/**"] : [];
const patient = { testTimeout: 120_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    // node:sqlite, which Raycast's Node has, says so of itself.
    execArgv: ["--disable-warning=ExperimentalWarning"],
    // They wait for programs more than they compute.
    maxWorkers: 3,
    // Real programs on a shared machine: a test that failed for want of time alone is given another chance there.
    retry: process.env["CI"] ? 2 : 0,
    projects: [
      // Generous: many tests run real shells, and the machine may be busy.
      { test: { name: "core", setupFiles, include: ["test/core/**/*.test.ts"], testTimeout: 60_000 } },
      { test: { name: "mac", setupFiles, include: ["test/mac/**/*.test.{ts,tsx}"], testTimeout: 60_000 } },
      { test: { name: "e2e", setupFiles, include: ["test/e2e/**/*.test.ts"], exclude: onRequest, ...patient } },
      // What drives iTerm2 most, once more on a test Mac on which all that is inferred is the other way round. Any other
      // end-to-end test can be run so, too: INFERRED=other npx vitest run --project e2e …
      {
        test: {
          name: "e2e-other",
          setupFiles,
          include: ["main/sample", "main/by-hand", "orchestration/windows"].map((name) => `test/e2e/${name}.test.ts`),
          env: { INFERRED: "other" },
          ...patient,
        },
      },
    ],
  },
});
