import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Reading } from "../../../src/core/model/session.ts";
import { newLines } from "../../../src/core/output/new-lines.ts";
import { ModelTerminal } from "./model-terminal.ts";

const AT = { now: 1_000, tty_mtime: 900 };

function readerOf(terminal: ModelTerminal, max = Infinity) {
  let reading: Reading | null = null;
  return () => {
    const seen = newLines(reading, terminal.buffer(max), AT);
    reading = seen.reading;
    return seen;
  };
}

function shell(size = { height: 6, scrollback: 100 }) {
  const terminal = new ModelTerminal(size);
  return { terminal, read: readerOf(terminal) };
}

describe("new lines", () => {
  test("the first reading tells all lines, without the blank rows under the cursor", () => {
    const { terminal, read } = shell();
    terminal.print(["one", "", "two"]);
    expect(read().lines).toEqual(["one", "", "two"]);
  });

  test("no line is new when nothing was printed", () => {
    const { terminal, read } = shell();
    terminal.print(["one", "two"]);
    read();
    expect(read()).toMatchObject({ lines: [], continues: false, tail: ["one", "two"] });
  });

  test("lines below the last reading are new even if they repeat what stands above", () => {
    const { terminal, read } = shell();
    terminal.print(["same", "same", "same"]);
    read();
    terminal.print(["same", "same"]);
    expect(read().lines).toEqual(["same", "same"]);
  });

  test("a reading resumes after the last one when the top lines have been dropped", () => {
    const { terminal, read } = shell({ height: 3, scrollback: 2 });
    terminal.print(["a1", "b22", "c333", "d4444"]);
    read();
    terminal.print(["e5", "f6"]);
    expect(read().lines).toEqual(["e5", "f6"]);
  });

  test("all lines that are left are new when more came than the buffer holds", () => {
    const { terminal, read } = shell({ height: 3, scrollback: 1 });
    terminal.print(["a", "b", "c"]);
    read();
    terminal.print(["d", "e", "f", "g", "h"]);
    expect(read().lines).toEqual(["f", "g", "h"]);
  });

  test("all lines are new after the buffer was cleared, the same ones too", () => {
    const { terminal, read } = shell();
    terminal.print(["$ make", "warning: old", "built"]);
    read();
    terminal.clear();
    terminal.print(["built"]);
    expect(read().lines).toEqual(["built"]);
  });

  test("only the rows that changed are new when a full-screen program draws its rows anew", () => {
    const { terminal, read } = shell();
    terminal.print(["$ top", "cpu 10%", "mem 5%", "disk 3%"]);
    read();
    terminal.redraw(["cpu 12%", "mem 5%", "disk 3%"]);
    expect(read().lines).toEqual(["cpu 12%"]);
  });

  test("a last line that has grown is told again, whole", () => {
    const { terminal, read } = shell();
    terminal.print(["$ npm test"]);
    terminal.type("Tests 5 pa");
    expect(read().lines).toEqual(["$ npm test", "Tests 5 pa"]);
    terminal.type("ssed");
    expect(read()).toMatchObject({ lines: ["Tests 5 passed"], continues: true });
    terminal.feed();
    expect(read().lines).toEqual([]);
  });

  test("a last line that was written over, as a progress bar does, is new", () => {
    const terminal = new ModelTerminal({ height: 5, scrollback: 5 });
    terminal.print(["$ curl", "10 %"]);
    const first = newLines(null, terminal.buffer(), AT);
    terminal.redraw(["20 %"]);
    expect(newLines(first.reading, terminal.buffer(), AT)).toMatchObject({ lines: ["20 %"], continues: false });
  });

  test("a line whose beginning was cut off by the limit of the reading is left out", () => {
    const text = "cut off\nwhole\nlast\n";
    expect(newLines(null, { text, length: text.length + 1000 }, AT).lines).toEqual(["whole", "last"]);
  });

  test("the first line of an empty buffer is new as soon as it is there", () => {
    const { terminal, read } = shell();
    expect(read().lines).toEqual([]);
    terminal.print(["hello"]);
    expect(read().lines).toEqual(["hello"]);
  });
});

/** Every line printed is different, so that it can be told whether it came once. */
const operation = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant("print" as const), count: fc.integer({ min: 1, max: 9 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("flood" as const), count: fc.integer({ min: 20, max: 60 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("type" as const), count: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("redraw" as const), count: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("clear" as const), count: fc.constant(0) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("nothing" as const), count: fc.constant(0) }) },
);

describe("whatever a terminal does between two readings", () => {
  test("every line that stands in the buffer is told exactly once, in order, and none is made up", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(operation, { maxLength: 4 }), { minLength: 2, maxLength: 25 }),
        fc.record({ height: fc.integer({ min: 3, max: 12 }), scrollback: fc.integer({ min: 0, max: 40 }) }),
        fc.constantFrom(Infinity, 1500, 400),
        (ticks, size, max) => {
          const terminal = new ModelTerminal(size);
          const read = readerOf(terminal, max);
          const known = new Set<string>();
          let typed = 0;
          let made = 0;
          const line = () => `line ${(made += 1)}${made % 7 === 0 ? " " : ""}${"x".repeat((made * 13) % 30)}`;
          for (const tick of ticks) {
            for (const { do: what, count } of tick) {
              if (what === "print" || what === "flood") terminal.print(Array.from({ length: count }, line));
              if (what === "type") {
                if ((typed += count) > 4) terminal.feed();
                if (typed > 4) typed = count;
                for (let i = 0; i < count; i += 1) terminal.type(`<${line()}>`);
              }
              if (what === "redraw") terminal.redraw(Array.from({ length: Math.min(count, size.height - 1) }, line));
              if (what === "clear") terminal.clear();
            }
            const { text, length } = terminal.buffer(max);
            const whole = length > text.length ? text.slice(text.indexOf("\n") + 1) : text;
            const standing = whole.split("\n").map((row) => row.trimEnd());
            const expected = standing.filter((row) => row !== "" && !known.has(row));
            expect(read().lines.filter((row) => row !== "")).toEqual(expected);
            for (const row of terminal.lines()) known.add(row);
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  test("no more lines are told than there are, even for buffers that have nothing in common", () => {
    const buffer = fc.record({
      text: fc.string({ unit: fc.constantFrom("a", "b", " ", "\n", "\u001b", "字") }),
      more: fc.nat(500),
    });
    fc.assert(
      fc.property(buffer, buffer, (one, other) => {
        const first = newLines(null, { text: one.text, length: one.text.length + one.more }, AT);
        const second = newLines(first.reading, { text: other.text, length: other.text.length + other.more }, AT);
        expect(second.lines.length).toBeLessThanOrEqual(other.text.split("\n").length);
      }),
      { numRuns: 500 },
    );
  });
});

describe("the cost of a reading", () => {
  afterEach(() => vi.restoreAllMocks());

  /** Characters that are looked at one by one: split into lines, or passed over in a search. */
  function counted(work: () => void): number {
    let characters = 0;
    const split = String.prototype.split;
    vi.spyOn(String.prototype, "split").mockImplementation(function (this: string, ...args: Parameters<typeof split>) {
      characters += this.length;
      return split.apply(this, args);
    } as typeof split);
    for (const name of ["indexOf", "lastIndexOf"] as const) {
      const search = String.prototype[name];
      vi.spyOn(String.prototype, name).mockImplementation(function (this: string, needle: string, from?: number) {
        const found = from === undefined ? search.call(this, needle) : search.call(this, needle, from);
        const start = from ?? (name === "indexOf" ? 0 : this.length);
        const end = found >= 0 ? found : name === "indexOf" ? this.length : 0;
        characters += Math.abs(Math.min(start, this.length) - end);
        return found;
      });
    }
    work();
    vi.restoreAllMocks();
    return characters;
  }

  const line = (n: number) => `${String(n).padStart(7, "0")} ${"output of a long build ".repeat(4)}`;
  const lines = (from: number, count: number) => Array.from({ length: count }, (_, i) => line(from + i));

  test("twenty new lines of ten megabytes cost at most a fiftieth of reading all of it", () => {
    const before = `${lines(0, 100_000).join("\n")}\n`;
    const now = `${before}${lines(100_000, 20).join("\n")}\n`;
    const { reading } = newLines(null, { text: before, length: before.length }, AT);
    const all = counted(() => newLines(null, { text: now, length: now.length }, AT));
    const some = counted(() => {
      expect(newLines(reading, { text: now, length: now.length }, AT).lines).toHaveLength(20);
    });
    expect(now.length).toBeGreaterThan(9_500_000);
    expect(all / some).toBeGreaterThan(50);
  });

  test("twenty new lines cost as little when as many top lines were dropped", () => {
    const before = `${lines(0, 100_000).join("\n")}\n`;
    const now = `${lines(20, 100_000).join("\n")}\n`;
    const { reading } = newLines(null, { text: before, length: before.length }, AT);
    const all = counted(() => newLines(null, { text: now, length: now.length }, AT));
    const some = counted(() => {
      expect(newLines(reading, { text: now, length: now.length }, AT).lines).toHaveLength(20);
    });
    expect(all / some).toBeGreaterThan(50);
  });
});
