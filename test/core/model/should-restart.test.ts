import { expect, test } from "vitest";
import { shouldRestart } from "../../../src/core/model/should-restart.ts";

const exited = (code: number) => ({ code, signal: null });
const ended = (signal: string) => ({ code: null, signal });

test.each([
  ["no", [0], exited(1), false],
  ["always", [0], exited(0), true],
  ["always", [0], ended("SIGINT"), false],
  ["always", [0], exited(130), false],
  ["unless_stopped", [0], ended("SIGKILL"), true],
  ["on_failure", [0, 3], exited(3), false],
  ["on_failure", [0, 3], exited(1), true],
  ["on_failure", [0], ended("SIGTERM"), true],
  ["on_failure", [0, 143], ended("SIGTERM"), false],
  ["on_failure", [0, 138], ended("SIGUSR1"), false],
  ["on_failure", [0, 158], ended("SIGUSR1"), false],
  ["on_failure", [0, 141], ended("SIGPIPE"), false],
  ["on_failure", [0, 141], ended("SIGSEGV"), true],
] as const)(
  "with the policy %s and the success codes %j, a run that ended with %j is restarted: %s",
  (policy, success_exit_codes, end, expected) => {
    expect(shouldRestart({ policy, success_exit_codes }, end)).toBe(expected);
  },
);
