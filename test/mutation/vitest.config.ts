import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["test/mutation/**/*.test.ts"], testTimeout: 240_000, hookTimeout: 30_000, maxConcurrency: 2 },
});
