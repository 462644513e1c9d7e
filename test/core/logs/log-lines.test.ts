import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { logLines, NOTHING_READ, type LineState } from "../../../src/core/logs/log-lines.ts";

/** Reads the text in pieces; what a piece leaves comes again with the next. */
function read(...pieces: (string | Uint8Array)[]): string[] {
  let state: LineState = NOTHING_READ;
  let rest = Buffer.alloc(0);
  return pieces.flatMap((piece) => {
    const bytes = Buffer.concat([rest, Buffer.from(piece as Uint8Array)]);
    const { lines, used, state: next } = logLines(state, bytes);
    state = next;
    rest = bytes.subarray(used);
    return lines;
  });
}

describe("the lines of a log", () => {
  test("lines come in order, once, without escape sequences, control strings and NULs", () => {
    const text =
      "\0\0\u001b]0;title\u0007one\r\n\u001b[31mtwo\u001b[0m\r\n\u001bP1;2q###\u001b\\\u001b(Bthree\u0000\n\n";
    expect(read(text)).toEqual(["one", "two", "three"]);
  });

  test("a last line without an end is told as it stands, and again only if it grows", () => {
    expect(read("ready", "\r\n", "rea", "dy\n", "again\n")).toEqual(["ready", "rea", "ready", "again"]);
  });

  test("a line that is drawn over is told before it goes, the same one once", () => {
    expect(read("10%\r20%\r20%\r100%\u001b[K\r\ndone\n")).toEqual(["10%", "20%", "100%", "done"]);
    expect(read("10%\r", "20%\r", "\n")).toEqual(["10%", "20%"]);
  });

  test("a line right before the screen is cleared is told, and the same line after it once more", () => {
    expect(read("listening\u001b[H\u001b[2J\u001b[3Jlistening\n")).toEqual(["listening", "listening"]);
    expect(read("ready\n\u001bcready\n")).toEqual(["ready", "ready"]);
  });

  test("what a full-screen program draws is told line by line, and what it draws again is not", () => {
    const frame = (time: string) => `\u001b[1;1HFAIL a.test.ts\u001b[2;1H${time}\u001b[3;1Hpress q`;
    expect(read(`\u001b[?1049h${frame("1 s")}`, frame("2 s"), `${frame("2 s")}\u001b[?1049l`)).toEqual([
      "FAIL a.test.ts",
      "1 s",
      "press q",
      "2 s",
    ]);
  });

  test("lines that are redrawn by moving up are told once, and the same line further down again", () => {
    const frame = "error: x\r\nwatching\r\n";
    expect(read(frame, `\u001b[2A${frame}`, `\u001b[2A${frame}`, frame)).toEqual([
      "error: x",
      "watching",
      "error: x",
      "watching",
    ]);
  });

  test("blanks that are made by moving the cursor stand between the words, and typing mistakes are taken back", () => {
    expect(read("a\u001b[2Cb\tc\u001b[12Gd\n$ lx\b\u001b[K\bls\n")).toEqual(["a  b    c  d", "$ ls"]);
  });

  test("bytes that are no UTF-8 cost nothing but themselves", () => {
    expect(read(Buffer.from("a\xff\xc3\nb\xe2\x82\nc\n", "latin1"))).toEqual(["a\ufffd\ufffd", "b\ufffd", "c"]);
  });

  test("a control string that never ends, and a broken sequence, lose no more than themselves", () => {
    expect(read(`\u001b]0;${"x".repeat(1 << 16)}\nok\n`).at(-1)).toBe("ok");
    expect(read("\u001b[3\nok\n\u001b]0;no end\u001b[31mred\n")).toEqual(["ok", "red"]);
  });

  test("a line of megabytes is cut, and the next one is whole", () => {
    const [long, next] = read(`${"x".repeat(3_000_000)}\nnext\n`);
    expect([long?.length, next]).toEqual([4_000, "next"]);
  });

  test("the lines that ended do not depend on where the bytes are cut", () => {
    const piece = fc.constantFrom(
      ...[
        "a",
        "é",
        "漢",
        "😀",
        "\n",
        "\r\n",
        "\r",
        "\b",
        "\t",
        "\0",
        "\u001b[31m",
        "\u001b[2A",
        "\u001b[H",
        "\u001b[2J",
      ],
      ...["\u001b]0;t\u0007", "\u001b]8;;x\u001b\\", "\u001bM", "\u001b(B", "\u001b", "\u001b[", "\u001b]9", "word "],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.array(fc.nat(120), { maxLength: 6 }), (parts, cuts) => {
        const bytes = Buffer.from(`${parts.join("")}\nend\n`);
        const ends = [...new Set([...cuts.filter((cut) => cut < bytes.length), bytes.length])].sort((a, b) => a - b);
        const pieces = ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
        // An unfinished line is told, too: without those, the lines are the same.
        const inPieces = read(...pieces);
        const whole = read(bytes);
        let at = 0;
        for (const line of whole) {
          const found = inPieces.indexOf(line, at);
          expect(found, JSON.stringify({ whole, inPieces })).toBeGreaterThanOrEqual(at);
          at = found + 1;
        }
      }),
      { numRuns: 500 },
    );
  });

  test("whole lines of any text are all told, in order", () => {
    const line = fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }).filter((text) => /\S/.test(text));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (texts) => {
        const clean = texts.map((text) => text.replace(/\p{Cc}/gu, "").trimEnd()).filter((text) => text !== "");
        expect(read(clean.map((text) => `${text}\r\n`).join(""))).toEqual(clean);
      }),
    );
  });

  test("100,000 lines are read in less than a second", () => {
    const text = Buffer.from(
      Array.from({ length: 100_000 }, (_, n) => `\u001b[32m${n}\u001b[0m GET /index.html 200\r\n`).join(""),
    );
    const times = [1, 2, 3].map(() => {
      const began = performance.now();
      expect(logLines(NOTHING_READ, text).lines).toHaveLength(100_000);
      return performance.now() - began;
    });
    expect(Math.min(...times)).toBeLessThan(1_000);
  });
});
