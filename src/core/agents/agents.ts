import type { AgentKind } from "../model/agent-kind.ts";
import type { HookFile } from "../model/ports.ts";
import type { Agent } from "./agent.ts";
import { AIDER } from "./aider.ts";
import { CLAUDE } from "./claude.ts";
import { CLINE } from "./cline.ts";
import { CODEX } from "./codex.ts";
import { CURSOR } from "./cursor.ts";
import { GEMINI } from "./gemini.ts";
import { GITHUB_COPILOT } from "./github-copilot.ts";
import { KIMI } from "./kimi.ts";
import { MCODE } from "./mcode.ts";
import { OPENCODE } from "./opencode.ts";

/** The agents by their kind. It does not compile while a kind has no module, or a module's kind is another. */
export const AGENTS: { readonly [Kind in AgentKind]: Agent<Kind> } = {
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

export const ALL_AGENTS: readonly Agent[] = Object.values(AGENTS);

const BY_NAME = new Map(
  ALL_AGENTS.flatMap(({ kind, executables, aliases = [] }) =>
    [kind, ...executables, ...aliases].map((name) => [name, kind]),
  ),
);

/** The agent that a name stands for, be it the kind, an executable or an alias, in any case; null: none that is known. */
export function agentNamed(name: string): AgentKind | null {
  return BY_NAME.get(name.toLowerCase()) ?? null;
}

/** Where hooks of agents lie, under the user's home. */
export const HOOK_FOLDER = ".iterm-project-orchestrator/agents";

/** What the hooks of all agents need in `folder`, an absolute path. */
export function hookFiles(folder: string): HookFile[] {
  return ALL_AGENTS.flatMap(({ hooks }) => hooks?.files(folder) ?? []);
}
