import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const program = fileURLToPath(new URL("./check-mac.ts", import.meta.url));

function run(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [program, ...args], (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
    child.stdin?.end("n\n");
  });
}

test(
  "the check for a real Mac finds nothing that differs on the test Mac, and cleans up",
  { timeout: 120_000 },
  async () => {
    const { code, stdout } = await run("--test-mac");
    expect(stdout.split("\n").filter((line) => line.startsWith("DIFFERENT"))).toEqual([]);
    expect(stdout).toMatch(/^0 of \d+ differ from the test Mac\.$/m);
    expect(code).toBe(0);
  },
);

test("it starts nothing before its user has agreed, and nothing at all without a Mac", async () => {
  const { code, stdout } = await run();
  expect(stdout).not.toContain("same");
  expect(code).toBe(process.platform === "darwin" ? 0 : 2);
});
