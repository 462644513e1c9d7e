import { expect, test } from "vitest";
import type { Run } from "../../../src/core/model/ports.ts";
import { historyCsv } from "../../../src/views/history/history-csv.ts";
import { runsChart } from "../../../src/views/history/runs-chart.ts";
import { duration, statistics } from "../../../src/views/history/statistics.ts";
import { exactSpan, listed, span, tilde } from "../../../src/views/format.ts";

const run = (minutes: number, more: Partial<Run> = {}): Run => ({
  id: `r${minutes}`,
  project_id: "p",
  template_id: "t",
  started_at: "2024-01-15T10:00:00Z",
  ended_at: new Date(Date.parse("2024-01-15T10:00:00Z") + minutes * 60_000).toISOString(),
  exit_code: 0,
  status: "exited",
  cause: "exited",
  waited_ms: 1000,
  ...more,
});

test("a session's past is summed up: how often it failed, how long it runs, how long it waited for a person", () => {
  const failed = run(2, { exit_code: 1, status: "failed" });
  const going = run(9, { ended_at: null, exit_code: null, cause: null, status: "running" });
  expect(statistics([run(1), failed, run(30), going])).toEqual({
    runs: 4,
    failures: 1,
    failureRate: 1 / 3,
    typicalDuration: 120_000,
    waited: 4000,
  });
});

test("a stop that was asked for is no failure, whatever the exit code", () => {
  expect(statistics([run(1, { cause: "stopped", exit_code: 143, status: "exited" })]).failures).toBe(0);
});

test("a run that goes on has no length, and without runs nothing is claimed", () => {
  expect(duration(run(1, { ended_at: null }))).toBe(null);
  expect(statistics([])).toMatchObject({ failureRate: 0, typicalDuration: null });
});

test("the chart is an SVG with a bar for each run, the oldest left, failures in red", () => {
  const chart = runsChart([run(5, { exit_code: 1, status: "failed" }), run(1)]);
  const svg = Buffer.from(/base64,([^)]+)\)/.exec(chart)?.[1] ?? "", "base64").toString();
  const fills = [...svg.matchAll(/<rect [^>]*fill="([^"]+)"/g)].map((match) => match[1]);
  expect(fills).toEqual(["#30a46c", "#e5484d"]);
  expect(runsChart([run(5)])).toBe("");
});

test("exported runs keep their cells apart and run no formula in a spreadsheet", () => {
  const csv = historyCsv([run(1, { template_id: 'a,"b"' }), run(2, { project_id: "=HYPERLINK()" })]).split("\r\n");
  expect(csv).toHaveLength(3);
  expect(csv[1]).toContain('"a,""b"""');
  expect(csv[2]).toContain("'=HYPERLINK()");
});

test("what stops is named up to eight times, the rest is counted", () => {
  const names = Array.from({ length: 10 }, (_, at) => `s${at}`);
  expect(listed(names).split("\n")).toHaveLength(9);
  expect(listed(names)).toMatch(/and 2 more$/);
  expect(listed(names.slice(0, 8))).not.toContain("more");
});

test("the menu bar never shows seconds; lists do", () => {
  expect([span(5_000), span(60_000), span(3 * 3_600_000), span(49 * 3_600_000)]).toEqual([
    "under 1 min",
    "1 min",
    "3 h",
    "2 d",
  ]);
  expect([exactSpan(5_000), exactSpan(61_000), exactSpan(3_700_000)]).toEqual(["5 s", "1 min 1 s", "1 h 1 min"]);
});

test("only the home folder itself is shortened", () => {
  expect(tilde("/Users/me/x", "/Users/me")).toBe("~/x");
  expect(tilde("/Users/me", "/Users/me")).toBe("~");
  expect(tilde("/Users/mercy/x", "/Users/me")).toBe("/Users/mercy/x");
});
