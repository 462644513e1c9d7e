import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { ScriptedTerminal } from "../terminals/scripted-terminal.ts";
import type { Terminal } from "../terminals/terminal.ts";
import { realClock } from "./clock.ts";
import { removeITerm2s, launchITerm2 } from "./setup.ts";
import type { ITerm2Setup } from "./setup.ts";
import { firstWindow, property } from "./script.ts";

afterEach(removeITerm2s);

const current = property(firstWindow, "currentSession");
/** Shows what is typed, control characters as `cat -v` shows them. */
const SHOW = "/bin/sh -c 'stty raw -echo; echo up; exec cat -v'";

const shows = (made: ITerm2Setup, guid: string, text: string) =>
  made.terminal(guid).until((terminal: Terminal) => terminal.contents().includes(text));

function scripted(terminal: Terminal | null): ScriptedTerminal {
  if (terminal instanceof ScriptedTerminal) {
    return terminal;
  }
  throw new Error("Not a scripted terminal");
}

describe("write [S]", () => {
  test("types the text and a carriage return", async () => {
    const made = await launchITerm2();
    const guid = await made.tab(SHOW, "up");
    await made.script.tell(made.session(guid), "write", { text: "hi" });
    await shows(made, guid, "hi^M");
  });

  test("types nothing more with newline:false, leaves \\n as it is, and makes no bracketed paste", async () => {
    const made = await launchITerm2();
    const guid = await made.tab(SHOW, "up");
    await made.script.tell(made.session(guid), "write", { text: "\x1b[?2004h", newline: false });
    await made.script.tell(made.session(guid), "write", { text: "a\nb.", newline: false });
    const terminal = await shows(made, guid, "b.");
    expect(terminal.contents()).toMatch(/\^\[\[\?2004ha *\n *b\. ?\n/);
    expect(terminal.contents()).not.toMatch(/\^M|200~/);
  });

  test("neither text nor file is error 2, both are error 1", async () => {
    const made = await launchITerm2();
    expect(await made.script.tell(current, "write", {})).toEqual({ error: 2 });
    expect(await made.script.tell(current, "write", { text: "a", contentsOfFile: "/x" })).toEqual({ error: 1 });
  });

  test("types a file's contents as they are", async () => {
    const made = await launchITerm2();
    const guid = await made.tab(SHOW, "up");
    const file = join(made.home, "text");
    writeFileSync(file, "from file.");
    await made.script.tell(made.session(guid), "write", { contentsOfFile: file });
    expect((await shows(made, guid, "from file.")).contents()).not.toContain("^M");
  });

  test("is silently ignored when the program is gone", async () => {
    const made = await launchITerm2({ profiles: [{}, { name: "Kept", whenProgramEnds: "keep" }] });
    const guid = await made.user.opensTab({ profile: "Kept", command: "true" });
    await shows(made, guid, "Session Ended");
    expect(await made.script.tell(made.session(guid), "write", { text: "x" })).toEqual({ value: null });
  });

  test("goes through input broadcast if that is on", async () => {
    const made = await launchITerm2();
    const [one, two] = [await made.tab(SHOW, "up"), await made.tab(SHOW, "up")];
    made.user.broadcastsInput({ window: made.windowId });
    await made.script.tell(made.session(one), "write", { text: "all." });
    await shows(made, two, "all.^M");
    made.user.broadcastsInput(null);
    await made.script.tell(made.session(one), "write", { text: "me." });
    await shows(made, one, "me.^M");
    expect(made.terminal(two).contents()).not.toContain("me.");
  });

  test("blocks iTerm2 for up to 1 s waiting for a first output", async () => {
    const made = await launchITerm2({ terminals: (spec) => new ScriptedTerminal(spec) });
    const done: string[] = [];
    const writing = made.script.tell(current, "write", { text: "a" }).then(() => done.push("write"));
    const reading = made.script.value(firstWindow, "id").then(() => done.push("read"));
    await new Promise(setImmediate);
    made.clock.advance(999);
    await new Promise(setImmediate);
    expect(done).toEqual([]);
    made.clock.advance(1);
    await Promise.all([writing, reading]);
    expect(done).toEqual(["write", "read"]);
    expect(scripted(made.iterm.world.sessions[0]?.terminal ?? null).typed).toEqual(["a\r"]);
  });
});

describe("reading [S]", () => {
  test("contents and text are the whole scrollback plus grid, not the visible part", async () => {
    const made = await launchITerm2();
    const guid = await made.tab("/bin/sh -c 'seq 1 200; exec cat'", "\n200 \n");
    const contents = await made.script.value(made.session(guid), "contents");
    expect(String(contents).startsWith("1 \n2 \n")).toBe(true);
    expect(await made.script.value(made.session(guid), "text")).toBe(contents);
  });

  test("the scrollback is 1,000 lines by default and may be unlimited", async () => {
    for (const [scrollback, first] of [
      [undefined, "1977"],
      ["unlimited", "1"],
    ] as const) {
      const made = await launchITerm2({ profiles: [{ ...(scrollback ? { scrollback } : {}) }] });
      const guid = await made.tab("/bin/sh -c 'seq 1 3000; exec cat'", "\n3000 \n");
      expect(made.terminal(guid).contents().split(" \n")[0]).toBe(first);
    }
  });

  test("isProcessing: true in the first 2 s of life, then only within 2 s of output", async () => {
    const made = await launchITerm2({ terminals: (spec) => new ScriptedTerminal(spec) });
    const terminal = scripted(made.iterm.world.sessions[0]?.terminal ?? null);
    const processing = () => made.script.value(current, "isProcessing");
    expect(await processing()).toBe(true);
    made.clock.advance(2000);
    expect(await processing()).toBe(false);
    await terminal.says("working");
    expect(await processing()).toBe(true);
    made.clock.advance(1999);
    expect(await processing()).toBe(true);
    made.clock.advance(1);
    expect(await processing()).toBe(false);
  });

  test("isProcessing does not count what a program redraws just after a resize", async () => {
    const made = await launchITerm2({ terminals: (spec) => new ScriptedTerminal(spec) });
    const terminal = scripted(made.iterm.world.sessions[0]?.terminal ?? null);
    made.clock.advance(3000);
    made.user.resizesWindow(made.windowId, { columns: 90, rows: 30 });
    await terminal.says("redrawn");
    expect(await made.script.value(current, "isProcessing")).toBe(false);
  });

  test("isAtShellPrompt is always false without shell integration, and follows OSC 133 with it", async () => {
    const made = await launchITerm2({ terminals: (spec) => new ScriptedTerminal(spec) });
    const terminal = scripted(made.iterm.world.sessions[0]?.terminal ?? null);
    await terminal.says("$ ");
    expect(await made.script.value(current, "isAtShellPrompt")).toBe(false);
    await terminal.says("\x1b]133;A\x07$ \x1b]133;B\x07");
    expect(await made.script.value(current, "isAtShellPrompt")).toBe(true);
    await terminal.says("\x1b]133;C\x07");
    expect(await made.script.value(current, "isAtShellPrompt")).toBe(false);
  });
});

describe("notifications [S]", () => {
  for (const allowed of [true, false]) {
    test(`OSC 9 ${allowed ? "posts" : "does not post"} one if the profile ${allowed ? "allows" : "forbids"} it`, async () => {
      const made = await launchITerm2({
        terminals: (spec) => new ScriptedTerminal(spec),
        profiles: [{ allowsNotifications: allowed }],
      });
      const [session] = made.iterm.world.sessions;
      await scripted(session?.terminal ?? null).says("\x1b]9;Build done\x07");
      expect(session?.notifications).toEqual(allowed ? ["Build done"] : []);
    });
  }
});

describe("name [S]", () => {
  test("is the evaluated title with the job appended, by the profile", async () => {
    const made = await launchITerm2();
    const guid = await made.tab(SHOW, "up");
    made.user.types(guid, "seen");
    await shows(made, guid, "seen");
    expect(await made.script.value(made.session(guid), "name")).toBe("Default (cat)");
    made.user.editsProfile("Default", { titleComponents: 1 });
    expect(await made.script.value(made.session(guid), "name")).toBe("Default");
    made.user.editsProfile("Default", { titleComponents: 2 });
    expect(await made.script.value(made.session(guid), "name")).toBe("cat");
  });

  test("set, it is this session's only, changes profileName too, and a later OSC 0 or 1 takes its place", async () => {
    const made = await launchITerm2({ profiles: [{ titleComponents: 1 }] });
    const guid = await made.tab("/bin/sh -c 'echo up; read x; printf \"\\\\033]0;mine\\\\007\"; exec cat'", "up");
    const session = made.session(guid);
    await made.script.set(session, "name", "[web] server");
    expect(await made.script.value(session, "name")).toBe("[web] server");
    expect(await made.script.value(session, "profileName")).toBe("[web] server");
    expect(await made.script.tell(session, "variable", { named: "profileName" })).toEqual({ value: "Default" });
    expect(made.iterm.world.sessions[0]?.profileName).toBe("Default");
    await made.script.tell(session, "write", { text: "" });
    await made.terminal(guid).until((terminal) => terminal.iconTitle === "mine");
    expect(await made.script.value(session, "name")).toBe("mine");
    expect(await made.script.value(property(firstWindow, "currentTab"), "title")).toBe("mine");
  });

  test("is a format string: \\(…) in it is evaluated", async () => {
    const made = await launchITerm2({ profiles: [{ titleComponents: 1 }] });
    await made.script.set(current, "name", "<\\(columns)>");
    expect(await made.script.value(current, "name")).toBe("<80>");
    expect(made.iterm.world.sessions[0]?.evaluated).toContain("columns");
  });
});

describe("a real clock", () => {
  test("runs work after its time and not when called off", async () => {
    const done: string[] = [];
    realClock.after(0, () => done.push("never"))();
    await new Promise<void>((resolve) => realClock.after(1, resolve));
    expect(done).toEqual([]);
  });
});
