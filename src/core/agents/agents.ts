import type { AgentKind } from "../model/template.ts";
import { AIDER } from "./aider.ts";
import { ANY_PROGRAM } from "./any-program.ts";
import { CLAUDE } from "./claude.ts";
import { CLINE } from "./cline.ts";
import { CODEX } from "./codex.ts";
import { CURSOR } from "./cursor.ts";
import { GEMINI } from "./gemini.ts";
import { GITHUB_COPILOT } from "./github-copilot.ts";
import { KIMI } from "./kimi.ts";
import { MCODE } from "./mcode.ts";
import { OPENCODE } from "./opencode.ts";
import type { Program } from "./screen/rule.ts";

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
