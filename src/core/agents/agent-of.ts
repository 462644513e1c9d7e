import type { ProcessRow } from "../model/observation.ts";
import { inForeground } from "../model/process-rows.ts";
import type { AgentKind, SessionTemplate } from "../model/template.ts";

/** The names of the programs' executables. */
const EXECUTABLES: Record<string, AgentKind> = {
  claude: "claude",
  "claude-code": "claude",
  codex: "codex",
  gemini: "gemini",
  "gemini-cli": "gemini",
  copilot: "github-copilot",
  "cursor-agent": "cursor",
  opencode: "opencode",
  aider: "aider",
  cline: "cline",
  kimi: "kimi",
  "kimi-cli": "kimi",
  mcode: "mcode",
};

/** Their packages, as they stand in the path of a script that an interpreter runs, or after `npx`. */
const PACKAGES: readonly { package: RegExp; agent: AgentKind }[] = [
  { package: /@anthropic-ai\/claude-code\b/, agent: "claude" },
  { package: /@openai\/codex\b/, agent: "codex" },
  { package: /@google\/gemini-cli\b/, agent: "gemini" },
  { package: /@github\/copilot\b/, agent: "github-copilot" },
  { package: /\bopencode-ai\b/, agent: "opencode" },
  { package: /\baider-chat\b/, agent: "aider" },
];

/** A command line says what it starts in its first words. */
const MOST_WORDS = 24;

/** Words that only start the program named after them. */
const STARTERS = new Set(
  "node bun deno python python3 ruby env exec command nohup sudo caffeinate time npx bunx uvx pipx uv pnpm yarn npm dlx x run tool exec".split(
    " ",
  ),
);

function nameOf(word: string): AgentKind | null {
  const base = word.slice(word.lastIndexOf("/") + 1).replace(/\.(?:[cm]?js|py|exe|cmd)$/, "");
  if (Object.hasOwn(EXECUTABLES, base)) return EXECUTABLES[base] ?? null;
  return PACKAGES.find((one) => one.package.test(word))?.agent ?? null;
}

/** The known program that a command line starts; null for any other. */
export function agentOfCommand(command: string): AgentKind | null {
  const words = command.split(/\s+/, MOST_WORDS).filter((word) => word !== "" && !/^\w+=/.test(word));
  for (const word of words.slice(0, 8)) {
    if (word === "cursor" && words.includes("agent")) return "cursor";
    const found = nameOf(word.replace(/^["']|["']$/g, ""));
    if (found) return found;
    const base = word.slice(word.lastIndexOf("/") + 1);
    if (!STARTERS.has(base) && !word.startsWith("-")) return null;
  }
  return null;
}

/**
 * Which known program a session runs: what the template says, else what is in front on its tty, else what the template's
 * command starts. Null: none of those that have a table of rules.
 */
export function agentOf(
  template: Pick<SessionTemplate, "agent" | "command">,
  processesOnTty: readonly ProcessRow[] = [],
): AgentKind | null {
  if (template.agent) return template.agent;
  for (const row of inForeground(processesOnTty)) {
    const found = agentOfCommand(row.command);
    if (found) return found;
  }
  return agentOfCommand(template.command);
}
