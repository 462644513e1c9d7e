import { afterEach, describe, expect, test } from "vitest";
import { ScriptedTerminal } from "./scripted-terminal.ts";

const made: ScriptedTerminal[] = [];

function terminal({ columns = 10, rows = 4, scrollback = 1000 as number | "unlimited" } = {}): ScriptedTerminal {
  const created = new ScriptedTerminal({ columns, rows, scrollback });
  made.push(created);
  return created;
}

afterEach(async () => {
  await Promise.all(made.splice(0).map((each) => each.end()));
});

describe("contents is the whole scrollback plus the grid", () => {
  test("gives a row that ends in blanks one trailing space, and blank rows under the cursor as ' \\n'", async () => {
    const screen = terminal();
    await screen.says("one\ntwo  ");
    expect(screen.contents()).toBe("one \ntwo   \n \n \n");
  });

  test("gives a full row no trailing space and ends it with a newline", async () => {
    const screen = terminal({ columns: 5 });
    await screen.says("12345\nx");
    expect(screen.contents()).toBe("12345\nx \n \n \n");
  });

  test("joins soft wraps and keeps hard ends of line", async () => {
    const screen = terminal({ columns: 5 });
    await screen.says("abcdefgh\nij");
    expect(screen.contents()).toBe("abcdefgh \nij \n \n");
  });

  test("joins a wide character that did not fit in the row without a blank between", async () => {
    const screen = terminal({ columns: 5 });
    await screen.says("abcd漢字");
    expect(screen.contents()).toBe("abcd漢字 \n \n \n");
  });

  test("shows cells that were skipped in the middle of a row as spaces", async () => {
    const screen = terminal();
    await screen.says("a\x1b[3Cb");
    expect(screen.contents()).toBe("a   b \n \n \n \n");
  });

  test("holds what has scrolled off, up to the scrollback's limit of lines above the grid", async () => {
    const screen = terminal({ rows: 2, scrollback: 3 });
    await screen.says(Array.from({ length: 10 }, (_, line) => `line${line}`).join("\n"));
    expect(screen.contents()).toBe("line5 \nline6 \nline7 \nline8 \nline9 \n");
  });

  test("keeps every line when scrollback is unlimited", async () => {
    const screen = terminal({ rows: 2, scrollback: "unlimited" });
    await screen.says(Array.from({ length: 5000 }, (_, line) => `line${line}`).join("\n"));
    expect(screen.contents().split("\n")).toHaveLength(5001);
    expect(screen.contents().startsWith("line0 \n")).toBe(true);
  });

  test("puts the alternate screen under the scrollback while a program shows it, and gives the old grid back after", async () => {
    const screen = terminal({ rows: 2 });
    await screen.says("a\nb\nc\x1b[?1049h\x1b[Hfull");
    expect(screen.alternateScreen).toBe(true);
    expect(screen.contents()).toBe("a \nfull \n \n");
    await screen.says("\x1b[?1049l");
    expect(screen.alternateScreen).toBe(false);
    expect(screen.contents()).toBe("a \nb \nc \n");
  });

  test("wraps anew when the pane gets another width", async () => {
    const screen = terminal({ columns: 5 });
    await screen.says("abcdefgh");
    screen.resize(10, 4);
    expect(screen.visible()[0]).toBe("abcdefgh");
    expect(screen.contents().startsWith("abcdefgh \n")).toBe(true);
  });

  test("loses the scrollback and keeps the grid at OSC 1337;ClearScrollback, wherever in the output it comes", async () => {
    const screen = terminal({ rows: 2 });
    await screen.says("a\nb\nc\x1b]1337;ClearScrollback\x07\nd\ne");
    expect(screen.contents()).toBe("b \nc \nd \ne \n");
  });
});

describe("waiting", () => {
  test("is over at once when it is so already", async () => {
    const screen = terminal();
    await screen.says("here");
    await expect(screen.until((each) => each.contents().includes("here"))).resolves.toBe(screen);
  });

  test("shows the screen when it was in vain", async () => {
    const screen = terminal();
    await screen.says("something else");
    await expect(screen.until((each) => each.contents().includes("never"), 20)).rejects.toThrow(/something[^]*else/);
  });
});
