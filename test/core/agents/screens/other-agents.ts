import type { AgentKind } from "../../../../src/core/model/agent-kind.ts";
import { CODEX_COMPOSER, RULE, type ScreenCase } from "./screen-case.ts";

const of =
  (agent: AgentKind) =>
  (shows: string, state: ScreenCase["state"], screen: string): ScreenCase => ({ agent, shows, state, screen });
const codex = of("codex");
const gemini = of("gemini");
const copilot = of("github-copilot");
const cursor = of("cursor");
const opencode = of("opencode");
const aider = of("aider");
const cline = of("cline");
const kimi = of("kimi");
const mcode = of("mcode");

const approval = `  Would you like to run the following command?

  Reason: needs the network

  $ npm install left-pad

› 1. Yes, proceed (y)
  2. Yes, and don't ask again for commands that start with \`npm install\` (p)
  3. No, and tell Codex what to do differently (esc)

  Press enter to confirm or esc to cancel`;

const geminiInput = `${"─".repeat(60)}\n >   Type your message or @path/to/file\n${"─".repeat(60)}\n ~/shop (main)     no sandbox     gemini-3-pro`;

export const OTHER_AGENT_SCREENS: ScreenCase[] = [
  codex("an approval of a command", "waiting", `• I'll install it.\n\n${approval}`),
  codex(
    "an approval of edits",
    "waiting",
    "  Would you like to make the following edits?\n\n  src/cart.ts (+1 -1)\n\n› 1. Yes, proceed (y)\n  2. Yes, and don't ask again for these files (a)\n  3. No, and tell Codex what to do differently (esc)\n\n  Press enter to confirm or esc to cancel",
  ),
  codex(
    "an approval in a narrow pane, its foot cut off",
    "waiting",
    "  Would you like to run the\n  following command?\n\n› 1. Yes, proceed (y)\n  2. No, and tell Codex what\n     to do differently (esc)\n\n  Press enter to confirm or es",
  ),
  codex(
    "a question with choices",
    "waiting",
    "  Question 1/2 (2 unanswered)\n  Which framework?\n\n  › 1. React (Recommended)  Widely known.\n    2. Svelte               Smaller.\n\n  tab to add notes | enter to submit answer | esc to interrupt",
  ),
  codex(
    "a question to be answered in words",
    "waiting",
    "  Question 2/2 (1 unanswered)\n  What shall it be called?\n\n  › Type your answer (optional)\n\n\n  enter to submit all | ctrl + p prev | esc to interrupt",
  ),
  codex(
    "the question whether the folder is trusted",
    "waiting",
    "> You are in /Users/me/shop\n\n  Do you trust the contents of this directory? Working with untrusted contents\n  comes with higher risk of prompt injection.\n\n› 1. Yes, continue\n  2. No, quit\n\n  Press enter to continue",
  ),
  codex(
    "a sign-in for a tool's server",
    "waiting",
    "  MCP sign-in required\n  Server: github\n\n  › 1. Open sign-in URL\n    2. Back\n  Use tab / ↑ ↓ to move, enter to select, esc to close",
  ),
  codex(
    "a form of a tool's server",
    "waiting",
    "  Field 1/1\n  Allow the browser server to open a page?\n\n  › 1. Allow   Run the tool and continue.\n    2. Cancel  Cancel this tool call\n  enter to submit | esc to cancel",
  ),
  codex(
    "work in progress",
    "busy",
    `› add a test\n\n\n• I'll add one.\n\n• Explored\n  └ Read cart.ts\n\n• Working (12s • esc to interrupt)\n\n${CODEX_COMPOSER}`,
  ),
  codex(
    "work with its bullet blinked away",
    "busy",
    `• Explored\n  └ Read cart.ts\n\n  Investigating totals (1m 02s • esc to interrupt)\n\n${CODEX_COMPOSER}`,
  ),
  codex(
    "work with details under it",
    "busy",
    `◦ Working (3s • esc to interrupt)\n  └ Reading the docs of vitest\n\n${CODEX_COMPOSER}`,
  ),
  codex(
    "messages that wait while it works",
    "busy",
    `• Working (9s • esc to interrupt)\n\n• Messages to be submitted after next tool call\n  ↳ and the docs, please\n    ⌥ + ↑ edit last queued message\n\n${CODEX_COMPOSER}`,
  ),
  codex(
    "the end of a turn",
    "idle",
    `• Fixed the total.\n\n─ Worked for 1m 22s ─────────────────────\n\n${CODEX_COMPOSER}`,
  ),
  codex(
    "an interrupted turn",
    "idle",
    `• Working (4s • esc to interrupt)\n\n■ Conversation interrupted - tell the model what to do differently.\n\n${CODEX_COMPOSER}`,
  ),
  codex(
    "prose that asks and quotes keys",
    "idle",
    `• I can drop the table. Do you want that? (y/n) is what psql asks.\n\n  Press enter to confirm is shown by the old UI.\n\n${CODEX_COMPOSER}`,
  ),
  codex(
    "an answered approval in the scrollback",
    "idle",
    `${approval}\n\n✔ You approved codex to run npm install left-pad this time\n\n• Ran npm install left-pad\n  └ added 1 package\n\n• Installed.\n\n${CODEX_COMPOSER}`,
  ),
  codex(
    "work after an answered question",
    "busy",
    `  Question 1/1 (1 unanswered)\n\n  › 1. React\n    2. Svelte\n\n  enter to submit answer | esc to interrupt\n\n• Questions 1/1 answered\n\n• Working (2s • esc to interrupt)\n\n${CODEX_COMPOSER}`,
  ),
  codex(
    "an idle agent behind which a terminal goes on",
    "idle",
    "• The server is up.\n\n› Explain this codebase\n\n  1 background terminal running · /ps to view · /stop to close",
  ),

  gemini(
    "a confirmation of an edit",
    "waiting",
    "╭────────────────────────────────────╮\n│ ? Edit src/cart.ts                 │\n│                                    │\n│ 4 - return a                       │\n│ 4 + return a + b                   │\n│                                    │\n│ Apply this change?                 │\n│                                    │\n│ ● 1. Allow once                    │\n│   2. Allow for this session        │\n│   3. No, suggest changes (esc)     │\n╰────────────────────────────────────╯\n",
  ),
  gemini(
    "a confirmation while the line of work stands",
    "waiting",
    `│ Allow execution of: 'npm'?         │\n│                                    │\n│ ● 1. Allow once                    │\n│   2. No, suggest changes (esc)     │\n╰────────────────────────────────────╯\n\n⠏ Waiting for user confirmation...\n\n${geminiInput}`,
  ),
  gemini(
    "a plan to be approved",
    "waiting",
    "  1.  Yes, automatically accept edits\n● 2.  Yes, manually accept edits\n  3.  Type your feedback...\n\nEnter to select · ↑/↓ to navigate · Ctrl+G to edit plan · Esc to cancel",
  ),
  gemini(
    "work in progress",
    "busy",
    ` > add a test\n\n⠹ Reading the code (esc to cancel, 14s)                 ? for shortcuts\n${geminiInput}`,
  ),
  gemini("the end of a turn", "idle", `✦ Done, press Esc to cancel next time you want to stop me.\n\n${geminiInput}`),
  gemini(
    "its first screen",
    "idle",
    `Tips for getting started:\n1. Ask questions, edit files, or run commands.\n2. Be specific for the best results.\n\n${geminiInput}`,
  ),

  copilot(
    "a confirmation",
    "waiting",
    "╭──────────────────────────────────────╮\n│ Run command                          │\n│ npm test                             │\n│ Do you want to run this command?     │\n│ ❯ 1. Yes                             │\n│   2. Yes, and approve npm for session│\n│   3. No, and tell Copilot what to do │\n│ Confirm with number keys or ↑↓ keys and Enter, Cancel with Esc │\n╰──────────────────────────────────────╯",
  ),
  copilot(
    "a question with keys at its foot",
    "waiting",
    " Which branch?\n\n ❯ main\n   next\n\n ↑↓ to navigate · enter to select · esc to cancel",
  ),
  copilot(
    "work in progress",
    "busy",
    "● Reading cart.ts\n\n∙ Thinking (Esc to cancel · 1.2 KiB)\n\n────────────────\n❯ \n────────────────\n shift+tab switch mode",
  ),
  copilot(
    "its prompt",
    "idle",
    "● All done.\n\n────────────────\n❯ Type @ to mention files\n────────────────\n shift+tab switch mode",
  ),

  cursor(
    "an approval of a command",
    "waiting",
    "  $ npm test in .\n\n Run this command?\n Not in allowlist: npm test\n  → Run (once) (y)\n    Add Shell(npm) to allowlist? (tab)\n    Skip (esc or n)",
  ),
  cursor(
    "work in progress",
    "busy",
    "  ⬢ Reading 12 files\n\n  → Add a follow-up                      ctrl+c to stop\n\n  Composer 2 · 12%",
  ),
  cursor(
    "its prompt after work",
    "idle",
    " ⠘⠆ Editing  3k tokens\n\n  Updated cart.ts\n\n  → Add a follow-up\n\n  Composer 2 · 14% · 1 file edited",
  ),
  cursor(
    "an idle agent behind which a task goes on",
    "idle",
    "  Started it.\n\n  → Add a follow-up\n\n  1 background task\n  Composer 2 · 14%",
  ),

  opencode(
    "a permission",
    "waiting",
    "  ┃\n  ┃  △ Permission required\n  ┃    $ npm test\n  ┃\n  ┃   Allow once   Allow always   Reject              ⇆ select  enter confirm\n  ┃",
  ),
  opencode(
    "a question",
    "waiting",
    "  ┃  Which one?\n  ┃  1. React\n  ┃  2. Svelte\n  ┃\n  ┃  ↑↓ select  enter submit  esc dismiss",
  ),
  opencode(
    "work in progress",
    "busy",
    "     The lighthouse stood\n\n  ┃\n  ┃  Build  MiniMax\n  ╹▀▀▀▀▀▀▀▀▀▀▀▀\n   ⬝⬝■■■■⬝⬝  esc interrupt            tab switch agent  ctrl+p commands",
  ),
  opencode(
    "its prompt",
    "idle",
    "     Done.\n\n     ▣  Build · minimax · 23.8s\n\n  ┃\n  ┃  Ask anything...\n  ╹▀▀▀▀▀▀▀▀▀▀▀▀\n                      tab switch agent  ctrl+p commands",
  ),

  aider(
    "a question with its keys",
    "waiting",
    "Add src/cart.ts to the chat? (Y)es/(N)o/(A)ll/(S)kip all/(D)on't ask again [Yes]: ",
  ),
  aider("work in progress", "busy", "> fix it\n\n░█        Waiting for anthropic/claude-sonnet"),
  aider("its prompt", "idle", "Tokens: 4k sent, 200 received.\n────────────────\nsrc/cart.ts\n> "),

  cline(
    "an approval",
    "waiting",
    "  Approve tool call?\n\n  execute_command\n\n  $ npm test\n\n  [y] approve  [n] deny\n",
  ),
  cline(
    "work in progress",
    "busy",
    "  ⠋ Thinking... (esc to cancel)\n\n  ┃ \n\n  claude-sonnet                     ○ Plan ● Act (Tab)\n  Auto-approve all disabled (Shift+Tab)",
  ),
  cline(
    "its prompt",
    "idle",
    "  ┃ What can I do for you?\n\n  claude-sonnet                     ○ Plan ● Act (Tab)\n  Auto-approve all enabled (Shift+Tab)",
  ),

  kimi(
    "an approval",
    "waiting",
    "╭─ approval ─────────────────────────────────╮\n│  Shell is requesting approval to run:      │\n│                                            │\n│  npm test                                  │\n│                                            │\n│ → [1] Approve once                         │\n│   [2] Approve for this session             │\n│   [3] Reject                               │\n│                                            │\n│   ▲/▼ select  1/2/3/4 choose  ↵ confirm    │\n╰────────────────────────────────────────────╯",
  ),
  kimi(
    "a question",
    "waiting",
    "╭─ question ─────────────────────────────────╮\n│ ? Which framework?                         │\n│                                            │\n│ → [1] React                                │\n│   [2] Svelte                               │\n│   [3] Other                                │\n╰────────────────────────────────────────────╯",
  ),
  kimi("work in progress", "busy", "• Used ReadFile (cart.ts)\n\n⠙ Thinking...\n"),

  mcode(
    "a permission that is pending",
    "waiting",
    "session: mvs_1 | turn: turn_7 running 3s | local-runtime\npermission: pending",
  ),
  mcode("a question that is pending", "waiting", "session: mvs_1 | turn: turn_7 running 9s\nask_user: pending"),
  mcode("work in progress", "busy", "session: mvs_1 | turn: turn_7 running 3s | local-runtime"),
  mcode(
    "its prompt",
    "idle",
    "Assistant: Thinking through the request…\n╭─ v0.1.2                         ● Ready ─╮\n│ Start · @ file · / autocomplete          │\n╰──────────────────────────────────────────╯",
  ),

  codex(
    "a notice that it goes on waiting by itself",
    "busy",
    "  Our systems are thinking a bit more about this request before responding.\n\n› 1. Retry with a faster model\n  2. Dismiss and keep waiting\n  3. Learn more\n\n  No action is required. Codex will keep waiting, and this menu will close\n  when the response is ready.",
  ),
  codex(
    "an answer that streams without a status line",
    "busy",
    "• Hello.\n\n  Worked for 10s • 15:52\n\n\n› Go on\n\n\n• Let me think. Step 1. Step 2.\n\n\n› Ask Codex to do anything\n\n  gpt-5.5 default · ~/shop\n  ← for agents · ? for shortcuts",
  ),
  codex(
    "a turn that has ended",
    "idle",
    "› Go on\n\n\n• Let me think. Step 1. Step 2.\n\n  Worked for <1s • 15:52\n\n\n› Ask Codex to do anything\n\n  gpt-5.5 default · ~/shop\n  ← for agents · ? for shortcuts",
  ),
  codex(
    "messages that wait for the turn's end",
    "busy",
    `• Queued follow-up inputs\n  ↳ and then this\n${CODEX_COMPOSER}`,
  ),
  codex(
    "a menu that its user has opened",
    "idle",
    "  Select Model and Effort\n\n› 1. GPT-6.1    Latest workhorse model.\n  2. GPT-6     Previous model.\n\n  enter select · esc back",
  ),
  codex(
    "a menu of an older version",
    "idle",
    "  Select Reasoning Level for gpt-5\n\n› 1. Low      Fast\n  2. Medium   Balanced\n\n  Press enter to confirm or esc to go back",
  ),
  codex(
    "a plan to be confirmed",
    "waiting",
    "  Implement this plan?\n\n› 1. Yes, implement this plan\n  2. No, stay in Plan mode\n\n  enter select · esc back",
  ),
  codex(
    "a limit that comes near",
    "waiting",
    "  Approaching rate limits\n  Switch to gpt-5-mini for lower credit usage?\n\n› 1. Switch to gpt-5-mini\n  2. Keep current model\n\n  enter select · esc back",
  ),
  codex(
    "an approval whose keys were changed",
    "waiting",
    "  Would you like to run the following command?\n\n  $ ls\n\n› 1. Proceed\n  2. Tell Codex what to do\n\n  Press ctrl-y to confirm or f2 to cancel",
  ),
  codex("work whose key to interrupt was changed", "busy", `• Working (4s • f12 to interrupt)\n${CODEX_COMPOSER}`),
  codex(
    "a limit that is used up",
    "waiting",
    `› Go on\n\n■ You've hit your usage limit. Try again at 3:05 PM.\n${CODEX_COMPOSER}`,
  ),
  codex(
    "an interrupted turn",
    "idle",
    `› Go on\n\n■ Conversation interrupted - use /feedback if something went wrong\n${CODEX_COMPOSER}`,
  ),
  codex(
    "a question that can wait, above the composer",
    "waiting",
    `• Working (4s • esc to interrupt)\n\n  ? 1 question · 55s\n    ctrl + q to answer\n${CODEX_COMPOSER}`,
  ),

  gemini(
    "a question of trust that was answered, above a new composer",
    "idle",
    `╭──────────────────────────────────────╮\n│ Do you trust the files in this folder? │\n│                                      │\n│ ● 1. Trust folder (shop)             │\n│   2. Don't trust                     │\n╰──────────────────────────────────────╯\n\n Gemini CLI is restarting to apply the trust changes...\n\n${geminiInput}`,
  ),
  gemini(
    "a command that waits for input",
    "waiting",
    `│ ⊷  Shell npm init │\n\n ! Shell awaiting input (Tab to focus)\n${geminiInput}`,
  ),
  gemini(
    "a change that needs a restart",
    "waiting",
    "│ To see changes, Gemini CLI must be restarted. Press r to restart. │",
  ),
  gemini(
    "a menu that its user has opened",
    "idle",
    "╭──────────────────────────────╮\n│ Select Model                 │\n│                              │\n│ ● 1. Auto                    │\n│   2. Manual                  │\n│                              │\n│ (Press Esc to close)         │\n╰──────────────────────────────╯",
  ),
  gemini(
    "an error of the service",
    "waiting",
    `✦ Let me see.\n\n✕ [API Error: 401 invalid key]\n\nℹ This request failed.\n\n${geminiInput}`,
  ),

  copilot(
    "work that the footer tells of",
    "busy",
    ` ❯ Go on\n\n ● Let me think. Step 1.\n\n ~/shop [⎇ main]\n${RULE}\n❯\n${RULE}\n ◎ Working · 69 B esc esc interrupt      gpt-5`,
  ),
  copilot(
    "a session at rest",
    "idle",
    ` ● All done.\n\n ~/shop [⎇ main]\n${RULE}\n❯\n${RULE}\n ← open sidebar · Interactive · / commands · ? help      gpt-5`,
  ),
  copilot(
    "a menu that its user has opened",
    "idle",
    ` ● All done.\n\n   claude-sonnet-5\n   gpt-5\n ${RULE}\n ❯  Search models…\n ${RULE}\n ↑/↓ to navigate · ctrl+r rescan providers · enter to select · esc to cancel`,
  ),
  copilot(
    "a failed request",
    "waiting",
    ` ● Request failed due to a transient API error. Retrying...\n\n ✗ Failed to get response from the AI model; retried 5 times\n\n ~/shop [⎇ main]\n${RULE}\n❯\n${RULE}\n ← open sidebar · Interactive · / commands      gpt-5`,
  ),

  cline(
    "a question with choices",
    "waiting",
    " * I need to know.\n\n ⠼ ask_question(Which color shall it have?)\n\n Cline is asking a question\n\n Which color shall it have?\n\n  > Red\n    Blue\n    Type a response...\n\n gpt-5 (10) $0.00              ○ Plan ● Act (Tab)\n shop\n Auto-approve all disabled (Shift+Tab)",
  ),
  cline(
    "a spinner above its mode line",
    "busy",
    ` ❯ Go on\n\n ⠧ Thinking... (esc to cancel)\n\n\n${RULE}\n❯ Ask anything...\n${RULE}\n gpt-5 (10) $0.00              ○ Plan ● Act (Tab)\n shop`,
  ),
  cline(
    "a first answer that has not come yet",
    "busy",
    `${RULE}\n❯ Ask anything...\n${RULE}\n gpt-5 (0) $0.00               ○ Plan ● Act (Tab)\n shop`,
  ),
  cline(
    "a message that quotes a question",
    "idle",
    ` * The dialog would say:\n\n   Do you want to proceed?\n   ❯ 1. Yes\n     2. No\n\n${RULE}\n❯ Ask anything...\n${RULE}\n gpt-5 (10) $0.00              ○ Plan ● Act (Tab)\n shop`,
  ),
  cline(
    "a failed request",
    "waiting",
    ` ❯ Go on\n\n * Error: invalid x-api-key\n\n${RULE}\n❯ Ask anything...\n${RULE}\n gpt-5 (10) $0.00   ○ Plan ● Act (Tab)`,
  ),
  cline(
    "a tool that needs leave",
    "waiting",
    " * I will make a file.\n\n Cline needs permission\n\n Approve tool call?\n run_commands\n\n  [y] Approve   [n] Deny\n\n gpt-5 (10) $0.00              ○ Plan ● Act (Tab)\n shop",
  ),
  cline(
    "a first answer that was interrupted",
    "idle",
    ` ❯ Go on\n\n * Let me think. Step 1.\n\n${RULE}\n❯ Ask anything...\n${RULE}\n gpt-5 (0) $0.00               ○ Plan ● Act (Tab)\n shop`,
  ),
  opencode(
    "a message that quotes a question",
    "idle",
    "     The dialog would say:\n\n     Do you want to proceed?\n     ❯ 1. Yes\n       2. No\n\n     ▣  Build · GPT · 2.9s\n\n  ┃\n  ┃  Build · GPT OpenAI\n  ╹▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀\n   ~/shop            15  ctrl+p commands",
  ),
  opencode(
    "a limit that is used up",
    "waiting",
    "  ┃  Go on\n\n     ▣  Build · GPT\n\n  ┃  Build · GPT OpenAI\n  ╹▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀\n   ■■■■⬝⬝⬝⬝ You exceeded your current quota [retrying in 59m 54s attempt #1]",
  ),
  opencode(
    "a request that is tried again in a moment",
    "busy",
    "     ▣  Build · GPT\n\n  ┃  Build · GPT OpenAI\n  ╹▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀\n   ■■■■⬝⬝⬝⬝ Internal server error [retrying in 12s attempt #3]",
  ),
  opencode(
    "a failed request",
    "waiting",
    "  ┃  Go on\n\n  ┃\n  ┃  invalid x-api-key\n  ┃\n\n     ▣  Build · GPT\n\n  ┃  Build · GPT OpenAI\n  ╹▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀\n   ~/shop            15  ctrl+p commands",
  ),
  codex(
    "work in a pane so narrow that its clock is cut",
    "busy",
    "• Working (5s • es…\n\n\n› Ask Codex to do\n\n  gpt-5 · ~/x",
  ),
  codex(
    "a file named with a bracket in a finished answer",
    "idle",
    "• Viewed image (screenshot 12).png\n\n  Worked for 3s • 10:00\n\n› Ask Codex to do anything\n\n  gpt-5 · ~/x",
  ),
];
