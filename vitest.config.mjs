import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      // Generous: many tests run real shells, and the machine may be busy.
      { test: { name: "core", include: ["test/core/**/*.test.ts"], testTimeout: 60_000 } },
      { test: { name: "mac", include: ["test/mac/**/*.test.{ts,tsx}"], testTimeout: 60_000 } },
      {
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
