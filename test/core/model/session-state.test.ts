import { expect, test } from "vitest";
import type { EndCause, ManagedSession, Phase } from "../../../src/core/model/session.ts";
import {
  endInWords,
  hasPane,
  isActive,
  isGone,
  isPresent,
  isWaitingToStart,
  outcomeOf,
} from "../../../src/core/model/session-state.ts";
import { aManagedSession } from "../builders/observation.ts";

const since = 1_000_000;
const ended = (cause: EndCause, pane_open = false): Phase => ({ name: "ended", since, cause, pane_open });
const stopping = (was?: EndCause): Phase => ({
  name: "stopping",
  since,
  step: "asked",
  step_at: since,
  then: "stay",
  ...(was ? { was } : {}),
});
const PHASES: Record<string, Phase> = {
  pending: { name: "pending", since, reason: "waits" },
  skipped: { name: "skipped", since, reason: "cannot start" },
  launching: { name: "launching", since },
  up: { name: "up", since, ready_at: null, starting_up: false, restarting: false },
  stopping: stopping(),
  "ended with its pane open": ended("exited", true),
  "ended without a pane": ended("exited"),
};

test.each([
  { phase: "pending", waits: true, active: true, pane: false, present: true, gone: false },
  { phase: "skipped", waits: true, active: false, pane: false, present: false, gone: false },
  { phase: "launching", waits: false, active: true, pane: false, present: true, gone: false },
  { phase: "up", waits: false, active: true, pane: true, present: true, gone: false },
  { phase: "stopping", waits: false, active: true, pane: true, present: true, gone: false },
  { phase: "ended with its pane open", waits: false, active: false, pane: true, present: true, gone: false },
  { phase: "ended without a pane", waits: false, active: false, pane: false, present: false, gone: true },
])(
  "a session that is $phase: waits to start $waits, active $active, has a pane $pane, present $present, gone $gone",
  ({ phase, ...expected }) => {
    const session = aManagedSession({ phase: PHASES[phase] });
    expect({
      waits: isWaitingToStart(session),
      active: isActive(session),
      pane: hasPane(session),
      present: isPresent(session),
      gone: isGone(session),
    }).toEqual(expected);
  },
);

interface Ended extends Partial<ManagedSession> {
  codes?: number[];
}

test.each<[string, Ended, string | null, string]>([
  [
    "exited with a success code",
    { phase: ended("exited"), exit_code: 3, codes: [0, 3] },
    "succeeded",
    "ended with code 3",
  ],
  ["exited with another code", { phase: ended("exited"), exit_code: 0, codes: [3] }, "failed", "ended with code 0"],
  [
    "exited, by what was said then",
    { phase: ended("exited"), exit_code: 3, ended_well: true },
    "succeeded",
    "ended with code 3",
  ],
  [
    "exited with 0, before that was recorded",
    { phase: ended("exited"), exit_code: 0 },
    "succeeded",
    "ended with code 0",
  ],
  ["was killed by a signal", { phase: ended("signalled"), exit_signal: "SIGSEGV" }, "failed", "was ended by SIGSEGV"],
  [
    "was interrupted with Ctrl-C",
    { phase: ended("signalled"), exit_signal: "SIGINT" },
    "interrupted",
    "was ended by SIGINT",
  ],
  [
    "was ended by a signal that its success codes name as a shell does",
    { phase: ended("signalled"), exit_signal: "SIGTERM", codes: [0, 143] },
    "succeeded",
    "was ended by SIGTERM",
  ],
  [
    "was interrupted, which its success codes name",
    { phase: ended("signalled"), exit_signal: "SIGINT", codes: [130] },
    "succeeded",
    "was ended by SIGINT",
  ],
  [
    "was ended by a signal, by what was said then",
    { phase: ended("signalled"), exit_signal: "SIGTERM", ended_well: true },
    "succeeded",
    "was ended by SIGTERM",
  ],
  ["was stopped", { phase: ended("stopped"), exit_code: 1 }, "taken_away", "was stopped"],
  ["had its pane closed", { phase: ended("closed") }, "taken_away", "was closed"],
  ["was lost", { phase: ended("lost") }, "taken_away", "was lost with iTerm2 or the machine"],
  [
    "crashed in a loop",
    { phase: ended("gave_up"), exit_code: 0 },
    "failed",
    "kept crashing and was given up: the reason",
  ],
  ["never came up", { phase: ended("launch_failed") }, "failed", "did not start: the reason"],
  [
    "had ended, and its pane is being closed",
    { phase: stopping("exited"), exit_code: 0 },
    "succeeded",
    "ended with code 0",
  ],
  ["is being stopped", { phase: stopping() }, null, "has not ended"],
  ["is up", {}, null, "has not ended"],
])("a session that %s is said so, and counted as %j", (_name, { codes, ...given }, outcome, words) => {
  const evidence = { source: "runner", rule: "", at: since, detail: "the reason" } as const;
  const session = aManagedSession({ evidence, ...given });
  expect(outcomeOf(session, codes)).toBe(outcome);
  expect(endInWords(session)).toBe(words);
});
