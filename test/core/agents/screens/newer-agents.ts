import type { AgentKind } from "../../../../src/core/model/agent-kind.ts";
import { RULE, type ScreenCase } from "./screen-case.ts";

const of =
  (agent: AgentKind) =>
  (shows: string, state: ScreenCase["state"], screen: string): ScreenCase => ({ agent, shows, state, screen });
const qwen = of("qwen");
const pi = of("pi");
const crush = of("crush");
const goose = of("goose");
const amp = of("amp");
const kiro = of("kiro");
const droid = of("droid");
const antigravity = of("antigravity");
const grok = of("grok");

const qwenBox = (typed = ">   Type your message or @path/to/file") =>
  `${RULE}\n${typed}\n${RULE}\n  ➜ shop · git:(main) · qwen3-coder\n  ⏸ Ask permissions (shift + tab to cycle)`;
const piBox = (typed = "") =>
  `${RULE}\n${typed}\n${RULE}\n/Users/me/shop (main)\n↑10 ↓5 0.0%/100k (auto)                     sonnet`;
const crushFooter = (keys: string) => `  > Ready...\n  :::\n\n  ${keys} • ctrl+p commands • ctrl+g more`;

export const NEWER_AGENT_SCREENS: ScreenCase[] = [
  qwen(
    "an approval of a command",
    "waiting",
    "  ◆︎ I will make a file.\n  ? Shell touch a.txt (Makes a file) ←\n     touch a.txt\n\n   Allow execution of: 'touch'?\n\n   › 1. Yes, allow once\n     2. Always allow run 'touch *' commands in this project\n     3. No, suggest changes (esc)\n\n  ⠏ Waiting for user confirmation...",
  ),
  qwen(
    "a question with choices",
    "waiting",
    "  ? AskUserQuestion Ask user 1 question ←\n\n   Which color shall it have?\n\n   ❯ 1. Red\n        A warm one\n     2. Blue\n\n   ↑/↓: Navigate | Enter: Select | Esc: Cancel\n\n  ⠏ Waiting for user confirmation...",
  ),
  qwen(
    "work in progress",
    "busy",
    `  > Go on\n\n  ◆︎ Let me think. Step 1.\n\n  ⠧ Painting the serifs back on... (8s · ↓ 15 tokens · esc to cancel)\n${qwenBox()}`,
  ),
  qwen("an interrupted turn", "idle", `  ◆︎ Let me think. Step 1.\n  ●︎ Request cancelled.\n\n${qwenBox("> Go on")}`),
  qwen(
    "a message that quotes a question",
    "idle",
    `  ◆︎ The dialog would say:\n\n    Do you want to proceed?\n    ❯ 1. Yes\n      2. No\n\n${qwenBox()}`,
  ),
  qwen(
    "an error of the service",
    "waiting",
    `  > Go on\n\n  ✕ [API Error: 401 invalid x-api-key] (Press Ctrl+Y to retry)\n\n${qwenBox()}`,
  ),
  qwen(
    "an error that was seen to",
    "idle",
    `  ✕ [API Error: 401 invalid x-api-key]\n\n  > Again\n\n  ◆︎ Done.\n\n${qwenBox()}`,
  ),
  qwen(
    "a menu that its user has opened",
    "idle",
    "  ╭──────────────────────────────────────────╮\n  │ Select Model                             │\n  │ › 1. qwen3-coder                         │\n  │   2. other                               │\n  │                                          │\n  │ Enter to select, ↑↓ to navigate, Esc to close │\n  ╰──────────────────────────────────────────╯",
  ),

  pi("work in progress", "busy", ` DO IT\n\n $ sleep 40\n\n Elapsed 5.0s\n\n ⠦ Working...\n\n${piBox()}`),
  pi("an interrupted turn", "idle", ` Let me think. Step 1.\n\n Operation aborted\n\n${piBox()}`),
  pi(
    "a message that quotes a question",
    "idle",
    ` Do you want to proceed?\n ❯ 1. Yes\n   2. No\n\n Shall I go on?\n\n${piBox("[y/n]")}`,
  ),
  pi("a failed request", "waiting", ` Go on\n\n Error: 401 invalid x-api-key\n\n${piBox()}`),
  pi(
    "a request that is tried again",
    "busy",
    ` Error: 500 Internal server error\n\n ⠹ Retrying (2/3) in 1s... (escape to cancel)\n\n${piBox()}`,
  ),
  pi(
    "a question of an extension",
    "waiting",
    ` ${RULE}\n Allow dangerous command?\n\n → Yes\n   No\n\n ↑↓ navigate  enter select  escape/ctrl+c cancel\n ${RULE}\n/Users/me/shop (main)`,
  ),

  crush(
    "a permission over the conversation",
    "waiting",
    ` I'll install it.   ╭──────────────────────────────────────────────╮\n                    │ Permission Required ╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱ │\n                    │ Tool bash                                    │\n                    │   npm install                                │\n                    │            Allow   Allow for Session   Deny  │\n                    │ ←/→ choose • enter confirm • esc exit        │\n                    ╰──────────────────────────────────────────────╯\n${crushFooter("esc cancel • tab focus chat")}`,
  ),
  crush(
    "work in progress",
    "busy",
    `  ▌ Go on\n\n  9a#%f0c Thinking\n\n  > Working...\n  :::\n\n  esc cancel • tab focus chat • ctrl+p commands`,
  ),
  crush(
    "a session at rest",
    "idle",
    `  ▌ Go on\n\n  Done.\n\n  ◇ Sonnet via Anthropic 3s\n\n${crushFooter("tab focus chat")}`,
  ),
  crush(
    "a menu that its user has opened",
    "idle",
    `   ╭────────────────────────────────────────╮\n   │ Switch Model ╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱ │\n   │ > Type to filter                       │\n   │   Sonnet                               │\n   │ ↑/↓ choose • enter confirm • esc exit  │\n   ╰────────────────────────────────────────╯`,
  ),

  goose(
    "a tool that needs leave",
    "waiting",
    "  ▸ shell developer\n    command: npm install\n\n◆  Goose would like to call the above tool, do you allow?\n│  ● Allow (Allow the tool call once)\n│  ○ Always Allow\n│  ○ Deny\n│  ○ Cancel\n└",
  ),
  goose(
    "an answered question above its prompt",
    "idle",
    "◇  Goose would like to call the above tool, do you allow?\n│  Allow\n│\nDone.\n\n( O)> ",
  ),
  goose("work in progress", "busy", "( O)> install it\n\n◓  Flapping thoughtfully... (Ctrl+C to interrupt)"),

  amp(
    "an approval of a command",
    "waiting",
    "  Run this command?\n\n  npm install\n\n ▸ Approve\n   Allow All for This Session\n   Deny with feedback\n\n  Waiting for approval...",
  ),
  amp(
    "work in progress",
    "busy",
    "  Reading src/cart.ts\n\n╭────────────────────────╮\n│                        │\n╰ smart streaming ───────╯",
  ),
  amp(
    "a session at rest",
    "idle",
    "  Done.\n\n╭────────────────────────╮\n│                        │\n╰────────────────── ~/shop ╯",
  ),

  kiro(
    "an approval of a tool",
    "waiting",
    "  execute_bash requires approval\n\n  npm install\n\n  ❯ Yes, single permission\n    Trust, always allow\n    No (Tab to edit)\n\n  esc to close",
  ),
  kiro(
    "a question for yes, no or trust",
    "waiting",
    "I will run the following command: npm install (using tool: execute_bash)\n\nAllow this action? Use 't' to trust (always allow) this tool for the session. [y/n/t]:\n\n> ",
  ),
  kiro("work in progress", "busy", "> install it\n\n⠹ Thinking..."),
  kiro("a session at rest", "idle", "Done.\n\n  ask a question or describe a task\n  /copy to clipboard"),

  droid(
    "an approval of a command",
    "waiting",
    "   EXECUTE  (npm install, impact: medium)\n\n ╭──────────────────────────────────────────╮\n │ > Yes, allow                             │\n │   Yes, and always allow medium impact    │\n │   No, cancel                             │\n │                                          │\n │ Use ↑↓ to navigate, Enter to select, Esc to cancel │\n ╰──────────────────────────────────────────╯",
  ),
  droid(
    "work in progress",
    "busy",
    " ⠋ Thinking... (Press ESC to stop)\n\n╭────────────────────╮\n│ >                  │\n╰────────────────────╯",
  ),
  droid(
    "a session at rest",
    "idle",
    " ⛬  Done.\n\n╭────────────────────╮\n│ >                  │\n╰────────────────────╯\n ? for help",
  ),

  antigravity(
    "whether the folder is trusted",
    "waiting",
    "Accessing workspace:\n\n/Users/me/shop\n\nDo you trust the contents of this project?\n\n> Yes, I trust this folder\n  No, exit\n\n  ↑/↓ Navigate · enter Confirm",
  ),
  antigravity(
    "an approval",
    "waiting",
    "read_file\npath: /Users/me/shop/.env\n\n⚠ Approval Required\n\n> Yes, just this once\n  Yes, allow always\n  No, deny access",
  ),
  antigravity(
    "a sign-in that is missing",
    "waiting",
    " Welcome to the Antigravity CLI. You are currently not signed in.\n\n ⣻  Signing in...",
  ),
  antigravity("work in progress", "busy", "⠋ Thinking about your request… (12s · esc to cancel)\n\n> "),
  antigravity(
    "a session at rest",
    "idle",
    "Done.\n\n────────────────────\n> \n────────────────────\n  ? for shortcuts",
  ),

  grok(
    "an approval of a command",
    "waiting",
    "  ◆ Run npm install\n  ┃  Allow `npm install`?\n  ┃  1 (●) Yes, proceed\n  ┃  2 (○) No, reject (type to add feedback)\n\n  1/2:select │ Ctrl+o:yolo │ Ctrl+c:cancel",
  ),
  grok(
    "work in progress",
    "busy",
    "  ⠧ Waiting on subagent… 2.8s   13s ⇣29.7k [stop]\n  ╭────────────╮\n  │ ❯          │\n  ╰────────────╯\n  Esc:cancel │ Ctrl+.:shortcuts",
  ),
  grok(
    "a session at rest",
    "idle",
    "  Done.\n  ╭────────────╮\n  │ ❯          │\n  ╰────────────╯\n  Shift+Tab:mode │ Ctrl+.:shortcuts",
  ),
  grok(
    "a question of the program on npm",
    "waiting",
    "  ⏺ Run bash command(touch a.txt)\n    ⎿ Requesting user confirmation\n\n  Do you want to proceed with this operation?\n\n   1. Yes\n   2. No\n\n  ↑↓ navigate • Enter select • Esc cancel",
  ),
  grok(
    "a message that quotes a question",
    "idle",
    "  ⏺ The dialog would say:\n    Do you want to proceed?\n    ❯ 1. Yes\n      2. No\n  ╭────────────────────╮\n  │ ❯ Ask me anything... │\n  ╰────────────────────╯\n  ⏸ auto-edit: off",
  ),
  grok(
    "a failed request",
    "waiting",
    "  > Go on\n  ⏺ Sorry, I encountered an error: Grok API error: 401\n  ╭────────────────────╮\n  │ ❯ Ask me anything... │\n  ╰────────────────────╯",
  ),
];
