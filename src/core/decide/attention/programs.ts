import type { AgentKind } from "../../model/template.ts";
import { AIDER } from "./rules/aider.ts";
import { ANY_PROGRAM } from "./rules/any-program.ts";
import { CLAUDE } from "./rules/claude.ts";
import { CLINE } from "./rules/cline.ts";
import { CODEX } from "./rules/codex.ts";
import { CURSOR } from "./rules/cursor.ts";
import { GEMINI } from "./rules/gemini.ts";
import { GITHUB_COPILOT } from "./rules/github-copilot.ts";
import { KIMI } from "./rules/kimi.ts";
import { MCODE } from "./rules/mcode.ts";
import { OPENCODE } from "./rules/opencode.ts";
import type { Program } from "./rule.ts";

export const PROGRAMS: Record<AgentKind, Program> = {
  claude: CLAUDE,
  codex: CODEX,
  gemini: GEMINI,
  "github-copilot": GITHUB_COPILOT,
  cursor: CURSOR,
  opencode: OPENCODE,
  aider: AIDER,
  cline: CLINE,
  kimi: KIMI,
  mcode: MCODE,
};

/** Other names that people and tools give them. */
const ALIASES: Record<string, AgentKind> = {
  "claude-code": "claude",
  copilot: "github-copilot",
  ghcs: "github-copilot",
  "cursor-agent": "cursor",
  "gemini-cli": "gemini",
  "kimi-cli": "kimi",
  "kimi-code": "kimi",
  "open-code": "opencode",
};

/** The program that a name stands for; null for all that have no table. */
export function agentNamed(name: string): AgentKind | null {
  const key = name.toLowerCase();
  if (Object.hasOwn(PROGRAMS, key)) return key as AgentKind;
  return Object.hasOwn(ALIASES, key) ? (ALIASES[key] ?? null) : null;
}

export function programOf(agent: string | null): { name: string; program: Program } {
  const known = agent === null ? null : agentNamed(agent);
  return known ? { name: known, program: PROGRAMS[known] } : { name: "any-program", program: ANY_PROGRAM };
}
