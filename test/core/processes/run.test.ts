import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createProbes } from "../../../src/core/probes/probes.ts";
import { createRunProgram } from "../../../src/core/processes/run.ts";

const run = createRunProgram({ PATH: process.env["PATH"], USER: "me" });
const sh = (command: string) => ({ program: "/bin/sh", args: ["-c", command], timeout_ms: 20_000 });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "a program's "));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("a program gets its arguments, folder, input and variables as they are, and its end and output are told", async () => {
  const end = await run({
    program: "/bin/sh",
    args: ["-c", 'cat; printf %s "$1|$PWD|$USER|$OWN"; echo oops >&2; exit 3', "sh", `it's "1" $HOME`],
    cwd: folder,
    environment: { OWN: "own" },
    stdin: "input, ",
    timeout_ms: 20_000,
  });
  expect(end).toEqual({
    ended: "exited",
    code: 3,
    stdout: `input, it's "1" $HOME|${folder}|me|own`,
    stderr: "oops\n",
  });
});

test("a program without input reads none", async () => {
  expect(await run(sh("cat; echo end"))).toMatchObject({ ended: "exited", code: 0, stdout: "end\n" });
});

test("a program gets who the user is, where things are and a UTF-8 locale, and nothing that is Raycast's own", async () => {
  const users = {
    PATH: "/opt/homebrew/bin:/usr/bin:/bin",
    HOME: "/Users/me",
    TMPDIR: "/var/folders/x/T/",
    USER: "me",
    LOGNAME: "me",
    SHELL: "/bin/zsh",
    SSH_AUTH_SOCK: "/private/tmp/com.apple.launchd.x/Listeners",
  };
  const raycasts = {
    NODE_ENV: "production",
    NODE_PATH: "/Applications/Raycast.app/x",
    NODE_OPTIONS: "--no-warnings",
    LANG: "C",
    LC_ALL: "en_US@rg=dezzzz",
    LC_CTYPE: "C",
    __CFBundleIdentifier: "com.raycast.macos",
  };
  const end = await createRunProgram({ ...users, ...raycasts })({
    program: "/usr/bin/env",
    args: [],
    timeout_ms: 20_000,
  });
  const seen = Object.fromEntries(
    end.stdout
      .trim()
      .split("\n")
      .map((line) => line.split(/=(.*)/s, 2)),
  );
  expect(seen).toEqual({ ...users, LANG: "en_US.UTF-8" });
});

test("programs find macOS's own where Raycast has no PATH", async () => {
  const end = await createRunProgram({ PATH: "" })({ program: "/usr/bin/env", args: [], timeout_ms: 20_000 });
  expect(end.stdout).toContain("PATH=/usr/bin:/bin:/usr/sbin:/sbin\n");
});

test("a readiness command finds the user's home and programs beside the project's variables", async () => {
  const inRaycast = createRunProgram({ PATH: process.env["PATH"], HOME: folder, NODE_ENV: "production" });
  const probe = { cwd: folder, env: { OWN: "own" }, environment_file: null, shell: "/bin/sh", timeout_ms: 20_000 };
  const command = `[ "$HOME|$OWN|$NODE_ENV" = '${folder}|own|' ] && env true`;
  const asked = command.replace(folder, folder.replaceAll("'", `'\\''`));
  expect(await createProbes(inRaycast).exec(asked, probe)).toMatchObject({ ready: true });
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
