import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ProcessRow } from "../../../src/core/model/observation.ts";
import { createProbes } from "../../../src/core/probes/probes.ts";
import { createProcesses } from "../../../src/core/processes/processes.ts";
import { createRunProgram } from "../../../src/core/processes/run.ts";

const run = createRunProgram({ PATH: process.env["PATH"], HOME: "/home/of/the/user" });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "a probe's "));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const probe = (command: string, { shell = "/bin/sh", timeout_ms = 20_000, environment_file = "" } = {}) =>
  createProbes(run).exec(command, { cwd: folder, env: { OWN: "own" }, environment_file, shell, timeout_ms });

test.each(["/bin/sh", "/bin/bash", "/bin/zsh", "/usr/bin/fish"])(
  "a readiness command finds PATH, HOME and the project's variables in %s",
  async (shell) => {
    const command = `test "$OWN" = own && test -n "$PATH" && test "$HOME" = /home/of/the/user && exit 0; exit 9`;
    expect(await probe(command, { shell })).toEqual({ ready: true, by: [] });
  },
);

test("a readiness command finds what the session's own command found, where that was kept", async () => {
  const environment_file = join(folder, "kept");
  await writeFile(environment_file, "export OWN='of the session'\n");
  const command = `test "$OWN" = 'of the session' && exit 0; exit 9`;
  for (const shell of ["/bin/sh", "/bin/bash", "/bin/zsh", "/usr/bin/fish"].filter(existsSync)) {
    expect(await probe(command, { shell, environment_file })).toEqual({ ready: true, by: [] });
  }
});

test("a readiness command that fails tells its exit code and what it printed last, errors before output", async () => {
  expect(await probe("echo one; echo two; exit 3")).toEqual({ ready: false, got: "ended with code 3: two" });
  const got = String.raw`ended with code 2: no response`;
  expect(await probe("echo out; printf 'first\\n\\033[31mno response\\033[0m\\n\\n' >&2; exit 2")).toEqual({
    ready: false,
    got,
  });
  expect(await probe("exit 1")).toEqual({ ready: false, got: "ended with code 1" });
  expect(await probe("kill -TERM $$")).toEqual({ ready: false, got: "was ended by SIGTERM" });
  expect(await probe("exit 0", { shell: join(folder, "none") })).toMatchObject({
    ready: false,
    got: expect.stringMatching(/^ended with code 127: .*none.*not found/),
  });
});

test("a readiness command that leaves something running has answered all the same", async () => {
  expect(await probe("sleep 88 & echo $! >pid; exit 0")).toEqual({ ready: true, by: [] });
  process.kill(Number(await readFile(join(folder, "pid"), "utf8")));
});

test("a readiness command that hangs is not ready, and leaves nothing behind that it started", async () => {
  const answer = await probe("echo waiting; sleep 88 & echo $! >pid; wait", { timeout_ms: 1_500 });
  expect(answer).toEqual({ ready: false, got: "did not end within 1.5 s: waiting" });
  const pid = Number(await readFile(join(folder, "pid"), "utf8"));
  const lives = (row: ProcessRow) => row.pid === pid && !row.stat.startsWith("Z");
  await expect.poll(async () => (await createProcesses(run).list()).some(lives), { timeout: 20_000 }).toBe(false);
});
