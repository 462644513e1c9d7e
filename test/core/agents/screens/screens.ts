import { ANY_PROGRAM_SCREENS } from "./any-program.ts";
import { CLAUDE_SCREENS } from "./claude.ts";
import { NEWER_AGENT_SCREENS } from "./newer-agents.ts";
import { OTHER_AGENT_SCREENS } from "./other-agents.ts";
import type { ScreenCase } from "./screen-case.ts";

/** All screens that the rules are held against. */
export const SCREENS: readonly ScreenCase[] = [
  ...CLAUDE_SCREENS,
  ...OTHER_AGENT_SCREENS,
  ...NEWER_AGENT_SCREENS,
  ...ANY_PROGRAM_SCREENS,
];
