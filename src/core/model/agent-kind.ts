import * as z from "zod/mini";

/** The agents that are known, by the ids that projects keep. Each has a module in `agents/`; its README says how to add one. */
export const AgentKind = z.enum([
  "claude",
  "codex",
  "gemini",
  "github-copilot",
  "cursor",
  "opencode",
  "aider",
  "cline",
  "kimi",
  "mcode",
  "qwen",
  "pi",
  "crush",
  "goose",
  "amp",
  "kiro",
  "droid",
  "antigravity",
  "grok",
]);
export type AgentKind = z.infer<typeof AgentKind>;
