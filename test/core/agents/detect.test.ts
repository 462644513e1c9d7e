import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Attention } from "../../../src/core/model/session.ts";
import { detect } from "../../../src/core/agents/screen/detect.ts";
import { agentNamed, PROGRAMS } from "../../../src/core/agents/agents.ts";
import { linesOf } from "../../../src/core/agents/screen/lines.ts";
import { ANY_PROGRAM_SCREENS } from "./screens/any-program.ts";
import { CLAUDE_SCREENS } from "./screens/claude.ts";
import { OTHER_AGENT_SCREENS } from "./screens/other-agents.ts";

const SCREENS = [...CLAUDE_SCREENS, ...OTHER_AGENT_SCREENS, ...ANY_PROGRAM_SCREENS];
const AGENTS = [...Object.keys(PROGRAMS), "unknown"];

describe("a screen tells what its program does", () => {
  test.each(SCREENS)("$agent: $shows is $state", ({ agent, screen, state }) => {
    const { rule, state: seen } = detect(screen, agent);
    expect(seen, rule).toBe(state);
  });

  test.each(SCREENS.filter(({ state }) => state === "waiting"))(
    "$agent: $shows is still seen in a pane of 400 columns, with carriage returns",
    ({ agent, screen }) => {
      const wide = screen
        .split("\n")
        .map((line) =>
          /^[╭╰].*[╮╯]$/u.test(line) ? line : line.endsWith("│") ? `${line.slice(0, -1)}${" ".repeat(300)}│` : line,
        )
        .join("\r\n");
      expect(detect(wide, agent).state).toBe("waiting");
    },
  );

  test("names the table and the row that decided", () => {
    expect(detect("Password:", null)).toEqual({ state: "waiting", rule: "any-program/password" });
  });

  test("keeps what was known while a view hides the live part of the screen", () => {
    const screen = "⏺ Done.\n\nShowing detailed transcript · ctrl+o to toggle";
    expect(detect(screen, "claude", "waiting").state).toBe("waiting");
    expect(detect(screen, "claude", "idle").state).toBe("idle");
  });

  test("knows programs by their other names too", () => {
    expect(["claude-code", "copilot", "cursor-agent", "zork", "constructor"].map(agentNamed)).toEqual([
      "claude",
      "github-copilot",
      "cursor",
      null,
      null,
    ]);
  });
});

interface CorpusCase {
  id: string;
  agent: string;
  screen: string;
  expected: Attention | "waiting_input";
  current_state?: Attention | "waiting_input";
}

const CORPUS = join(import.meta.dirname, "../../../../shared/corpora/agent-screens.json");
const asState = (state: Attention | "waiting_input"): Attention => (state === "waiting_input" ? "waiting" : state);

describe.runIf(existsSync(CORPUS))("the labelled screens", () => {
  const cases = existsSync(CORPUS) ? (JSON.parse(readFileSync(CORPUS, "utf8")) as { cases: CorpusCase[] }).cases : [];
  const judged = cases.map((one) => ({
    ...one,
    want: asState(one.expected),
    seen: detect(one.screen, one.agent, one.current_state ? asState(one.current_state) : null).state,
  }));

  test("are told at least 95 times of a hundred", () => {
    expect(judged.filter(({ want, seen }) => want === seen).length / judged.length).toBeGreaterThanOrEqual(0.95);
  });

  test("have no waiting one missed and none made up", () => {
    const wrong = judged.filter(({ want, seen }) => want !== seen && (want === "waiting" || seen === "waiting"));
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });
});

describe("whatever stands on a screen", () => {
  const pieces = fc.constantFrom(
    ..."❯ |› |1. Yes|  2. No|────|│|╭──╮|\u001b[31m|\u001b]0;|\u001b[|\u0007|esc to cancel|esc to interrupt|(12s · |↓ 3k tokens)|✻ Working…|? |[y/N]|\n|\n\n|    |\t|%|█░|字|👩‍👩‍👧|aaaaaaaaaaaaaaaa|• |⏺ ".split(
      "|",
    ),
    "│ ",
  );

  test("gets an answer from every table, without an error", () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 150 }), fc.constantFrom(...AGENTS), (parts, agent) => {
        expect(["waiting", "busy", "idle"]).toContain(detect(parts.join(""), agent).state);
      }),
      { numRuns: 1500 },
    );
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 3000 }), fc.constantFrom(...AGENTS), (screen, agent) => {
        expect(["waiting", "busy", "idle"]).toContain(detect(screen, agent).state);
      }),
    );
  });

  test("is cut to a bounded number of short lines before any rule is tried", () => {
    fc.assert(
      fc.property(pieces, fc.integer({ min: 1, max: 200_000 }), (piece, times) => {
        const lines = linesOf(piece.repeat(times));
        expect(lines.length).toBeLessThanOrEqual(80);
        for (const { text } of lines) expect(text.length).toBeLessThanOrEqual(300);
      }),
      { numRuns: 60 },
    );
  });

  test("has no rule that backtracks: none takes long on lines made to provoke it", () => {
    const provoking = [
      "a",
      "1 ",
      "↓ ",
      "(",
      "esc ",
      "· ",
      "to ",
      "[y/",
      "━",
      "? ",
      "❯ 1. ",
      "allow ",
      "12s ",
      "█",
      "-",
      "é",
    ].map((part) => Array.from({ length: 80 }, () => part.repeat(300).slice(0, 300)).join("\n"));
    for (const agent of AGENTS) {
      for (const screen of provoking) {
        const started = performance.now();
        detect(screen, agent);
        expect(performance.now() - started, `${agent}: ${screen.slice(0, 12)}`).toBeLessThan(500);
      }
    }
  });
});
