import { chmod, mkdir, readFile, readdir, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isPlainPath, plainFolder } from "../../../src/core/runner/launch-folder.ts";
import { runnerFileName } from "../../../src/core/model/runner-file-name.ts";
import { setUpRunner, ps, SESSION, story, until, type RunnerSetup } from "./pane.ts";

let at: RunnerSetup;
beforeEach(async () => {
  at = await setUpRunner();
});
afterEach(() => at.clean());

/** The launch file in what iTerm2 is given. */
const pathIn = (command: string) => command.split(" ")[1] ?? "";

describe("what iTerm2 is given", () => {
  test("is a shell that every Mac has and a plain path, whatever the session is called", async () => {
    const { command } = await at.runner.offer(at.spec({ token: `a b'c"$(x)\\(y)🚀`, command: "echo 'hi'" }));
    expect(command).toMatch(/^\/bin\/(?:da)?sh \/[A-Za-z0-9/._-]+$/);
  });

  test("a temporary folder that iTerm2 would split or interpolate is not used", () => {
    expect(isPlainPath(plainFolder("/var/folders/zz/zyxvpxvq6csfxvn_n0000000000000/T/orchestrator"))).toBe(true);
    expect(plainFolder("/Users/me/My Temp/x")).toMatch(/^\/tmp\/iterm-project-orchestrator-\d+$/);
    expect(isPlainPath("/tmp/$$NAME$$")).toBe(false);
    expect(isPlainPath("/tmp/\\(x)")).toBe(false);
  });

  test("a launch folder that others can read is refused", async () => {
    await at.runner.offer(at.spec());
    await chmod(at.launchFolder, 0o755);
    await expect(at.runner.offer(at.spec())).rejects.toMatchObject({ code: "failed" });
  });
});

describe("secrets", () => {
  test("the launch file is readable by its owner only, and holds nothing any more once the session has started", async () => {
    const { command } = await at.runner.offer(at.spec({ environment: { API_KEY: "hush" } }));
    const path = pathIn(command);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(at.launchFolder)).mode & 0o777).toBe(0o700);
    expect(await readFile(path, "utf8")).toContain("hush");
    at.pane(command);
    await at.told("shell");
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readFile(path, "utf8")).not.toContain("hush");
    for (const file of await readdir(at.launchFolder, { recursive: true, withFileTypes: true })) {
      if (file.isFile()) expect(await readFile(join(file.parentPath, file.name), "utf8")).not.toContain("hush");
    }
  });

  test("iTerm2 restoring the pane runs nothing again, says so, and does not end so soon that iTerm2 warns", async () => {
    const { command } = await at.runner.offer(at.spec({ command: "echo ran >>runs.txt" }));
    at.pane(command);
    await at.told("shell");
    const began = Date.now();
    const restored = at.pane(command);
    await restored.shows("Open its project to bring it back");
    await restored.exited;
    expect(Date.now() - began).toBeGreaterThanOrEqual(3000);
    expect(await readFile(join(at.project, "runs.txt"), "utf8")).toBe("ran\n");
  });

  test("every value reaches the command as it is", async () => {
    const environment = {
      QUOTES: `it's "both" \`ticks\` $HOME $(id) \\ \\n`,
      LINES: "one\ntwo\n\nfour\n",
      EMOJI: "🚀 é 漢字",
      EMPTY: "",
      BLANKS: "  two  ",
      PS4: "$(touch gone-wrong)",
      CDPATH: "/etc",
      TAB_AND_BELL: "\t\u0007\u001b[31m",
    };
    const dump = join(at.folder, "dump.mjs");
    await writeFile(
      dump,
      `import { writeFileSync } from "node:fs"; writeFileSync("env.json", JSON.stringify(process.env));`,
    );
    await at.open({ command: `'${process.execPath}' '${dump}'`, environment });
    expect(story(await at.told("shell"))).toContain("exited 0");
    const seen = JSON.parse(await readFile(join(at.project, "env.json"), "utf8")) as Record<string, string>;
    for (const [name, value] of Object.entries(environment)) expect([name, seen[name]]).toEqual([name, value]);
    expect(Object.keys(seen).filter((name) => name.startsWith("r_"))).toEqual([]);
  });

  test("a value or name that no program can be given is refused before anything is written", async () => {
    await expect(at.runner.offer(at.spec({ environment: { A: "x\0y" } }))).rejects.toMatchObject({
      code: "invalid_project",
    });
    await expect(at.runner.offer(at.spec({ environment: { "A B": "x" } }))).rejects.toMatchObject({
      code: "invalid_project",
    });
    await expect(at.runner.offer(at.spec({ command: "\0" }))).rejects.toThrow("NUL");
  });
});

describe("one launch, one session", () => {
  test("two panes given the same launch: one runs it, the other says so and stays for a while", async () => {
    const { command } = await at.runner.offer(at.spec({ command: "echo ran >>runs.txt" }));
    const panes = [at.pane(command), at.pane(command)];
    const began = Date.now();
    await at.told("shell");
    const loser = await until("the loser", () =>
      panes.find(({ screen }) => /another pane already|ended with iTerm2/.test(screen)),
    );
    expect(await loser.exited).toBe(0);
    expect(Date.now() - began).toBeGreaterThanOrEqual(3000);
    expect(await readFile(join(at.project, "runs.txt"), "utf8")).toBe("ran\n");
    expect(story(await at.journal()).filter((entry) => entry.startsWith("started"))).toHaveLength(1);
  });

  test("a launch that was revoked never runs, even if its pane comes up afterwards", async () => {
    const spec = at.spec({ command: "echo ran >>runs.txt" });
    const { command } = await at.runner.offer(spec);
    const copy = await readFile(pathIn(command), "utf8");
    expect(await at.runner.revoke(spec.token)).toBe(true);
    expect(await at.runner.states([spec.token])).toEqual({ [spec.token]: "gone" });
    expect(await at.runner.revoke(spec.token)).toBe(true);
    // iTerm2 may have opened the file just before.
    const late = join(at.launchFolder, "late.sh");
    await writeFile(late, copy);
    await at.pane(command.replace(pathIn(command), late)).shows("called off");
    expect(await at.journal()).toEqual([]);
  });

  test("a launch that a runner has claimed cannot be revoked", async () => {
    const spec = at.spec();
    const { command } = await at.runner.offer(spec);
    expect(await at.runner.states([spec.token, "never"])).toEqual({ [spec.token]: "offered", never: "gone" });
    at.pane(command);
    await at.told("shell");
    expect(await at.runner.revoke(spec.token)).toBe(false);
    expect(await at.runner.states([spec.token])).toEqual({ [spec.token]: "claimed" });
  });
});

describe("what is missing is said", () => {
  test("a shell that does not exist: in the pane and in the journal, and /bin/sh runs the command", async () => {
    const pane = await at.open({ shell: "/opt/no such/zsh", command: "echo ran >runs.txt" });
    const [started] = await at.told("shell");
    expect(started).toMatchObject({ note: "The shell /opt/no such/zsh does not exist: /bin/sh is used." });
    expect(await readFile(join(at.project, "runs.txt"), "utf8")).toBe("ran\n");
    await pane.shows("The shell /opt/no such/zsh does not exist");
  });

  test("a folder that does not exist: the command does not run anywhere else", async () => {
    const pane = await at.open({ working_directory: join(at.folder, 'gone "away"'), command: "echo ran >~/runs.txt" });
    const entries = await at.told("shell");
    expect(story(entries)).toEqual([
      "started 1",
      `gave_up The folder ${at.folder}/gone "away" does not exist.`,
      "shell",
    ]);
    await pane.shows("does not exist");
    await expect(stat(join(at.folder, "home", "runs.txt"))).rejects.toThrow("ENOENT");
  });
});

describe("the pane goes away", () => {
  test("closing it ends everything that ran in it, also what ignores SIGHUP and what has its own process group", async () => {
    const stubborn = `trap "" HUP TERM; echo $1; while :; do sleep 1; done`;
    const script = join(at.folder, "stubborn.sh");
    await writeFile(script, stubborn);
    const apart = `bash -c 'set -m; sh ${script} apart & wait'`;
    const pane = await at.open({ command: `${apart} & sh ${script} up`, shell: "/bin/bash" });
    await pane.shows("apart");
    await pane.shows("up");
    const before = await ps.list();
    const family = descendants(before, pane.pty.pid);
    expect(family.length).toBeGreaterThanOrEqual(5);
    pane.pty.kill("SIGHUP");
    await pane.exited;
    expect(story(await at.told("closed"))).toEqual(["started 1", "closed"]);
    await until("nothing left alive", async () => {
      const alive = new Set((await ps.list()).filter(({ stat }) => !stat.startsWith("Z")).map(({ pid }) => pid));
      return family.every((pid) => !alive.has(pid));
    });
  });

  test("closing it ends what has left its parent and its process group, but not its terminal", async () => {
    const script = join(at.folder, "apart.pl");
    await writeFile(script, `$SIG{HUP} = "IGNORE"; setpgrp; print "pid=$$;\\n"; sleep 1 while 1;`);
    const pane = await at.open({ command: `sh -c "perl -e '$| = 1; do shift' '${script}' &"; exec cat` });
    const [, pid] = /pid=(\d+);/.exec(await pane.shows(/pid=\d+;/)) ?? [];
    const row = async () => (await ps.list()).find((one) => one.pid === Number(pid));
    await until("its parent to have gone", async () => {
      const { ppid, pgid } = (await row()) ?? {};
      return pgid === Number(pid) && !(await ps.list()).some((one) => one.pid === ppid && one.pgid === pane.pty.pid);
    });
    pane.pty.kill("SIGHUP");
    await pane.exited;
    await until("its end", async () => (await row()) === undefined);
  });

  test("closing it while its shell is idle is told too", async () => {
    const pane = await at.open();
    await at.told("shell");
    pane.pty.kill("SIGHUP");
    expect(story(await at.told("closed"))).toEqual(["started 1", "exited 0", "shell", "closed"]);
  });
});

test("a launch typed into the shell of an ended session runs there and goes back to that shell", async () => {
  const pane = await at.open({ command: "exit 1" });
  await at.told("shell");
  const { command } = await at.runner.offer(at.spec({ command: "echo again; exit 2", token: "second" }));
  pane.type(`${command}\r`);
  expect(story(await at.told("shell", 2))).toEqual([
    "started 1",
    "exited 1",
    "shell",
    "started 1",
    "exited 2",
    "shell",
  ]);
  pane.type("echo still:$PWD\r");
  await pane.shows(`still:${at.project}`);
  pane.type("exit\r");
  await pane.exited;
  expect(story(await at.journal()).slice(-1)).toEqual(["closed"]);
});

test("a session without a command is the user's shell, and leaving it ends the session", async () => {
  const pane = await at.open({ command: "" });
  await at.told("started");
  pane.type("echo here:$PWD; exit 5\r");
  await pane.shows(`here:${at.project}`);
  await pane.exited;
  expect(story(await at.journal())).toEqual(["started 1", "exited 5", "closed"]);
});

test("the journal says where the session is: runner, tty, GUID, token", async () => {
  const pane = await at.open({ token: "Token with 'quotes'" });
  const [started] = await at.told("started");
  expect(started).toMatchObject({
    pid: pane.pty.pid,
    iterm_session_id: "5BF0A3C1-8A4E-4E0B-9B0E-0123456789AB",
    token: "Token with 'quotes'",
    attempt: 1,
  });
  expect(started?.event === "started" && started.tty).toMatch(/^\/dev\//);
  expect(Math.abs(Date.now() - (started?.at ?? 0))).toBeLessThan(60_000);
});

test("instant updates: the link is opened after each entry, and nothing waits for it", async () => {
  const bin = join(at.folder, "bin");
  const { mkdir } = await import("node:fs/promises");
  await mkdir(bin);
  await writeFile(join(bin, "open"), `#!/bin/sh\necho "$@" >>'${at.folder}/links'\nsleep 2\n`, { mode: 0o755 });
  await at.open({ deep_link: "raycast://x?a=1&b='2'" }, { PATH: `${bin}:${process.env.PATH}` });
  await at.told("shell");
  const links = await until("four links", async () => {
    const text = await readFile(join(at.folder, "links"), "utf8").catch(() => "");
    return text.split("\n").length > 4 && text;
  });
  expect(links).toBe("-g raycast://x?a=1&b='2'\n".repeat(4));
});

test("what a launch has left is removed after a month, and nothing else that lies beside it", async () => {
  const old = Date.now() / 1000 - 31 * 24 * 3600;
  const names = ["token.sh", "token.spent", "token.left", "logs", "agents"];
  for (const name of names) {
    await mkdir(join(at.launchFolder, name), { recursive: true });
    await utimes(join(at.launchFolder, name), old, old);
  }
  await at.runner.sweep([]);
  expect(await readdir(at.launchFolder)).toEqual(["agents", "logs"]);
});

test("sweeping forgets the journals of sessions that are gone and keeps the others", async () => {
  await at.open();
  await at.told("shell");
  await at.runner.requestStop("other/one");
  await at.runner.sweep([SESSION]);
  const own = runnerFileName(SESSION);
  expect((await readdir(join(at.folder, "journals with blanks"))).sort()).toEqual([`${own}.jsonl`, `${own}.stoppable`]);
});

test("the files of different sessions and launches have different names, also on a disk that does not tell upper from lower case", () => {
  const ids = ["a/B", "a/b", "a_b", "a b", "a%2Fb", "ä", "x".repeat(500), `${"x".repeat(499)}y`, "a/b.1.2", "a/b.1.1"];
  const names = new Set(ids.map((id) => runnerFileName(id).toLowerCase()));
  expect(names.size).toBe(ids.length);
  for (const name of names) expect(name).toMatch(/^[a-z0-9_-]{1,200}$/);
});

function descendants(rows: { pid: number; ppid: number }[], root: number): number[] {
  const found = [root];
  for (let index = 0; index < found.length; index++) {
    for (const { pid, ppid } of rows) if (ppid === found[index]) found.push(pid);
  }
  return found;
}
