import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { agentNamed, ALL_AGENTS } from "../../../src/core/agents/agents.ts";
import { detect } from "../../../src/core/agents/screen/detect.ts";
import { linesOf } from "../../../src/core/agents/screen/lines.ts";
import { AgentKind } from "../../../src/core/model/agent-kind.ts";
import type { Attention } from "../../../src/core/model/session.ts";
import { weighed } from "../../entry-points/weighed.ts";
import { SCREENS } from "./screens/screens.ts";

const AGENTS = [...AgentKind.options, null];

describe("screens tell what programs do", () => {
  test.each(SCREENS)("a screen of $agent that shows $shows is $state", ({ agent, screen, state }) => {
    const { rule, state: seen } = detect(screen, agent);
    expect(seen, rule).toBe(state);
  });

  test.each(SCREENS.filter(({ state }) => state === "waiting"))(
    "a screen of $agent that shows $shows is waiting in a pane of 400 columns with carriage returns too",
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

  test("every agent's rules are held against a screen that waits and one that does not", () => {
    for (const { kind } of ALL_AGENTS) {
      const states = SCREENS.filter(({ agent }) => agent === kind).map(({ state }) => state === "waiting");
      expect(new Set(states).size, kind).toBe(2);
    }
  });

  test("the answer names the agent and the rule that decided", () => {
    expect(detect("Password:", null)).toEqual({ state: "waiting", rule: "any-program/password" });
    expect(detect("", "claude")).toEqual({ state: "idle", rule: "claude/nothing-asked" });
  });

  test("what was known still holds while a view hides the live part of the screen", () => {
    const screen = "⏺ Done.\n\nShowing detailed transcript · ctrl+o to toggle";
    expect(detect(screen, "claude", "waiting").state).toBe("waiting");
    expect(detect(screen, "claude", "idle").state).toBe("idle");
    expect(detect(screen, "claude", "busy").state).toBe("busy");
    expect(detect(screen, "claude").state).toBe("idle");
  });

  test("an agent is known by its executables and other names too", () => {
    expect(["claude-code", "copilot", "GHCS", "cursor-agent", "zork", "constructor", ""].map(agentNamed)).toEqual([
      "claude",
      "github-copilot",
      "github-copilot",
      "cursor",
      null,
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
    seen: detect(one.screen, agentNamed(one.agent), one.current_state ? asState(one.current_state) : null).state,
  }));

  test("of the labelled screens at least 95 in a hundred are read rightly", () => {
    expect(judged.filter(({ want, seen }) => want === seen).length / judged.length).toBeGreaterThanOrEqual(0.95);
  });

  test("of the labelled screens no waiting one is missed, and none is made up", () => {
    const wrong = judged.filter(({ want, seen }) => want !== seen && (want === "waiting" || seen === "waiting"));
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });
});

interface LiveScreen {
  id: string;
  agent: string;
  screen: string;
  label: Attention | "menu";
  title: string;
  record?: unknown;
}

const LIVE = join(import.meta.dirname, "../../../../shared/corpora/agent-screens-live.json");

describe.runIf(existsSync(LIVE))("the screens recorded from current programs", () => {
  const screens = existsSync(LIVE) ? (JSON.parse(readFileSync(LIVE, "utf8")) as { screens: LiveScreen[] }).screens : [];
  const wrong = (read: (one: LiveScreen) => Attention) =>
    screens.flatMap((one) => {
      const [want, seen] = [one.label === "menu" ? "idle" : one.label, read(one)];
      return want === seen ? [] : [{ id: one.id, want, seen }];
    });

  test("of current programs all are read rightly by screen, title and record together", () => {
    expect(wrong((one) => weighed(one).state)).toEqual([]);
  });

  test("of current programs at least 95 in a hundred are read rightly by the screen alone, and no question is missed or made up", () => {
    const misread = wrong(({ screen, agent }) => detect(screen, agentNamed(agent)).state);
    expect(misread.length).toBeLessThanOrEqual(screens.length * 0.05);
    expect(misread.filter(({ want, seen }) => want === "waiting" || seen === "waiting")).toEqual([]);
  });
});

describe("whatever stands on a screen", () => {
  const pieces = fc.constantFrom(
    ..."❯ |› |1. Yes|  2. No|────|│|╭──╮|\u001b[31m|\u001b]0;|\u001b[|\u0007|esc to cancel|esc to interrupt|(12s · |↓ 3k tokens)|✻ Working…|? |[y/N]|\n|\n\n|    |\t|%|█░|字|👩‍👩‍👧|aaaaaaaaaaaaaaaa|• |⏺ ".split(
      "|",
    ),
    "│ ",
  );

  test("any screen gets an answer by the rules of every agent, without an error", () => {
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

  test("any screen is cut to a bounded number of short lines before a rule is tried", () => {
    fc.assert(
      fc.property(pieces, fc.integer({ min: 1, max: 200_000 }), (piece, times) => {
        const lines = linesOf(piece.repeat(times));
        expect(lines.length).toBeLessThanOrEqual(80);
        for (const { text } of lines) expect(text.length).toBeLessThanOrEqual(300);
      }),
      { numRuns: 60 },
    );
  });

  test("no rule takes long on lines made to provoke backtracking", () => {
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
        expect(performance.now() - started, `${agent ?? "any program"}: ${screen.slice(0, 12)}`).toBeLessThan(500);
      }
    }
  });
});
