import { afterEach, expect, test, vi } from "vitest";
import { awakeTimeout } from "../../../src/core/model/awake-timeout.ts";

afterEach(() => vi.unstubAllGlobals());

test("a time limit that a sleep of the machine falls into goes on after it, and is not over when the machine wakes", () => {
  const due: (() => void)[] = [];
  vi.stubGlobal("setTimeout", (then: () => void) => {
    due.push(then);
    return { unref: () => 1 };
  });
  const over = vi.fn();
  awakeTimeout(over, 10_000);
  // However long the machine sleeps, each timer is called once when it wakes.
  for (let second = 1; second <= 9; second++) due.shift()?.();
  expect(over).not.toHaveBeenCalled();
  due.shift()?.();
  expect(over).toHaveBeenCalledOnce();
  expect(due).toEqual([]);
});
