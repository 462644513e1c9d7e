import { describe, expect, test } from "vitest";
import type { ManagedSession } from "../../../src/core/model/session.ts";
import { outcomeOfStart, outcomeOfStop, reportOf } from "../../../src/core/orchestrator/verbs/report.ts";
import { aManagedSession } from "../builders/observation.ts";
import { aTemplate } from "../builders/project.ts";

const NOW = 100_000;
const quiet = { source: "runner", rule: "", at: 0, detail: "" } as const;
const session = (given: Partial<ManagedSession>) => aManagedSession({ status: "running", evidence: quiet, ...given });
const up = (ready_at: number | null, restarting = false, since = NOW - 30_000) =>
  ({ name: "up", since, ready_at, starting_up: false, restarting }) as const;
const exited = { name: "ended", since: NOW, cause: "exited", pane_open: true } as const;

describe("a session that was asked to run", () => {
  test("has succeeded once it is ready", () => {
    expect(outcomeOfStart(session({ phase: up(NOW) }), aTemplate(), NOW)).toEqual({ kind: "succeeded" });
  });

  test("is under way in the first second of a command that only has to start, as it may end at once", () => {
    const justUp = session({ phase: up(NOW, false, NOW - 999) });
    expect(outcomeOfStart(justUp, aTemplate({ command: "npm run dve" }), NOW)).toEqual({ kind: "unfinished" });
    expect(outcomeOfStart(justUp, aTemplate({ command: "npm run dve" }), NOW + 1)).toEqual({ kind: "succeeded" });
    expect(outcomeOfStart(justUp, aTemplate({ command: "" }), NOW)).toEqual({ kind: "succeeded" });
    const ready_when = { type: "ready_log_line", pattern: "listening" } as const;
    expect(outcomeOfStart(justUp, aTemplate({ command: "npm start", ready_when }), NOW).kind).toBe("succeeded");
  });

  test("is under way until it is ready, and failed when its time to be ready has passed", () => {
    const waiting = session({ phase: up(null) });
    expect(outcomeOfStart(waiting, aTemplate({ ready_timeout_seconds: 60 }), NOW)).toEqual({ kind: "unfinished" });
    expect(outcomeOfStart(waiting, aTemplate({ ready_timeout_seconds: 20 }), NOW)).toEqual({
      kind: "failed",
      why: "was not ready within 20 s",
    });
  });

  test("is under way between two runs, however long it has tried", () => {
    const template = aTemplate({ ready_timeout_seconds: 1 });
    expect(outcomeOfStart(session({ phase: up(null, true) }), template, NOW)).toEqual({ kind: "unfinished" });
  });

  test.each([
    [0, [0], "succeeded"],
    [3, [0, 3], "succeeded"],
    [0, [3], "failed"],
    [1, [0], "failed"],
  ])("that ended with %d has, with %j as good codes, %s", (exit_code, success_exit_codes, kind) => {
    const template = aTemplate({ success_exit_codes });
    expect(outcomeOfStart(session({ phase: exited, exit_code }), template, NOW).kind).toBe(kind);
  });

  test("that was skipped says why", () => {
    const phase = { name: "skipped", since: NOW, reason: "'build' failed" } as const;
    const { skipped } = reportOf([session({ phase })], (one) => outcomeOfStart(one, aTemplate(), NOW));
    expect(skipped).toEqual([{ session: session({ phase }), why: "'build' failed" }]);
  });
});

describe("a session that was asked to go away", () => {
  test("has gone when its pane has, not before", () => {
    expect(outcomeOfStop(session({ phase: exited }))).toEqual({ kind: "unfinished" });
    expect(outcomeOfStop(session({ phase: { ...exited, pane_open: false } }))).toEqual({ kind: "succeeded" });
  });
});
