import type { AgentKind } from "../model/agent-kind.ts";
import type { HookFile } from "../model/ports.ts";
import type { Agent } from "./agent.ts";
import { AIDER } from "./aider.ts";
import { AMP } from "./amp.ts";
import { ANTIGRAVITY } from "./antigravity.ts";
import { CLAUDE } from "./claude.ts";
import { CLINE } from "./cline.ts";
import { CODEX } from "./codex.ts";
import { CRUSH } from "./crush.ts";
import { CURSOR } from "./cursor.ts";
import { DROID } from "./droid.ts";
import { GEMINI } from "./gemini.ts";
import { GITHUB_COPILOT } from "./github-copilot.ts";
import { GOOSE } from "./goose.ts";
import { GROK } from "./grok.ts";
import { KIMI } from "./kimi.ts";
import { KIRO } from "./kiro.ts";
import { MCODE } from "./mcode.ts";
import { OPENCODE } from "./opencode.ts";
import { PI } from "./pi.ts";
import { QWEN } from "./qwen.ts";

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
  qwen: QWEN,
  pi: PI,
  crush: CRUSH,
  goose: GOOSE,
  amp: AMP,
  kiro: KIRO,
  droid: DROID,
  antigravity: ANTIGRAVITY,
  grok: GROK,
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
