import * as z from "zod/mini";
import type { AgentHooks, RecordFiles } from "./agent.ts";
import { shellQuoted } from "../model/shell-quoting.ts";
import type { Question } from "../model/question.ts";

/**
 * What Claude Code tells by itself, seen on 2.1.332. PermissionRequest comes with each dialog that asks for an answer,
 * choices and plans included, and says what the dialog is about. After a refused answer none comes: the record
 * (`claude.ts`) tells that it waits no more.
 */
const EVENTS = [
  "UserPromptSubmit",
  "PermissionRequest",
  "PostToolUse",
  "PostToolUseFailure",
  "Stop",
  "StopFailure",
  "SessionEnd",
] as const;

/** s; a hook that hangs must not hold up what it reports of. */
const TIME_LIMIT = 5;

/** The settings that are given to one run beside the user's own: hooks of all sources are run. */
function settings(folder: string): string {
  const hook = (event: string) => ({
    type: "command",
    command: `/bin/sh ${shellQuoted(`${folder}/claude-hook.sh`)} ${event}`,
    timeout: TIME_LIMIT,
  });
  return JSON.stringify({ hooks: Object.fromEntries(EVENTS.map((event) => [event, [{ hooks: [hook(event)] }]])) });
}

const text = z.catch(z.string(), "");

const Asked = z.object({
  question: z.string(),
  options: z.catch(z.array(z.object({ label: z.string(), description: text })), []),
});

const Request = z.object({
  tool_name: z.string(),
  tool_input: z.catch(z.record(z.string(), z.unknown()), {}),
});

const Failure = z.object({ error: text, last_assistant_message: text });
const Stopped = z.object({ background_tasks: z.catch(z.array(z.unknown()), []) });

/** What `assets/agents/claude-hook.sh` writes. */
const HookFile = z.object({ event: z.enum(EVENTS), pid: z.int().check(z.positive()), said: z.unknown() });

/** By tool: what is asked for leave of, and the member of its input that says of what. */
const ASKS_FOR_LEAVE: Readonly<Record<string, readonly [asks: string, about: string]>> = {
  Bash: ["Run this command?", "command"],
  Write: ["Write this file?", "file_path"],
  Edit: ["Edit this file?", "file_path"],
  NotebookEdit: ["Edit this notebook?", "notebook_path"],
  Read: ["Read this file?", "file_path"],
  WebFetch: ["Fetch this page?", "url"],
  WebSearch: ["Search the web?", "query"],
};

/** What is typed for a choice is read from the screen: a dialog may number its answers otherwise than its tool. */
function questionOf(said: unknown): Question | undefined {
  const { success, data } = Request.safeParse(said);
  if (!success) return undefined;
  const { tool_name, tool_input } = data;
  if (tool_name === "AskUserQuestion") {
    const asked = z.array(Asked).safeParse(tool_input["questions"]);
    const first = asked.success ? asked.data[0] : undefined;
    return first && { kind: "choice", asks: first.question, subject: "", choices: [] };
  }
  if (tool_name === "ExitPlanMode") {
    return { kind: "plan", asks: "Go on with this plan?", subject: text.parse(tool_input["plan"]), choices: [] };
  }
  const [asks, about] = ASKS_FOR_LEAVE[tool_name] ?? [`Use ${tool_name}?`, null];
  const subject = about === null ? JSON.stringify(tool_input) : text.parse(tool_input[about]);
  return { kind: "permission", asks, subject, choices: [] };
}

function failureOf(said: unknown): Question {
  const { error, last_assistant_message } = Failure.parse(said ?? {});
  const asks = last_assistant_message === "" ? "It could not go on." : last_assistant_message;
  return { kind: error === "authentication_failed" ? "sign_in" : "error", asks, subject: "", choices: [] };
}

type Said = ReturnType<RecordFiles["parse"]>;

function parse(content: unknown): Said {
  const { success, data } = HookFile.safeParse(content);
  if (!success) return null;
  const { event, pid, said } = data;
  switch (event) {
    case "PermissionRequest":
      return { pid, state: "waiting", at: undefined, question: questionOf(said), by_hook: event };
    case "StopFailure":
      return { pid, state: "waiting", at: undefined, question: failureOf(said), stands_at_rest: true, by_hook: event };
    case "Stop": {
      const behind = Stopped.safeParse(said);
      const state = behind.success && behind.data.background_tasks.length > 0 ? "shell" : "idle";
      return { pid, state, at: undefined, by_hook: event };
    }
    case "UserPromptSubmit":
    case "PostToolUse":
    case "PostToolUseFailure":
      return { pid, state: "busy", at: undefined, by_hook: event };
    case "SessionEnd":
      return null;
  }
}

export const CLAUDE_HOOKS: AgentHooks = {
  files: (folder) => [
    { path: "bin/claude", asset: "claude-with-hooks.sh", executable: true },
    { path: "claude-hook.sh", asset: "claude-hook.sh" },
    { path: "claude-settings.json", text: settings(folder) },
  ],
  records: { folder: ".iterm-project-orchestrator/agents/claude", parse },
};
