import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { keepOutput, OUTPUT_HISTORY_CHARS, OUTPUT_HISTORY_ENTRIES } from "../../../src/core/model/kept-output.ts";
import { plain } from "../../../src/core/model/plain-text.ts";
import type { OutputEntry } from "../../../src/core/model/session.ts";
import { readOutput } from "../../../src/core/output/read-output.ts";
import { input, session } from "./builders.ts";

const BACKTRACKS = "(a+)+$";
const VICTIM = `${"a".repeat(60)}!\n`;

describe("a reading of a session's output", () => {
  test("a reading has entries for the new lines only, each with its type", () => {
    const seen = readOutput(
      input({ before: "old\n", text: "compiling\n\nTypeError: x is not a function\nOverwrite? [y/N] " }),
    );
    expect(seen.entries.map(({ content, entry_type }) => [entry_type, content])).toEqual([
      ["output", "compiling"],
      ["error", "TypeError: x is not a function"],
      ["prompt", "Overwrite? [y/N]"],
    ]);
    expect(seen.entries[0]?.timestamp).toBe(new Date(10_000).toISOString());
  });

  test("a reading tells which line matched the success, error and ready patterns, the error with the lines around it", () => {
    const seen = readOutput(
      input({
        before: "BAD old\n",
        text: "one\ntwo\nthree\nBAD thing\nfour\nlistening on 80\nall GOOD\n",
        template: {
          success_pattern: "GOOD$",
          error_pattern: "^BAD",
          ready_when: { type: "ready_log_line", pattern: "listening on \\d+" },
        },
      }),
    );
    expect(seen?.matched).toEqual({
      success: "all GOOD",
      error: {
        line: "BAD thing",
        context: ["one", "two", "three", "BAD thing", "four", "listening on 80", "all GOOD"],
      },
      ready: "listening on 80",
    });
    expect(seen.entries.find(({ content }) => content === "BAD thing")?.entry_type).toBe("error");
  });

  test("where the pane has a log, patterns are tried on each of its lines, however many, and the buffer is what is shown", () => {
    const lines = Array.from({ length: 20_000 }, (_, n) => (n === 7_000 ? "BAD early" : `line ${n}`));
    const seen = readOutput({
      ...input({ text: "line 19999\n", template: { error_pattern: "^BAD", success_pattern: "^line 19999$" } }),
      log: { lines, sequences: "", passed_over: 0, written_at: 10_000, position: null },
    });
    expect(seen.matched.error).toEqual({ line: "BAD early", context: lines.slice(6_997, 7_004) });
    expect(seen.matched.success).toBe("line 19999");
    expect(seen.entries.map(({ content }) => content)).toEqual(["line 19999"]);
  });

  test("a log that iTerm2 has given up is done without", () => {
    const seen = readOutput({
      ...input({ text: "GOOD\n", template: { success_pattern: "GOOD" } }),
      log: {
        lines: [],
        sequences: "",
        passed_over: 0,
        written_at: 1_000,
        position: { id: "GUID", used: true, offset: 9, left: 0, line: "", told: "", above: 0, recent: [] },
      },
    });
    expect(seen.matched.success).toBe("GOOD");
    expect(seen.log?.used).toBe(false);
  });

  test("output that was passed over is said", () => {
    const log = { lines: [], sequences: "", passed_over: 3_000_000, written_at: 10_000, position: null };
    expect(readOutput({ ...input({ text: "x\n" }), log }).entries[0]?.content).toBe(
      "[3 MB of output came faster than they could be read]",
    );
  });

  test("a reading names the trigger patterns of its session that matched, not those of others", () => {
    const on = (id: string, pattern: string) => ({
      on: { event: "pattern", session: id, pattern },
      then: { do: "restart", session: "x" },
    });
    const seen = readOutput(
      input({ text: "built\n", project: { triggers: [on("web", "built"), on("web", "no"), on("api", "built")] } }),
    );
    expect(seen?.trigger_patterns).toEqual(["built"]);
  });

  test("a pattern that backtracks for ever is cut off and remembered, and the others still match", () => {
    const seen = readOutput(
      input({ text: `${VICTIM}done\n`, template: { error_pattern: BACKTRACKS, success_pattern: "done" } }),
    );
    expect(seen?.slow_patterns).toEqual([BACKTRACKS]);
    expect(seen?.matched).toMatchObject({ success: "done", error: null });
  });

  test("a slow pattern is not tried again", () => {
    const known = session({ slow_patterns: [BACKTRACKS] });
    const seen = readOutput({ ...input({ text: "aaa\n", template: { success_pattern: BACKTRACKS } }), session: known });
    expect(seen?.matched.success).toBeNull();
    expect(seen?.slow_patterns).toEqual([BACKTRACKS]);
  });

  test("a pattern that is no regular expression matches nothing", () => {
    expect(readOutput(input({ text: "(\n", template: { success_pattern: "(" } }))?.matched.success).toBeNull();
  });

  test("only the groups that a project's parser wants are kept", () => {
    const parser = {
      name: "mine",
      patterns: [{ regex: "(?<done>\\d+) of (?<all>\\d+)", event_type: "progress", extract_groups: ["done"] }],
    };
    const seen = readOutput(
      input({ text: "3 of 9\n", template: { output_parsers: ["mine"] }, project: { output_parsers: [parser] } }),
    );
    expect(seen?.findings).toMatchObject([
      { parser: "mine", event_type: "progress", groups: { done: "3" }, line: "3 of 9" },
    ]);
  });

  test("the file of the first error is kept when the summary comes one reading later", () => {
    const first = readOutput(input({ text: " ❯ src/a.test.ts:7:1\n", template: { output_parsers: ["vitest"] } }));
    const second = readOutput(
      input({
        before: "x\n",
        text: "      Tests  1 failed (1)\n",
        template: { output_parsers: ["vitest"] },
        session: { findings: first?.findings },
        now: 12_000,
      }),
    );
    expect(second?.findings[0]?.groups).toMatchObject({ failed: "1", file: "src/a.test.ts", line: "7" });
  });

  test("entries are free of escape codes", () => {
    expect(readOutput(input({ text: "\u001b[31mError:\u001b[0m no\n" }))?.entries).toMatchObject([
      { content: "Error: no", entry_type: "error" },
    ]);
  });

  test("a reading never throws, whatever stands in the buffer", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), fc.string({ unit: "binary" }), (before, text) => {
        readOutput(input({ before, text, template: { error_pattern: "e", command: "npm run dev" } }));
      }),
    );
  });
});

describe("plain text", () => {
  test("plain text loses escape sequences, finished or not, and control characters, and nothing else", () => {
    expect(plain("\u001b]0;title\u0007a\u001b[1;31mb\u001b(Bc\u001b[0m\rd\u0008\n\te\u001bP1$r\u001b\\f\u001b[3")).toBe(
      "abcd\n\tef",
    );
  });

  test("plain text comes out the same a second time, whatever went in", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("\u001b", "[", "]", "m", "\u0007", "\\", "x", "\n", "P") }),
        (text) => {
          const once = plain(text);
          expect(once).not.toContain("\u001b");
          expect(plain(once)).toBe(once);
        },
      ),
    );
  });
});

describe("the output history", () => {
  const entry = (content: string): OutputEntry => ({ timestamp: "", content, entry_type: "output" });

  test("the output history keeps the newest entries within its bounds", () => {
    const many = Array.from({ length: 3 * OUTPUT_HISTORY_ENTRIES }, (_, i) => entry(`line ${i}`));
    const kept = keepOutput(many.slice(0, 50), many.slice(50));
    expect(kept).toEqual(many.slice(-OUTPUT_HISTORY_ENTRIES));
    const long = Array.from({ length: 9 }, () => entry("x".repeat(OUTPUT_HISTORY_CHARS / 4)));
    expect(keepOutput([], long)).toHaveLength(4);
    expect(keepOutput([], [entry("x".repeat(2 * OUTPUT_HISTORY_CHARS))])).toHaveLength(1);
  });

  test("a line that has grown takes the place of what the output history knew of it", () => {
    expect(keepOutput([entry("a"), entry("10")], [entry("100 %")], true)).toEqual([entry("a"), entry("100 %")]);
  });
});
