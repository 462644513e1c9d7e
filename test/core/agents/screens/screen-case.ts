import type { AgentKind } from "../../../../src/core/model/agent-kind.ts";
import type { Attention } from "../../../../src/core/model/session.ts";

export interface ScreenCase {
  /** Null: a program that is no known agent. */
  agent: AgentKind | null;
  shows: string;
  state: Attention;
  screen: string;
}

export const RULE = "─".repeat(72);

/** Claude Code's place to type, with what stands under it. */
export function claudeBox(typed = "", footer = "  ? for shortcuts"): string {
  return `${RULE}\n❯ ${typed}\n${RULE}\n${footer}`;
}

/** Codex's place to type. */
export const CODEX_COMPOSER = "\n› Explain this codebase\n\n  gpt-5-codex high · ~/shop · 88% left";
