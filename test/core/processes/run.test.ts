import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createRunProgram } from "../../../src/core/processes/run.ts";

const run = createRunProgram({ PATH: process.env["PATH"], FROM_US: "ours" });
const sh = (command: string) => ({ program: "/bin/sh", args: ["-c", command], timeout_ms: 20_000 });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "a program's "));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("a program gets its arguments, folder, input and variables as they are, and its end and output are told", async () => {
  const end = await run({
    program: "/bin/sh",
    args: ["-c", 'cat; printf %s "$1|$PWD|$FROM_US|$OWN"; echo oops >&2; exit 3', "sh", `it's "1" $HOME`],
    cwd: folder,
    environment: { OWN: "own" },
    stdin: "input, ",
    timeout_ms: 20_000,
  });
  expect(end).toEqual({
    ended: "exited",
    code: 3,
    stdout: `input, it's "1" $HOME|${folder}|ours|own`,
    stderr: "oops\n",
  });
});

test("a program can be given its own variables only, and without input reads none", async () => {
  const end = await run({ ...sh('cat; printf %s "$FROM_US|$OWN"'), environment: { OWN: "own" }, bare: true });
  expect(end).toMatchObject({ ended: "exited", code: 0, stdout: "|own" });
});

test("a program that is not there, or cannot be given an argument, could not be started", async () => {
  expect(await run({ program: join(folder, "none"), args: [], timeout_ms: 1000 })).toMatchObject({
    ended: "not_started",
  });
  expect(await run({ program: "/bin/sh", args: ["\0"], timeout_ms: 1000 })).toMatchObject({ ended: "not_started" });
});

test("a program that another one kills is told from one that we end", async () => {
  expect(await run(sh("kill -TERM $$"))).toMatchObject({ ended: "signalled", signal: "SIGTERM" });
});

test("a program that ignores signals is ended by its time limit all the same, and what it had written is kept", async () => {
  const end = await run({ ...sh("trap '' TERM INT; echo here; while :; do :; done"), timeout_ms: 300 });
  expect(end).toMatchObject({ ended: "timed_out", stdout: "here\n" });
});

test("an abort ends a program, and one that comes before the start keeps it from starting", async () => {
  const abort = new AbortController();
  const ended = run({ ...sh("exec sleep 60"), signal: abort.signal });
  abort.abort();
  expect(await ended).toMatchObject({ ended: "aborted" });
  expect(await run({ ...sh(`echo >'${folder}/begun'`), signal: abort.signal })).toMatchObject({ ended: "aborted" });
  await expect(readFile(join(folder, "begun"))).rejects.toMatchObject({ code: "ENOENT" });
});

test("a program that does not read what it is given ends as it would anyway", async () => {
  expect(await run({ ...sh("exit 0"), stdin: "x".repeat(1_000_000) })).toMatchObject({ ended: "exited", code: 0 });
});

test("a program has ended when it has ended itself, whatever it left running that holds its output open", async () => {
  const end = await run({ ...sh("echo here; sleep 88 & echo $! >pid; exit 4"), cwd: folder, until_exit: true });
  expect(end).toMatchObject({ ended: "exited", code: 4, stdout: "here\n" });
  process.kill(Number(await readFile(join(folder, "pid"), "utf8")));
});
