import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { setUpRunner, ps, SESSION, story, type RunnerSetup } from "./pane.ts";
import { SHELLS } from "./shells.ts";

let at: RunnerSetup;
beforeEach(async () => {
  at = await setUpRunner();
});
afterEach(() => at.clean());

describe.each(SHELLS)("in $name", ({ name, path }) => {
  const shell = path;

  test("runs a command of quotes, $, backticks, newlines and emoji in a folder with blanks and an apostrophe", async () => {
    const nasty = `it's "quoted" \`ticks\` $HOME \\ !! 🚀`;
    const quoted =
      name === "fish" ? `'it\\'s "quoted" \`ticks\` $HOME \\\\ !! 🚀'` : `'${nasty.replaceAll("'", `'\\''`)}'`;
    const command = `printf '%s\\n' ${quoted} >out.txt\nprintf '%s\\n' "$GREETING" >>out.txt\npwd >>out.txt`;
    await at.open({ shell, command, environment: { GREETING: "good 'morning'\n☀️" } });
    expect(story(await at.told("shell"))).toEqual(["started 1", "exited 0", "shell"]);
    const written = await readFile(join(at.project, "out.txt"), "utf8");
    expect(written).toBe(`${nasty}\ngood 'morning'\n☀️\n${at.project}\n`);
  });

  test.each([
    ["sh -c 'exit 0'", "exited 0"],
    ["sh -c 'exit 3'", "exited 3"],
    ["exit 7", "exited 7"],
    ["exec sh -c 'exit 9'", "exited 9"],
    ["sh -c 'exit 255'", "exited 255"],
    ["no-such-program-anywhere", "exited 127"],
    ["sh -c 'kill -TERM $$'", "signalled SIGTERM"],
    ["sh -c 'kill -KILL $$'", "signalled SIGKILL"],
  ])("tells the end of `%s` as %s", async (command, end) => {
    await at.open({ shell, command });
    expect(story(await at.told("shell"))).toEqual(["started 1", end, "shell"]);
  });

  test("leaves an interactive shell in the project's folder, with its variables, and leaving that closes the session", async () => {
    const pane = await at.open({ shell, command: "echo over", environment: { FLAVOR: "plum" } });
    await at.told("shell");
    pane.type('echo "in:$PWD:$FLAVOR:"\r');
    await pane.shows(`in:${at.project}:plum:`);
    pane.type("exit\r");
    expect(await pane.exited).toBe(0);
    expect(story(await at.journal())).toEqual(["started 1", "exited 0", "shell", "closed"]);
  });

  test("Ctrl-C ends the command, which is not restarted whatever the policy", async () => {
    const pane = await at.open({ shell, command: "echo up; sleep 60; echo second", restart_policy: "always" });
    await pane.shows("up");
    await pane.runs("sleep 60");
    pane.type("\x03");
    expect(story(await at.told("shell"))).toEqual(["started 1", "signalled SIGINT", "shell"]);
    expect(pane.screen).not.toContain("second");
  });

  test("Ctrl-C that the program handles by ending well is no reason to start it again", async () => {
    const script = `process.on("SIGINT", () => process.exit(0)); console.log("up"); setInterval(() => {}, 1000)`;
    const command = `'${process.execPath}' -e '${script}'`;
    const pane = await at.open({ shell, command, restart_policy: "always" });
    await pane.shows("up");
    await pane.runs(process.execPath);
    pane.type("\x03");
    expect(story(await at.told("shell"))).not.toContainEqual(expect.stringContaining("restarting"));
  });

  test("Ctrl-Z gives a prompt, and fg goes on with the program, which gets the keyboard back", async () => {
    const script = `process.on("SIGCONT", () => console.log("back")); console.log("up"); process.stdin.once("data", (a) => { console.log("got:" + String(a).trim() + ":"); process.exit(4); })`;
    const pane = await at.open({ shell, command: `'${process.execPath}' -e '${script}'` });
    await pane.shows("up");
    await pane.runs(process.execPath);
    pane.type("\x1a");
    await pane.shows("Suspended. Type fg");
    pane.type("echo free$((1+1))\r".replace("$((1+1))", name === "fish" ? "(math 1+1)" : "$((1+1))"));
    await pane.shows("free2");
    pane.type("fg\r");
    await pane.shows("back");
    pane.type("hello\r");
    await pane.shows("got:hello:");
    expect(story(await at.told("shell"))).toEqual(["started 1", "exited 4", "shell"]);
  });

  test("a resized pane reaches the program", async () => {
    const script = `process.stdout.on("resize", () => console.log("now " + process.stdout.columns + "x" + process.stdout.rows)); console.log("up"); setInterval(() => {}, 1000)`;
    const pane = await at.open({ shell, command: `'${process.execPath}' -e '${script}'` });
    await pane.shows("up");
    pane.pty.resize(101, 33);
    await pane.shows("now 101x33");
  });

  test("a program that takes its time over SIGTERM is waited for, and its own status is told", async () => {
    const script = `process.on("SIGTERM", () => setTimeout(() => process.exit(6), 300)); console.log("up"); setInterval(() => {}, 1000)`;
    const pane = await at.open({ shell, command: `'${process.execPath}' -e '${script}'; echo not this` });
    await pane.shows("up");
    const group = await pane.runs(process.execPath);
    await at.runner.requestStop(SESSION);
    await ps.signalGroup(group, "SIGTERM");
    expect(story(await at.told("closed"))).toEqual(["started 1", "exited 6", "closed"]);
    expect(pane.screen).not.toContain("not this");
  });
});
