import { claudeBox, RULE, type ScreenCase } from "./screen-case.ts";

const bash = `${RULE}
 Bash command

   rm -rf build
   Remove the build folder

 Do you want to proceed?
 ❯ 1. Yes
   2. Yes, and don't ask again for rm commands in /Users/me/shop
   3. No

 Esc to cancel · Tab to amend · ctrl+e to explain`;

const claude = (shows: string, state: ScreenCase["state"], screen: string): ScreenCase => ({
  agent: "claude",
  shows,
  state,
  screen,
});

export const CLAUDE_SCREENS: ScreenCase[] = [
  claude(
    "work in a pane so narrow that the footer is cut",
    "busy",
    `⏺ Reading files\n\n${RULE}\n❯ \n${RULE}\n  ⏵⏵ accept edits on (shift+tab to cycle) · esc to…`,
  ),
  claude("a permission dialog for a command", "waiting", `⏺ Bash(rm -rf build)\n  ⎿  Running…\n\n${bash}`),
  claude(
    "a permission dialog for an edit, in the older box",
    "waiting",
    `⏺ Update(src/cart.ts)\n\n╭──────────────────────────────────────╮\n│ Edit file                            │\n│ ╭──────────────────────────────────╮ │\n│ │ src/cart.ts                      │ │\n│ │ 4 -  return a                    │ │\n│ │ 4 +  return a + b                │ │\n│ ╰──────────────────────────────────╯ │\n│ Do you want to make this edit to     │\n│ cart.ts?                             │\n│ ❯ 1. Yes                             │\n│   2. Yes, allow all edits (shift+tab)│\n│   3. No, and tell Claude what to do  │\n╰──────────────────────────────────────╯\n`,
  ),
  claude(
    "the question whether the folder is trusted",
    "waiting",
    `${RULE}\n Accessing workspace:\n\n /Users/me/shop\n\n Quick safety check: Is this a project you created or one you trust?\n\n ❯ 1. Yes, I trust this folder\n   2. No, exit\n\n Enter to confirm · Esc to cancel`,
  ),
  claude(
    "a question of its own with choices",
    "waiting",
    `⏺ I need a decision.\n\n${RULE}\n ☐ Database\n\nWhich database shall I use?\n\n❯ 1. PostgreSQL\n     Solid default\n  2. SQLite\n     No server\n  3. Type something.\n${RULE}\n  4. Chat about this\n\nEnter to select · ↑/↓ to navigate · Esc to cancel`,
  ),
  claude(
    "a question with several tabs and boxes to tick",
    "waiting",
    `${RULE}\n←  ☒ Auth  ☐ Pages  ✔ Submit  →\n\nWhich pages?\n\n❯ 1. [ ] Home\n  2. [✔] Cart\n  3. [ ] Type something\n     Next\n\nEnter to select · Tab/Arrow keys to navigate · Esc to cancel`,
  ),
  claude(
    "a plan to be approved",
    "waiting",
    `⏺ Here is the plan.\n\n╌╌╌╌╌╌╌╌╌╌╌╌\n 1. Add a table\n 2. Add a page\n╌╌╌╌╌╌╌╌╌╌╌╌\n\n Claude has written up a plan and is ready to execute. Would you like to proceed?\n\n ❯ 1. Yes, and auto-accept edits\n   2. Yes, and manually approve edits\n   3. Type here to tell Claude what to change\n\n ctrl-g to edit in Vim · ~/.claude/plans/blue-cat.md`,
  ),
  claude(
    "the choice of how to resume a long session",
    "waiting",
    `${RULE}\n This session is 3h old and 120k tokens.\n\n ❯ 1. Resume from summary (recommended)\n   2. Resume full session as-is\n   3. Don't ask me again\n\n Enter to confirm · Esc to cancel`,
  ),
  claude(
    "a dialog cut off at the top of the screen",
    "waiting",
    " ❯ 1. Yes\n   2. No\n\n Esc to cancel · Tab to amend",
  ),
  claude(
    "a dialog with the cursor on the last choice",
    "waiting",
    `${RULE}\n Fetch\n\n Do you want to allow Claude to fetch this content?\n   1. Yes\n   2. Yes, and don't ask again for example.com\n ❯ 3. No, and tell Claude what to do differently (esc)\n`,
  ),
  claude("a dialog that came after a turn had ended", "waiting", `✻ Worked for 54s\n\n${bash}`),
  claude("the end of a turn", "idle", `⏺ Done. All tests pass.\n\n✻ Worked for 1m 12s\n\n${claudeBox()}`),
  claude(
    "its first screen",
    "idle",
    `╭─── Claude Code v2.1.140 ───╮\n│  Welcome back!             │\n╰────────────────────────────╯\n\n${claudeBox('Try "fix lint errors"')}`,
  ),
  claude(
    "an idle agent behind which shells go on",
    "idle",
    `⏺ The server runs in the background.\n\n✻ Baked for 2m 3s · 1 shell still running\n\n${claudeBox("", "  ⏵⏵ accept edits on (shift+tab to cycle) · 1 shell · ↓ to manage")}`,
  ),
  claude(
    "a numbered list that the user is typing",
    "idle",
    `⏺ What next?\n\n${RULE}\n❯ 1. fix the cart\n  2. add tests\n${RULE}\n  ? for shortcuts`,
  ),
  claude(
    "prose that quotes a dialog",
    "idle",
    `⏺ The prompt looks like this:\n\n  Do you want to proceed?\n  ❯ 1. Yes\n    2. No\n\n  Esc to cancel\n\n✻ Cooked for 12s\n\n${claudeBox()}`,
  ),
  claude(
    "prose that ends in a question",
    "idle",
    `⏺ I found two ways.\n\n  1. Keep the cache\n  2. Drop it\n\n  Would you like me to go on with 2?\n\n${claudeBox()}`,
  ),
  claude(
    "prose that speaks of how to interrupt",
    "idle",
    `⏺ You can press esc to interrupt a run at any time.\n\n${claudeBox()}`,
  ),
  claude(
    "an answered dialog in the scrollback",
    "idle",
    `${bash}\n\n⏺ Bash(rm -rf build)\n  ⎿  (No output)\n\n⏺ Removed.\n\n${claudeBox()}`,
  ),
  claude(
    "the source of a detector, read by the agent",
    "idle",
    `⏺ Read(src/detect.ts)\n  ⎿  Read 40 lines\n\n⏺ It looks for "esc to interrupt" and "✽ Tempering…" lines.\n\n✻ Mused for 9s\n\n${claudeBox()}`,
  ),
  claude(
    "an interrupted turn",
    "idle",
    `⏺ Bash(npm test)\n  ⎿  Interrupted · What should Claude do instead?\n\n${claudeBox()}`,
  ),
  claude(
    "a spinner with its counter",
    "busy",
    `⏺ Let me look.\n\n✽ Percolating… (12s · ↓ 1.2k tokens · esc to interrupt)\n\n${claudeBox()}`,
  ),
  claude("a spinner without a counter", "busy", `❯ fix it\n\n✢ Noodling…\n\n${claudeBox()}`),
  claude(
    "a spinner with a list of tasks under it",
    "busy",
    `✶ Adding tests… (2m 3s · ↑ 4.1k tokens)\n  ⎿  ✔ Read the code\n     ◼ Add tests\n     ◻ Run them\n      … +3 pending\n\n${claudeBox()}`,
  ),
  claude(
    "a spinner with a tip under it",
    "busy",
    `· Brewing… (4s · thinking)\n  ⎿  Tip: Use /clear to start fresh when switching topics\n\n${claudeBox()}`,
  ),
  claude("a spinner in reduced motion", "busy", `● Pondering… (4s · ↓ 20 tokens)\n\n${claudeBox()}`),
  claude(
    "messages that wait while it works",
    "busy",
    `✳ Sketching… (40s · ↓ 2.0k tokens)\n\n  ❯ and then the docs\n\n${claudeBox("Press up to edit queued messages")}`,
  ),
  claude(
    "work that only the footer tells of",
    "busy",
    `⏺ Reading 3 files…\n\n${claudeBox("", "  ⏵⏵ bypass permissions on (shift+tab to cycle) · esc to interrupt")}`,
  ),
  claude(
    "a spinner after an answered dialog",
    "busy",
    `${bash}\n\n⏺ Bash(rm -rf build)\n  ⎿  (No output)\n\n✻ Whirring… (3s · ↓ 8 tokens)\n\n${claudeBox()}`,
  ),
  claude(
    "a spinner in colors, word by word",
    "busy",
    `\u001b[38;5;174m✶\u001b[39m \u001b[38;5;180mWorking…\u001b[39m \u001b[2m(4s · ↓\u001b[22m \u001b[2m88 tokens)\u001b[22m\n\n${claudeBox()}`,
  ),
  claude(
    "a spinner far above many empty rows",
    "busy",
    `✽ Forging… (8s · ↓ 90 tokens)\n\n${claudeBox()}${"\n".repeat(40)}`,
  ),
  claude(
    "a bullet of prose that ends in dots",
    "idle",
    `⏺ Ideas:\n\n  * Cooked ideas need time…\n  · And so on and on…\n\n${claudeBox()}`,
  ),
  claude(
    "a menu of models that its user has opened",
    "idle",
    `✻ Crunched for 0s\n\n${"▔".repeat(72)}\n  Select model\n\n  ❯ 1. Default (recommended) ✔\n    2. Opus\n    3. Haiku\n\n  Enter to save · Esc to cancel`,
  ),
  claude(
    "settings that its user has opened",
    "idle",
    `❯ /config\n${"▔".repeat(72)}\n  Settings  Status   Config\n\n  ╭──────────────────────╮\n  │ ⌕ Search settings…   │\n  ╰──────────────────────╯\n  ❯ Auto-compact     on\n\n  Enter to change · Esc to cancel`,
  ),
  claude("a question after a menu was closed", "waiting", `${"▔".repeat(72)}\n  Select model\n\n${bash}`),
  claude(
    "a first dialog under the prompt of a shell that looks like its own",
    "waiting",
    `~/shop\n❯ claude\n\n${RULE}\n Accessing workspace:\n\n ❯ No, exit\n   Yes, I trust this folder\n\n Enter to confirm · Esc to cancel`,
  ),
  claude(
    "an error of the service",
    "waiting",
    `❯ Go on\n\n⏺ API Error: 529 Overloaded. Try again in a moment.\n\n✻ Churned for 2s\n\n${claudeBox()}`,
  ),
  claude(
    "an error of the service that was seen to",
    "idle",
    `⏺ API Error: 529 Overloaded.\n\n❯ Again\n\n⏺ Done.\n\n${claudeBox()}`,
  ),
  claude(
    "a request that is tried again",
    "busy",
    `❯ Go on\n  ⎿  API Error (Overloaded) · Retrying in 4 seconds… (attempt 3/10)\n\n✻ Brewing… (12s)\n\n${claudeBox()}`,
  ),
  claude(
    "a sign-in that is missing",
    "waiting",
    `❯ Go on\n  ⎿  Not logged in · Please run /login\n\n${claudeBox("Once fixed, resend your message")}`,
  ),
  claude(
    "a limit that is used up",
    "waiting",
    `❯ Go on\n  ⎿  You've hit your session limit · resets 3pm\n\n${claudeBox()}`,
  ),
  claude(
    "an agent in the background that it waits for",
    "busy",
    `⏺ All done.\n\n✻ Waiting for 1 background agent to finish\n\n${claudeBox("", "  ⏸ plan mode on · ↓ to manage\\n\\n  ● main\\n  ◯ general-purpose  Look around   5s")}`,
  ),
  claude(
    "a finished answer with steps",
    "idle",
    `⏺ What to do next:\n\n  → 1. Yes, run the tests\n  → 2. Ship it\n\n✻ Baked for 3s\n\n${claudeBox()}`,
  ),
  claude(
    "a dialog with lettered keys and a marked value",
    "waiting",
    `${RULE}\n MCP server “jira” requests your input\n\n Project key\n ❯ ABC\n\n [a] Accept  [d] Decline\n`,
  ),
  claude(
    "a permission whose keys stand with its choices",
    "waiting",
    `⏺ I'll open it.\n\n${RULE}\n Claude in Chrome wants to read your tabs\n\n ❯ 1. Allow\n   2. Deny (esc)`,
  ),
];
