import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { afterEach, describe, expect, test } from "vitest";
import { argumentsOf, foregroundProcess, processesOf } from "./processes-on-tty.ts";
import { PtyTerminal } from "./pty-terminal.ts";

const made: PtyTerminal[] = [];

function run(argv: string[], { env = {}, columns = 80, rows = 24 }: Partial<Run> = {}): PtyTerminal {
  const base = { PATH: "/usr/bin:/bin", TERM: "xterm-256color", MARK: randomUUID() };
  const spec = { argv, env: { ...base, ...env }, cwd: tmpdir(), columns, rows, scrollback: 1000 };
  const terminal = new PtyTerminal(spec, "MARK");
  made.push(terminal);
  return terminal;
}

interface Run {
  env: Record<string, string>;
  columns: number;
  rows: number;
}

const sh = (script: string, options?: Partial<Run>) => run(["/bin/sh", "-c", script], options);
const ended = (terminal: PtyTerminal) => terminal.until((each) => each.exit !== null);

afterEach(async () => {
  await Promise.all(made.splice(0).map((each) => each.end()));
});

describe("a terminal runs a real program", () => {
  test("by argv, with no shell in between, in the given folder and environment only", async () => {
    const terminal = run(["/usr/bin/env"], { env: { GREETING: "$(echo no) 'quoted'" } });
    await ended(terminal);
    expect(terminal.contents()).toContain("GREETING=$(echo no) 'quoted' \n");
    expect(terminal.contents()).toContain(`PWD=${tmpdir()} \n`);
    expect(terminal.contents()).not.toContain("HOME=");
  });

  test("on a tty whose name the program knows too", async () => {
    const terminal = run(["/usr/bin/tty"]);
    await ended(terminal);
    expect(terminal.contents()).toContain(`${terminal.tty} \n`);
  });

  test("tells the exact exit code", async () => {
    expect((await ended(sh("exit 42"))).exit).toEqual({ code: 42, signal: null });
  });

  test("tells the signal that ended it", async () => {
    expect((await ended(sh("kill -TERM $$"))).exit).toEqual({ code: null, signal: "SIGTERM" });
  });

  test("has all of the output on the screen when the end is told", async () => {
    const terminal = await ended(sh("seq 1 500; printf last"));
    expect(terminal.contents()).toContain("500 \nlast \n");
  });

  test("that is not there ends at once with code 1", async () => {
    expect((await ended(run(["/nowhere/program"]))).exit).toEqual({ code: 1, signal: null });
  });

  test("tells the program of a resize (SIGWINCH), with the size it then has", async () => {
    const terminal = sh("trap 'stty size' WINCH; echo ready; while :; do sleep 0.05; done");
    await terminal.until((each) => each.contents().includes("ready"));
    terminal.resize(100, 30);
    await terminal.until((each) => each.contents().includes("30 100"));
    expect([terminal.columns, terminal.rows]).toEqual([100, 30]);
  });

  test("answers what the program asks the terminal, such as the cursor's place", async () => {
    const terminal = run(["/bin/bash", "-c", "printf 'abc\\033[6n'; IFS= read -rsd R answer; printf '%q' \"$answer\""]);
    await terminal.until((each) => each.contents().includes("[1\\;4") || each.contents().includes("[1;4"));
  });

  test("interrupts the foreground program at Ctrl-C, as a tty does", async () => {
    const terminal = sh("trap 'echo caught; exit 7' INT; echo ready; while :; do sleep 0.05; done");
    await terminal.until((each) => each.contents().includes("ready"));
    terminal.write("\x03");
    expect((await ended(terminal)).exit).toEqual({ code: 7, signal: null });
    expect(terminal.contents()).toContain("caught");
  });

  test("takes multi-byte characters that are cut in the middle of the output", async () => {
    const terminal = sh("printf '\\342\\202'; sleep 0.05; printf '\\254uro'");
    await ended(terminal);
    expect(terminal.visible()[0]).toBe("€uro");
  });

  test("ignores what is written once the program is gone", async () => {
    const terminal = await ended(sh("true"));
    expect(() => terminal.write("anyone?")).not.toThrow();
  });
});

describe("the processes of a terminal", () => {
  test("know which program has the terminal now", async () => {
    const terminal = run(["/bin/bash", "--norc", "-i"], { env: { PS1: "> " } });
    await terminal.until((each) => each.contents().includes("> "));
    expect(argumentsOf(foregroundProcess(terminal.pid)?.pid ?? 0)).toEqual(["/bin/bash", "--norc", "-i"]);
    terminal.write("sh -c 'echo up; sleep 60; true'\r");
    await terminal.until((each) => each.contents().includes("\nup"));
    expect(argumentsOf(foregroundProcess(terminal.pid)?.pid ?? 0)[0]).toBe("sh");
  });

  test("end by SIGHUP when the terminal is hung up", async () => {
    const terminal = sh("echo ready; exec sleep 60");
    await terminal.until((each) => each.contents().includes("ready"));
    terminal.hangUp();
    expect((await ended(terminal)).exit).toEqual({ code: null, signal: "SIGHUP" });
  });

  test("may live on after a hang-up if they ignore it, and end when the Mac is switched off", async () => {
    const terminal = sh("trap '' HUP; echo ready; while :; do sleep 0.05; done");
    await terminal.until((each) => each.contents().includes("ready"));
    terminal.hangUp();
    expect(terminal.leftBehind()).toBeGreaterThan(0);
    await terminal.end();
    expect(terminal.leftBehind()).toBe(0);
    expect(terminal.exit).toEqual({ code: null, signal: "SIGKILL" });
  });

  test("end when the Mac is switched off even if they left the session", async () => {
    const terminal = sh("setsid sh -c 'echo one; exec sleep 60' & (trap '' HUP; echo two; exec sleep 61) & read go");
    await terminal.until((each) => /one[^]*two|two[^]*one/.test(each.contents()));
    terminal.write("\r");
    await ended(terminal);
    expect(terminal.leftBehind()).toBe(2);
    await terminal.end();
    expect(terminal.leftBehind()).toBe(0);
  });

  test("of other terminals are left alone", async () => {
    const [one, other] = [sh("echo up; cat"), sh("echo up; cat")];
    await Promise.all([one, other].map((each) => each.until(() => each.contents().includes("up"))));
    await one.end();
    expect(processesOf(other.pid, null).length).toBeGreaterThan(0);
    expect(other.exit).toBeNull();
  });
});
