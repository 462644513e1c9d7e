import type { AgentKind } from "../model/agent-kind.ts";
import type { ProcessRow } from "../model/observation.ts";
import { inForeground } from "../model/process-rows.ts";
import type { SessionTemplate } from "../model/session-template.ts";
import { ALL_AGENTS } from "./agents.ts";

const BY_EXECUTABLE = new Map(
  ALL_AGENTS.flatMap(({ kind, executables }) => executables.map((executable) => [executable, kind])),
);

/** What is installed may add to the name: `@openai/codex-darwin-arm64`. */
const BY_PACKAGE = ALL_AGENTS.flatMap(({ kind, packages = [] }) =>
  packages.map((name) => ({ kind, named: new RegExp(`(?<!\\w)${name}\\b`) })),
);

/** A command line says what it starts in its first words. */
const MOST_WORDS = 24;

/** Words that only start the program named after them. */
const STARTERS = new Set(
  "node bun deno python python3 ruby env exec command nohup sudo caffeinate time npx bunx uvx pipx uv pnpm yarn npm dlx x run tool exec".split(
    " ",
  ),
);

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The known program that a command line starts; null for any other. */
function agentOfCommand(command: string): AgentKind | null {
  const words = command.split(/\s+/, MOST_WORDS).filter((word) => word !== "" && !/^\w+=/.test(word));
  for (const word of words.slice(0, 8)) {
    const unquoted = word.replace(/^["']|["']$/g, "");
    const executable = BY_EXECUTABLE.get(baseName(unquoted).replace(/\.(?:[cm]?js|py|exe|cmd)$/, ""));
    if (executable) return executable;
    const other =
      BY_PACKAGE.find(({ named }) => named.test(unquoted)) ??
      ALL_AGENTS.find(({ subcommand }) => subcommand?.of === word && words.includes(subcommand.name));
    if (other) return other.kind;
    if (!STARTERS.has(baseName(word)) && !word.startsWith("-")) return null;
  }
  return null;
}

/**
 * Which agent a session runs: what the template says, else what is in front on its terminal, else what the template's
 * command starts. Null: none that is known.
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
