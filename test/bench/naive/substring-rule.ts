import type { Attention } from "../../../src/core/model/session.ts";

const SUBSTRINGS: readonly (readonly [string, Attention])[] = [
  ["Do you want", "waiting"],
  ["(y/n)", "waiting"],
  ["[Y/n]", "waiting"],
  ["esc to interrupt", "busy"],
];

/** The simplest detector: the first of a few texts that the screen has anywhere. */
export function substringRule(screen: string): Attention {
  return SUBSTRINGS.find(([text]) => screen.includes(text))?.[1] ?? "idle";
}
