import { expect, test } from "vitest";
import {
  projectOpened,
  sessionEnded,
  sessionOutput,
  sessionStarted,
  statusChanged,
} from "../../../src/core/decide/events.ts";
import type { OutputEntry } from "../../../src/core/model/session.ts";
import { eventsMarkdown } from "../../../src/views/history/events-markdown.ts";
import { aManagedSession } from "../builders/observation.ts";

const timestamp = "2024-06-30T10:00:00.000Z";
const line = (content: string, entry_type: OutputEntry["entry_type"] = "output"): OutputEntry => ({
  timestamp,
  content,
  entry_type,
});
const happened = (markdown: string) => [...markdown.matchAll(/^\| .+? \| (.+) \|$/gm)].map((row) => row[1]).slice(1);

test("a session's events are rows of words, the latest first", () => {
  const session = aManagedSession({ status: "failed", exit_code: 2 });
  session.evidence = { source: "pattern", rule: "error_pattern", at: 3, detail: "error | TS2304" };
  const markdown = eventsMarkdown("Build", [
    sessionEnded(session, "exited", 4),
    statusChanged(session, "running", 3),
    sessionStarted(session, 2),
    projectOpened(session.project_id, 1, 1),
  ]);
  expect(happened(markdown)).toEqual([
    "It ended, code 2",
    "Now failed: error \\| TS2304",
    "Started",
    "The project was opened",
  ]);
});

test("output is counted, not kept: its lines with the errors and prompts among them, in one row until something else happens", () => {
  const session = aManagedSession({});
  const output = [
    sessionOutput(session, [line("Password:", "prompt")], 3),
    sessionOutput(session, [line("error: no", "error"), line("my secret")], 2),
  ];
  const started = sessionStarted(session, 1);
  expect(JSON.stringify(output)).not.toMatch(/secret|Password/);
  expect(happened(eventsMarkdown("Build", [...output, started, ...output]))).toEqual([
    "3 lines, 1 error, 1 prompt",
    "Started",
    "3 lines, 1 error, 1 prompt",
  ]);
});

test("a session of which nothing is known yet says so", () => {
  expect(eventsMarkdown("Build", [])).toContain("Nothing is known of it yet.");
});
