import { realpathSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { removeITerm2s, launchITerm2 } from "./setup.ts";

afterEach(removeITerm2s);

const encoded = (text: string) => Buffer.from(text).toString("base64");

describe("variables [S]", () => {
  test("come as text: numbers decimal, booleans '1' or '0', unset null", async () => {
    const made = await launchITerm2();
    const guid = await made.tab("/bin/sh -c 'printf \"\\\\007\"; echo up; exec cat'", "up");
    const read = async (named: string) => made.script.tell(made.session(guid), "variable", { named });
    expect(await read("columns")).toEqual({ value: "80" });
    expect(await read("rows")).toEqual({ value: "25" });
    expect(await read("bellCount")).toEqual({ value: "1" });
    expect(await read("showingAlternateScreen")).toEqual({ value: "0" });
    expect(await read("tmuxRole")).toEqual({ value: null });
    expect(await read("user.unset")).toEqual({ value: null });
    expect(await read("id")).toEqual({ value: guid });
    expect(await read("tty")).toEqual({ value: made.terminal(guid).tty });
    expect(await read("pid")).toEqual({ value: String(made.terminal(guid).pid) });
    expect(await read("homeDirectory")).toEqual({ value: made.home });
    expect(await read("creationTimeString")).toEqual({ value: expect.stringMatching(/^\d{8}_\d{6}$/) });
    expect(await read("tab.window.number")).toEqual({ value: "1" });
    expect(await read("profileName")).toEqual({ value: "Default" });
  });

  test("each is there by its name, as text or null", async () => {
    const made = await launchITerm2();
    const session = made.session(await made.tab("/bin/sh -c 'echo up; exec cat'", "up"));
    const names = [
      ...[
        "id",
        "name",
        "presentationName",
        "autoName",
        "tty",
        "pid",
        "jobName",
        "jobPid",
        "commandLine",
        "processTitle",
      ],
      ...["path", "columns", "rows", "creationTimeString", "profileName", "bellCount", "showingAlternateScreen"],
      ...["homeDirectory", "tab.id", "tab.title", "tab.window.id", "iterm2.pid", "iterm2.effectiveTheme"],
    ];
    for (const named of names) {
      expect(await made.script.tell(session, "variable", { named }), named).toEqual({ value: expect.any(String) });
    }
    for (const named of ["tmuxRole", "badge", "terminalIconName", "terminalWindowName"]) {
      expect(await made.script.tell(session, "variable", { named }), named).toEqual({ value: null });
    }
  });

  test("jobName, jobPid, commandLine and path are those of the foreground program", async () => {
    const made = await launchITerm2();
    const guid = await made.tab(
      "/bin/sh -c 'cd /tmp; echo up; sh -c \"cd /; echo in; read x\"; echo back; read y'",
      "in",
    );
    const read = async (named: string) => made.script.tell(made.session(guid), "variable", { named });
    expect(await read("jobName")).toEqual({ value: "sh" });
    expect(await read("commandLine")).toEqual({ value: expect.stringContaining("/bin/sh -c cd /tmp") });
    const shell = await made.user.opensTab({ command: "/bin/bash --norc -i" });
    made.user.types(shell, "cd /tmp; sh -c 'echo deep; read x; :'\r");
    await made.terminal(shell).until((terminal) => terminal.contents().includes("\ndeep"));
    const job = async (named: string) => made.script.tell(made.session(shell), "variable", { named });
    expect(await job("jobName")).toEqual({ value: "sh" });
    expect(await job("commandLine")).toEqual({ value: "sh -c echo deep; read x; :" });
    expect(await job("path")).toEqual({ value: realpathSync("/tmp") });
    expect(await job("jobPid")).not.toEqual(await job("pid"));
  });

  test.each([
    "lastCommand",
    "selection",
    "shell",
    "hostname",
    "tab.tmuxWindow",
    "parentSession.id",
    "iterm2.localhostName",
  ])("%s, which iTerm2 has and the test Mac has not, ends the test", async (named) => {
    const made = await launchITerm2();
    const session = made.session(made.iterm.world.sessions[0]?.guid ?? "");
    await expect(made.script.tell(session, "variable", { named })).rejects.toThrow(
      `does not model the variable ${named}`,
    );
  });

  test("OSC 1337 SetUserVar sets user.NAME", async () => {
    const made = await launchITerm2();
    const guid = await made.tab(
      `/bin/sh -c 'printf "\\\\033]1337;SetUserVar=state=${encoded("ready")}\\\\007"; echo up; exec cat'`,
      "up",
    );
    expect(await made.script.tell(made.session(guid), "variable", { named: "user.state" })).toEqual({ value: "ready" });
  });

  test("setVariable takes only user. variables, else error 3", async () => {
    const made = await launchITerm2();
    const session = made.session(made.iterm.world.sessions[0]?.guid ?? "");
    expect(await made.script.tell(session, "setVariable", { named: "user.a", to: "1" })).toEqual({ value: "1" });
    expect(await made.script.tell(session, "variable", { named: "user.a" })).toEqual({ value: "1" });
    expect(await made.script.tell(session, "setVariable", { named: "name", to: "x" })).toEqual({ error: 3 });
  });
});
