import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ScriptedTerminal } from "./scripted-terminal.ts";

let terminal: ScriptedTerminal;

beforeEach(() => {
  terminal = new ScriptedTerminal({ columns: 40, rows: 5, scrollback: 100 });
});

afterEach(() => terminal.end());

const osc = (text: string) => terminal.says(`\x1b]${text}\x07`);
const encoded = (text: string) => Buffer.from(text).toString("base64");

describe("escape codes [S]", () => {
  test("OSC 0 sets both titles, 1 the icon's, 2 the window's", async () => {
    await osc("0;both");
    expect([terminal.iconTitle, terminal.windowTitle]).toEqual(["both", "both"]);
    await osc("1;icon");
    await osc("2;window");
    expect([terminal.iconTitle, terminal.windowTitle]).toEqual(["icon", "window"]);
  });

  test("ends an OSC at ST as well as at BEL", async () => {
    await terminal.says("\x1b]2;with ST\x1b\\text");
    expect(terminal.windowTitle).toBe("with ST");
    expect(terminal.visible()[0]).toBe("text");
  });

  test("OSC 1337;SetUserVar=NAME=base64 sets a user variable, Unicode and '=' in it included", async () => {
    await osc(`1337;SetUserVar=state=${encoded("wärte = ja 🚦")}`);
    expect(terminal.userVariables.get("state")).toBe("wärte = ja 🚦");
  });

  test("ignores a user variable that is not base64", async () => {
    await osc("1337;SetUserVar=state=not base64!");
    expect(terminal.userVariables.size).toBe(0);
    expect(terminal.events).toEqual([]);
  });

  test("SetBadgeFormat, RequestAttention, SetMark", async () => {
    await osc(`1337;SetBadgeFormat=${encoded("web")}`);
    expect(terminal.badge).toBe("web");
    for (const how of ["yes", "once", "no", "flash", "fireworks"] as const) {
      await osc(`1337;RequestAttention=${how}`);
      expect(terminal.attention).toBe(how);
    }
    await osc("1337;SetMark");
    expect(terminal.events.at(-1)).toEqual({ kind: "mark" });
  });

  test("OSC 133 A, B, C, D;code follow the prompt, the typing, the run and its end", async () => {
    const seen: unknown[] = [];
    for (const code of ["A", "B", "C", "D;3"]) {
      await osc(`133;${code}`);
      seen.push(terminal.prompt);
    }
    expect(seen).toEqual(["prompt", "typing", "running", "finished"]);
    expect(terminal.lastCommandCode).toBe(3);
    await osc("133;D");
    expect(terminal.lastCommandCode).toBeNull();
  });

  test("OSC 9;text is a notification, OSC 9;4;state;percent is progress", async () => {
    await osc("9;Build done");
    await osc("9;4;1;42");
    expect(terminal.notifications).toEqual(["Build done"]);
    expect(terminal.progress).toEqual({ state: 1, percent: 42 });
    await osc("9;4;3");
    expect(terminal.progress).toEqual({ state: 3, percent: null });
  });

  test("OSC 7 and OSC 1337;CurrentDir tell the working folder", async () => {
    await osc("7;file://host/Users/me/my%20code");
    expect(terminal.directory).toBe("/Users/me/my code");
    await osc("1337;CurrentDir=/tmp");
    expect(terminal.directory).toBe("/tmp");
  });

  test("counts bells, and takes no BEL that ends an OSC for one", async () => {
    await osc("0;title");
    await terminal.says("\x07\x07");
    expect(terminal.bellCount).toBe(2);
  });

  test("reads a code that comes in pieces", async () => {
    await terminal.says("\x1b]1337;SetUser");
    await terminal.says(`Var=a=${encoded("b")}`);
    await terminal.says("\x07");
    expect(terminal.userVariables.get("a")).toBe("b");
  });

  test("remembers only the last 1,000 events", async () => {
    await terminal.says("\x07".repeat(1500));
    expect(terminal.bellCount).toBe(1500);
    expect(terminal.events).toHaveLength(1000);
  });
});
