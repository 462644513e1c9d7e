import type { AgentKind } from "../../../../src/core/model/agent-kind.ts";
import type { QuestionKind } from "../../../../src/core/model/question.ts";

/** A screen of a real program (versions of November 2026), its end, and what a person would say that it asks. */
export interface QuestionCase {
  /** Null: a program without a table. */
  agent: AgentKind | null;
  shows: string;
  kind: QuestionKind;
  asks: string;
  subject?: string;
  /** By title, with what is typed for it. */
  choices: [title: string, ...keys: string[]][];
  screen: string;
}

const ENTER = "\r";
const ESC = "\u001b";
const UP = "\u001b[A";
const DOWN = "\u001b[B";
const RIGHT = "\u001b[C";
const SHIFT_TAB = "\u001b[Z";

export const QUESTIONS: QuestionCase[] = [
  {
    agent: "claude",
    shows: "whether a key from its environment is used",
    kind: "first_run",
    asks: "Do you want to use this API key?",
    subject: "ANTHROPIC_API_KEY: sk-ant-...-mock-mock-mock-mock",
    choices: [
      ["Yes", UP, ENTER],
      ["No (recommended)", ENTER],
    ],
    screen: `
──────────────────────────────────────────────────────────────────────────────────────────────────────────────
  Detected a custom API key in your environment

  ANTHROPIC_API_KEY: sk-ant-...-mock-mock-mock-mock

  Do you want to use this API key?

    Yes
  ❯ No (recommended)

  Enter to confirm · Esc to cancel`,
  },
  {
    agent: "claude",
    shows: "a question of its own in a narrow pane",
    kind: "choice",
    asks: "Which color shall it have?",
    subject: "",
    choices: [
      ["1. Red", "1"],
      ["2. Blue", "2"],
      ["3. Type something.", "3"],
      ["4. Chat about this", "4"],
    ],
    screen: `  ⎿  Interrupted · What should Claude do inst…

❯ DO_ASK

● I need to know.
──────────────────────────────────────────────
 ☐ Color

Which color shall it have?

❯ 1. Red
     A warm one
  2. Blue
     A cold one
  3. Type something.
──────────────────────────────────────────────
  4. Chat about this

Enter to select · ↑/↓ to navigate · Esc to
cancel`,
  },
  {
    agent: "claude",
    shows: "a permission for a sub-agent",
    kind: "permission",
    asks: "Do you want to proceed?",
    subject: "Agent(Look around)",
    choices: [
      ["No", ENTER],
      ["Yes", DOWN, ENTER],
    ],
    screen: `
❯ DO_TASK

● I will hand this on.

● Agent(Look around)

● Auto mode can't check actions in this session. Its safety check runs on the server, and your
  requests go through 127.0.0.1:8123, which doesn't pass it through. Actions that need the check now
  ask for your approval. To work without these prompts, switch permission mode with Shift+Tab. To use
  auto mode, ask whoever runs 127.0.0.1:8123 to pass Claude Code's server-side safety check through:
  https://code.claude.com/docs/en/permission-modes#server-side-classifier-review

──────────────────────────────────────────────────────────────────────────────────────────────────────────────
 Tool use
 │ Launch a new agent
╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
 Agent(Look around)
╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
 Auto mode can't check actions in this session, so this one needs your approval

 Do you want to proceed?
 ❯ No
   Yes

 Esc to cancel · Tab to amend`,
  },
  {
    agent: "claude",
    shows: "a permission for a command",
    kind: "permission",
    asks: "Do you want to proceed?",
    subject: "perl -e 'select(undef,undef,undef,40)'; touch made-by-agent.txt",
    choices: [
      ["1. Yes", "1"],
      [
        "2. Yes, and don't ask again for \"perl -e 'select(undef,undef,undef,40)'\" and touch made-by-agent.txt commands in /Users/ada/work/website",
        "2",
      ],
      ["3. Yes, and switch to auto mode", "3"],
      ["4. No", "4"],
    ],
    screen: `
● I will make a file.

──────────────────────────────────────────────────────────────────────────────────────────────────────────────
 Bash command
 Tip: auto mode handles these prompts for you — choose "switch to auto mode" below
 Makes a file
╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
 perl -e 'select(undef,undef,undef,40)'; touch made-by-agent.txt
╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
 This command requires approval

 Do you want to proceed?
 ❯ 1. Yes
   2. Yes, and don't ask again for "perl -e 'select(undef,undef,undef,40)'" and touch made-by-agent.txt
      commands in /Users/ada/work/website
   3. Yes, and switch to auto mode · auto mode handles these prompts for you
   4. No

 Esc to cancel · Tab to amend`,
  },
  {
    agent: "claude",
    shows: "whether the folder is trusted",
    kind: "first_run",
    asks: "Quick safety check: Is this a project you created or one you trust?",
    subject: "/Users/ada/work/website",
    choices: [
      ["No, exit", ENTER],
      ["Yes, I trust this folder", DOWN, ENTER],
    ],
    screen: `
──────────────────────────────────────────────────────────────────────────────────────────────────────────────
 Accessing workspace:

 /Users/ada/work/website

 Quick safety check: Is this a project you created or one you trust? (Like your own code, a well-known open
 source project, or work from your team). If not, take a moment to review what's in this folder first.

 Claude Code'll be able to read, edit, and execute files here.

 Security guide

 ❯ No, exit
   Yes, I trust this folder

 Enter to confirm · Esc to cancel`,
  },
  {
    agent: "cline",
    shows: "a question of its own",
    kind: "choice",
    asks: "Which color shall it have?",
    subject: "",
    choices: [
      ["Red", ENTER],
      ["Blue", DOWN, ENTER],
      ["Type a response...", DOWN, DOWN, ENTER],
    ],
    screen: `
 * All done. The result is in.

 ❯ DO_ASK

 * I need to know.

 ⠼ ask_question(Which color shall it have?)

 Cline is asking a question

 Which color shall it have?

  > Red
    Blue
    Type a response...

 mock-model (10) $0.00                                                                     ○ Plan ● Act (Tab)
 work
 Auto-approve all disabled (Shift+Tab)`,
  },
  {
    agent: "codex",
    shows: "a question of its own",
    kind: "choice",
    asks: "Which color shall it have?",
    subject: "",
    choices: [
      ["1. Red", "1"],
      ["2. Blue", "2"],
      ["3. None of the above", "3"],
    ],
    screen: `• I need to know.

• All done. The result is in.

  Worked for <1s • 15:53

• Model changed to gpt-5.5 medium for Plan mode.

› DO_ASK please

• I need to know.

  Question 1/1 (1 unanswered)
  Which color shall it have?

  › 1. Red                A warm one
    2. Blue               A cold one
    3. None of the above  Optionally, add details in notes (tab)

  tab to add notes | enter to submit answer | esc to interrupt`,
  },
  {
    agent: "codex",
    shows: "a permission for a command, with a reason that is a question, too",
    kind: "permission",
    asks: "Would you like to run the following command?",
    subject: "touch made-by-agent.txt && curl -s http://127.0.0.1:9/x",
    choices: [
      ["1. Yes, proceed", "1"],
      ["2. Yes, and don't ask again for commands that start with `touch made-by-agent.txt`", "2"],
      ["3. No, and tell Codex what to do differently", "3"],
    ],
    screen: `
› DO_BASH please

• I will make a file.

• Running touch made-by-agent.txt && curl -s http://127.0.0.1:9/x

  Would you like to run the following command?

  Environment: local

  Reason: May I make the file outside of the sandbox?

  $ touch made-by-agent.txt && curl -s http://127.0.0.1:9/x

› 1. Yes, proceed (y)
  2. Yes, and don't ask again for commands that start with \`touch made-by-agent.txt\` (p)
  3. No, and tell Codex what to do differently (esc)

  Press enter to confirm or esc to cancel`,
  },
  {
    agent: "codex",
    shows: "whether the folder is trusted",
    kind: "first_run",
    asks: "Trust this folder?",
    subject: "/Users/ada/work/website",
    choices: [
      ["1. Trust and continue", "1"],
      ["2. Back to Agent Command Center", "2"],
    ],
    screen: `
  Folder access
  /Users/ada/work/website

  Trust this folder? Codex can read, edit, and run files here, subject to your permission settings. Folder
  settings can run code automatically, even without a model request. Continue only if you trust these files.
  Your trust decision will be saved.

› 1. Trust and continue
  2. Back to Agent Command Center

  enter continue · esc back`,
  },
  {
    agent: "gemini",
    shows: "a question of its own",
    kind: "choice",
    asks: "Which color shall it have?",
    subject: "",
    choices: [
      ["1. Red", "1"],
      ["2. Blue", "2"],
      ["3. Enter a custom value", "3"],
    ],
    screen: `
ℹ Request cancelled.
▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄
 > DO_ASK please
▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
✦ I need to know.

╭────────────────────────────────────────────────────────────────────────────────────────────────────────────╮
│ Answer Questions                                                                                           │
│                                                                                                            │
│ Which color shall it have?                                                                                 │
│                                                                                                            │
│ ● 1.  Red                                                                                                  │
│       A warm one                                                                                           │
│   2.  Blue                                                                                                 │
│       A cold one                                                                                           │
│   3.  Enter a custom value                                                                                 │
│                                                                                                            │
│ Enter to select · ↑/↓ to navigate · Esc to cancel                                                          │
╰────────────────────────────────────────────────────────────────────────────────────────────────────────────╯`,
  },
  {
    agent: "gemini",
    shows: "a permission to write a file",
    kind: "permission",
    asks: "Apply this change?",
    subject: "Writing to hello.txt\nNo changes detected.",
    choices: [
      ["1. Allow once", "1"],
      ["2. Allow for this session", "2"],
      ["3. Modify with external editor", "3"],
      ["4. No, suggest changes", "4"],
    ],
    screen: `
▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄
 > DO_EDIT please
▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
✦ I will write a file.

╭────────────────────────────────────────────────────────────────────────────────────────────────────────────╮
│ ? WriteFile  Writing to hello.txt                                                                          │
│ ╭────────────────────────────────────────────────────────────────────────────────────────────────────────╮ │
│ │                                                                                                        │ │
│ │  No changes detected.                                                                                  │ │
│ │                                                                                                        │ │
│ ╰────────────────────────────────────────────────────────────────────────────────────────────────────────╯ │
│ Apply this change?                                                                                         │
│                                                                                                            │
│ ● 1. Allow once                                                                                            │
│   2. Allow for this session                                                                                │
│   3. Modify with external editor                                                                           │
│   4. No, suggest changes (esc)                                                                             │
╰────────────────────────────────────────────────────────────────────────────────────────────────────────────╯`,
  },
  {
    agent: "github-copilot",
    shows: "a question of its own",
    kind: "choice",
    asks: "Which color shall it have?",
    subject: "",
    choices: [
      ["Red", ENTER],
      ["Blue", DOWN, ENTER],
      ["Other (type your answer)", DOWN, DOWN, ENTER],
    ],
    screen: `                                                                                                             ┃
 ● All done. The result is in.                                                                               ┃
                                                                                                             ┃
 ❯ DO_ASK                                                                                              16:04 ┃
                                                                                                             ┃
 ● I need to know.                                                                                           ┃
                                                                                                             ┃
 ○ Asking user Waiting for response                                                                          ┃
                                                                                                             ┃
──────────────────────────────────────────────────────────────────────────────────────────────────────────────
 Copilot needs information.
 Which color shall it have?

 Color:
 ❯ Red
   Blue
   Other (type your answer)

 ↑/↓ select · enter accept · ctrl+d decline · esc cancel
──────────────────────────────────────────────────────────────────────────────────────────────────────────────`,
  },
  {
    agent: "github-copilot",
    shows: "a permission for a command",
    kind: "permission",
    asks: "Do you want to run this command?",
    subject: "perl -e 'select(undef,undef,undef,40)'; touch made-by-agent.txt",
    choices: [
      ["1. Yes", "1"],
      ["2. Yes, and don't ask again for `perl` and `touch` in this repo (/Users/ada/work/website)", "2"],
      ["3. No, and tell Copilot what to do differently", "3"],
    ],
    screen: ` ● I will make a file.                                                                                       ┃
                                                                                                             ┃
 $ Shell Makes a file                                                                                        ┃
   perl -e 'select(undef,undef,undef,40)'; touch made-by-agent.txt                                           ┃
                                                                                                             ┃
╭────────────────────────────────────────────────────────────────────────────────────────────────────────────╮
│ Makes a file                                                                                               │
│ ────────────────────────────────────────────────────────────────────────────────────────────────────────── │
│ ╭────────────────────────────────────────────────────────────────────────────────────────────────────────╮ │
│ │ perl -e 'select(undef,undef,undef,40)'; touch made-by-agent.txt                                        │ │
│ ╰────────────────────────────────────────────────────────────────────────────────────────────────────────╯ │
│                                                                                                            │
│ Do you want to run this command?                                                                           │
│                                                                                                            │
│ ❯ 1. Yes                                                                                                   │
│   2. Yes, and don't ask again for \`perl\` and \`touch\` in this repo (/Users/ada/work/website)                │
│   3. No, and tell Copilot what to do differently (Esc to stop)                                             │
│                                                                                                            │
│ ↑/↓ to navigate · enter to select · esc to cancel                                                          │
╰────────────────────────────────────────────────────────────────────────────────────────────────────────────╯`,
  },
  {
    agent: "github-copilot",
    shows: "whether the folder is trusted",
    kind: "first_run",
    asks: "Do you trust the files in this folder?",
    subject: "/Users/ada/work/website",
    choices: [
      ["1. Yes", "1"],
      ["2. Yes, and remember this folder for future sessions", "2"],
      ["3. No", "3"],
    ],
    screen: ` ● No copilot-instructions.md found. Run /init to generate.

╭────────────────────────────────────────────────────────────────────────────────────────────────────────────╮
│ Confirm folder trust                                                                                       │
│ ────────────────────────────────────────────────────────────────────────────────────────────────────────── │
│ ╭────────────────────────────────────────────────────────────────────────────────────────────────────────╮ │
│ │ /Users/ada/work/website                                                                                │ │
│ ╰────────────────────────────────────────────────────────────────────────────────────────────────────────╯ │
│                                                                                                            │
│ Copilot can read files in this folder and, with your permission, edit them or run code and shell commands. │
│  It will remember your permissions for the rest of this session.                                           │
│                                                                                                            │
│ Do you trust the files in this folder?                                                                     │
│                                                                                                            │
│ ❯ 1. Yes                                                                                                   │
│   2. Yes, and remember this folder for future sessions                                                     │
│   3. No (Esc)                                                                                              │
│                                                                                                            │
│ ↑/↓ to navigate · enter to select · esc to cancel                                                          │
╰────────────────────────────────────────────────────────────────────────────────────────────────────────────╯`,
  },
  {
    agent: "opencode",
    shows: "a permission for a command",
    kind: "permission",
    asks: "Permission required",
    subject: "touch made-by-agent.txt && curl -s http://127.0.0.1:9/x",
    choices: [
      ["Allow once", ENTER],
      ["Allow always", RIGHT, ENTER],
      ["Reject", RIGHT, RIGHT, ENTER],
    ],
    screen: `
  ┃
  ┃  DO_BASH please
  ┃

     I will make a file.

     $ touch made-by-agent.txt && curl -s http://127.0.0.1:9/x

     ▣  Build · Mock

  ┃
  ┃  △ Permission required
  ┃    # Shell command
  ┃
  ┃  $ touch made-by-agent.txt && curl -s http://127.0.0.1:9/x
  ┃
  ┃
  ┃   Allow once   Allow always   Reject                       ctrl+f fullscreen  ⇆ select  enter confirm
  ┃`,
  },
  {
    agent: "opencode",
    shows: "a question of its own",
    kind: "choice",
    asks: "Which color shall it have?",
    subject: "",
    choices: [
      ["1. Red", "1"],
      ["2. Blue", "2"],
      ["3. Type your own answer", "3"],
    ],
    screen: `  ┃  DO_ASK please
  ┃

     I need to know.

     → Asked 1 question

     ▣  Build · Mock

  ┃
  ┃  Which color shall it have?
  ┃
  ┃  1. Red
  ┃     A warm one
  ┃  2. Blue
  ┃     A cold one
  ┃  3. Type your own answer
  ┃
  ┃  ↑↓ select  enter submit  esc dismiss
  ┃`,
  },
  {
    agent: null,
    shows: "a question of an agent without a table",
    kind: "choice",
    asks: "Which color shall it have?",
    subject: "",
    choices: [
      ["1. Red", ENTER],
      ["2. Blue", DOWN, ENTER],
      ["3. Type something...", DOWN, DOWN, ENTER],
    ],
    screen: `  ◆︎ All done. The result is in.

  > DO_ASK

  ◆︎ I need to know.
  ? AskUserQuestion Ask user 1 question ←

   Color

   Which color shall it have?

   ❯ 1. Red
        A warm one
     2. Blue
        A cold one
     3. Type something...

   ↑/↓: Navigate | Enter: Select | Esc: Cancel

  ⠏ Waiting for user confirmation...`,
  },
  {
    agent: "claude",
    shows: "a dialog whose answers are only named keys",
    kind: "choice",
    asks: "Auto mode can't check actions in this session",
    choices: [
      ["Stay in auto mode", ENTER],
      ["Leave for accept edits mode and stop", SHIFT_TAB],
      ["Cancel", ESC],
    ],
    screen: `❯ DO_BASH please

● I will make a file.

  Makes a file
  ⎿  $ touch made-by-agent.txt && curl -s http://127.0.0.1:9/x

────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
  Auto mode can't check actions in this session

  Auto mode's safety check runs on the server. Your requests go through 127.0.0.1:8123, and the check isn't getting
  through.

  You can stay in auto mode and approve each action that needs the check yourself.

  Or you can leave for accept edits mode, which has no safety check, and auto mode stays off. These then run without
  asking: file edits and commands such as rm and mv in your working folders, some tools, such as subagents and
  scheduled tasks, and anything allowed by rules that auto mode set aside, such as Bash(*). This turn stops, so its
  waiting actions don't run, but background tasks go on. Claude goes on at your next message, or sooner.

  To get the check back, ask whoever runs your gateway to pass it through:
  https://code.claude.com/docs/en/permission-modes#server-side-classifier-review

  Enter to stay in auto mode · shift+Tab to leave for accept edits mode and stop · Esc to cancel`,
  },
  {
    agent: "claude",
    shows: "a permission for a command in auto mode",
    kind: "permission",
    asks: "Do you want to proceed?",
    subject: "touch made-by-agent.txt && curl -s http://127.0.0.1:9/x",
    choices: [
      ["No", ENTER],
      ["Yes", DOWN, ENTER],
    ],
    screen: `● I will make a file.

● Makes a file
  ⎿  $ touch made-by-agent.txt && curl -s http://127.0.0.1:9/x

● Auto mode can't check actions in this session. Its safety check runs on the server, and your requests go
  through 127.0.0.1:8123, which doesn't pass it through. Actions that need the check now ask for your approval.
  To work without these prompts, switch permission mode with Shift+Tab. To use auto mode, ask whoever runs
  127.0.0.1:8123 to pass Claude Code's server-side safety check through:
  https://code.claude.com/docs/en/permission-modes#server-side-classifier-review

────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
 Bash command
 Makes a file
╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
 touch made-by-agent.txt && curl -s http://127.0.0.1:9/x
╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
 Auto mode can't check actions in this session, so this one needs your approval

 Do you want to proceed?
 ❯ No
   Yes

 Esc to cancel · Tab to amend`,
  },
  {
    agent: "claude",
    shows: "a permission to create a file",
    kind: "permission",
    asks: "Do you want to create hello.txt?",
    subject: "hello.txt\n1 hello\n2 world",
    choices: [
      ["1. Yes", "1"],
      ["2. No", "2"],
    ],
    screen: `  https://code.claude.com/docs/en/permission-modes#server-side-classifier-review

● All done. The result is in.

✻ Sautéed for 5s · done 4:54 AM

❯ DO_EDIT

● I will write a file.

● Write(hello.txt)

────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
 Create file
 hello.txt
╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
  1 hello
  2 world
╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
 Do you want to create hello.txt?
 ❯ 1. Yes
   2. No

 Esc to cancel · Tab to amend`,
  },
  {
    agent: "claude",
    shows: "a plan to leave",
    kind: "plan",
    asks: "Exit plan mode?",
    subject: "Claude wants to exit plan mode",
    choices: [
      ["1. Yes, and switch to default (ask each time) for this session", "1"],
      ["2. No", "2"],
    ],
    screen: `
 ▐▛███▛█   Claude Code v2.1.332
▝▜██████▀  Opus 5.5 · API Usage Billing
 ▝▝   ▝▝   /Users/ada/work

❯ DO_PLAN

● Here is my plan.

▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔

  ────────────────────────────────────────────────────────
   Exit plan mode?

   Claude wants to exit plan mode

   ❯ 1. Yes, and switch to default (ask each time) for
        this session
     2. No`,
  },
  {
    agent: "claude",
    shows: "a question with boxes to tick in a narrow pane",
    kind: "choice",
    asks: "The tests fail on main, and I can go on in two ways. Which pages shall I change first, given that all of them are used in the shop?",
    subject: "",
    choices: [
      ["1. Home", "1"],
      ["2. Cart", "2"],
      ["3. Checkout", "3"],
      ["4. Type something", "4"],
      ["Submit", DOWN, DOWN, DOWN, DOWN, ENTER],
      ["5. Chat about this", "5"],
    ],
    screen: `● I need to know.
────────────────────────────────────────────────────────────
Planning:
/Users/ada/.claude/plans/do-plan-twinkling-map.md
────────────────────────────────────────────────────────────
←  ☒ Pages  ✔ Submit  →

│ The tests fail on main, and I can go on in two ways. Which
│ pages shall I change first, given that all of them are
│ used in the shop?

❯ 1. [✔] Home
         The first page that people see when they come to
         the site, with all that is new on it and much more
         besides
  2. [ ] Cart
  3. [ ] Checkout
         Where they pay
  4. [ ] Type something
     Submit
────────────────────────────────────────────────────────────
  5. Chat about this

Enter to select · ↑/↓ to navigate · Esc to cancel`,
  },
  {
    agent: "claude",
    shows: "an API error",
    kind: "error",
    asks: "API Error: Repeated 529 Overloaded errors.",
    subject:
      "The API is at capacity — this is usually temporary. Try again in a moment. If it persists, check your inference gateway (127.0.0.1:8123).",
    choices: [],
    screen: `❯ DO_ERR

● API Error: Repeated 529 Overloaded errors. The API
  is at capacity — this is usually temporary. Try
  again in a moment. If it persists, check your
  inference gateway (127.0.0.1:8123).

────────────────────────────────────────────────────────────
❯ Resend your message to try again
────────────────────────────────────────────────────────────
  ⏸ plan mode on (shift+tab to cycle)`,
  },
  {
    agent: "codex",
    shows: "a permission for a command",
    kind: "permission",
    asks: "Would you like to run the following command?",
    subject: "touch made-by-agent.txt && curl -s http://127.0.0.1:9/x",
    choices: [
      ["1. Yes, proceed", "1"],
      ["2. Yes, and don't ask again for commands that start with `touch made-by-agent.txt`", "2"],
      ["3. No, and tell Codex what to do differently", "3"],
    ],
    screen: `• Exited (status 1) touch made-by-agent.txt && curl -s http://127.0.0.1:9/x
  └ (no output)

■ Conversation interrupted - use /feedback if something went wrong

› DO_BASH

• I will make a file.

• Running touch made-by-agent.txt && curl -s http://127.0.0.1:9/x

  Would you like to run the following command?

  Environment: local

  Reason: May I make the file outside of the sandbox?

  $ touch made-by-agent.txt && curl -s http://127.0.0.1:9/x

› 1. Yes, proceed (y)
  2. Yes, and don't ask again for commands that start with \`touch made-by-agent.txt\` (p)
  3. No, and tell Codex what to do differently (esc)

  Press enter to confirm or esc to cancel`,
  },
  {
    agent: "gemini",
    shows: "whether the folder is trusted",
    kind: "first_run",
    asks: "Do you trust the files in this folder?",
    choices: [
      ["1. Trust folder (work)", "1"],
      ["2. Trust parent folder (realq)", "2"],
      ["3. Don't trust", "3"],
    ],
    screen: ` ▝▀

Tips for getting started:
1. Create GEMINI.md files to customize your interactions
2. /help for more information
3. Ask coding questions, edit code or run commands
4. Be specific for the best results

ℹ Skipping project agents due to untrusted folder. To enable, ensure that the project root is trusted.

 ╭────────────────────────────────────────────────────────────────────────────────────────────────────────────────────╮
 │                                                                                                                    │
 │ Do you trust the files in this folder?                                                                             │
 │                                                                                                                    │
 │ Trusting a folder allows Gemini CLI to load its local configurations, including custom commands, hooks, MCP        │
 │ servers, agent skills, and settings. These configurations could execute code on your behalf or change the behavior │
 │ of the CLI.                                                                                                        │
 │                                                                                                                    │
 │                                                                                                                    │
 │ ● 1. Trust folder (work)                                                                                           │
 │   2. Trust parent folder (realq)                                                                                   │
 │   3. Don't trust                                                                                                   │
 │                                                                                                                    │
 ╰────────────────────────────────────────────────────────────────────────────────────────────────────────────────────╯`,
  },
  {
    agent: "gemini",
    shows: "a permission for a command",
    kind: "permission",
    asks: "Allow execution of [Shell]?",
    subject: "touch made-by-agent.txt && curl -s http://127.0.0.1:9/x",
    choices: [
      ["1. Allow once", "1"],
      ["2. Allow for this session", "2"],
      ["3. No, suggest changes", "3"],
    ],
    screen: `  ▗▟▀    Authenticated with gemini-api-key /auth
 ▝▀

Tips for getting started:
1. Create GEMINI.md files to customize your interactions
2. /help for more information
3. Ask coding questions, edit code or run commands
4. Be specific for the best results
▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄
 > DO_BASH
▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
✦ I will make a file.

╭──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────╮
│ ? Shell  touch made-by-agent.txt && curl -s http://127.0.0.1:9/x                                                     │
│ ╭──────────────────────────────────────────────────────────────────────────────────────────────────────────────────╮ │
│ │ touch made-by-agent.txt && curl -s http://127.0.0.1:9/x                                                          │ │
│ ╰──────────────────────────────────────────────────────────────────────────────────────────────────────────────────╯ │
│ Allow execution of [Shell]?                                                                                          │
│                                                                                                                      │
│ ● 1. Allow once                                                                                                      │
│   2. Allow for this session                                                                                          │
│   3. No, suggest changes (esc)                                                                                       │
╰──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────╯`,
  },
  {
    agent: "gemini",
    shows: "a question with boxes to tick",
    kind: "choice",
    asks: "The tests fail on main, and I can go on in two ways. Which pages shall I change first, given that all of them are used in the shop?",
    subject: "",
    choices: [
      ["1. Home", "1"],
      ["2. Cart", "2"],
      ["3. Checkout", "3"],
    ],
    screen: `
ℹ Request cancelled.
▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄
 > DO_MULTI
▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
✦ I need to know.

╭──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────╮
│ Answer Questions                                                                                                     │
│                                                                                                                      │
│ The tests fail on main, and I can go on in two ways. Which pages shall I change first, given that all of them are    │
│ used in the shop?                                                                                                    │
│ (Select all that apply)                                                                                              │
│                                                                                                                      │
│ ▲                                                                                                                    │
│ ● 1. [ ] Home                                                                                                        │
│          The first page that people see when they come to the site, with all that is new on it and much more besides │
│   2. [ ] Cart                                                                                                        │
│   3. [ ] Checkout                                                                                                    │
│          Where they pay                                                                                              │
│ ▼                                                                                                                    │
│                                                                                                                      │
│ Enter to select · ↑/↓ to navigate · Esc to cancel                                                                    │
╰──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────╯`,
  },
  {
    agent: "opencode",
    shows: 'what "always" means',
    kind: "choice",
    asks: "Always allow",
    subject: "This will allow the following patterns until OpenCode is restarted\n- touch *\n- curl *",
    choices: [
      ["Confirm", ENTER],
      ["Cancel", RIGHT, ENTER],
    ],
    screen: `
  ┃
  ┃  DO_BASH please
  ┃

     I will make a file.

     $ touch made-by-agent.txt && curl -s http://127.0.0.1:9/x

     ▣  Build · Mock

  ┃
  ┃  △ Always allow
  ┃
  ┃  This will allow the following patterns until OpenCode is restarted
  ┃
  ┃  - touch *
  ┃  - curl *
  ┃
  ┃
  ┃   Confirm   Cancel                                                                      ⇆ select  enter confirm
  ┃`,
  },
  {
    agent: "opencode",
    shows: "several questions",
    kind: "choice",
    asks: "The tests fail on main, and I can go on in two ways. Which pages shall I change first, given that all of them are used in the shop?",
    subject: "",
    choices: [
      ["1. Home", "1"],
      ["2. Cart", "2"],
      ["3. Checkout", "3"],
      ["4. Type your own answer", "4"],
    ],
    screen: `  ┃

     I need to know.

     → Asked 2 questions

     ▣  Build · Mock

  ┃
  ┃   Pages   Color   Confirm
  ┃
  ┃  The tests fail on main, and I can go on in two ways. Which pages shall I change first, given that all of them
  ┃  are used in the shop?
  ┃
  ┃  1. Home
  ┃     The first page that people see when they come to the site, with all that is new on it and much more besides
  ┃  2. Cart
  ┃
  ┃  3. Checkout
  ┃     Where they pay
  ┃  4. Type your own answer
  ┃
  ┃  ⇆ tab  ↑↓ select  enter confirm  esc dismiss
  ┃`,
  },
  {
    agent: "opencode",
    shows: "a permission to edit in a pane that cuts the keys",
    kind: "permission",
    asks: "Permission required",
    subject: "Edit hello.txt\n1  hello\n2 + world",
    choices: [
      ["Allow once", ENTER],
      ["Allow always", RIGHT, ENTER],
      ["Reject", RIGHT, RIGHT, ENTER],
    ],
    screen: `
     I will write a file.

     ← Write hello.txt

     ▣  Build · Mock

  ┃
  ┃  △ Permission required
  ┃    → Edit hello.txt
  ┃
  ┃  1   hello
  ┃  2 + world
  ┃
  ┃
  ┃
  ┃
  ┃
  ┃
  ┃
  ┃   Allow once   Allow always   Reject  ctrl+f fullscreen  ⇆ select  enter con
  ┃`,
  },
  {
    agent: "codex",
    shows: "a permission for edits",
    kind: "permission",
    asks: "Would you like to make the following edits?",
    subject: "Destination: /Users/ada/work/hello.txt",
    choices: [
      ["1. Yes, proceed", "1"],
      ["2. Yes, and don't ask again for these files", "2"],
      ["3. No, and tell Codex what to do differently", "3"],
    ],
    screen: `  /permissions - choose what Codex is allowed to do
  /model - choose what model and reasoning effort to use
  /review - review any changes and find issues

› DO_EDIT

• I will write a file.

• Added hello.txt (+1 -0)
    1 +hello
    + Show details

  Would you like to make the following edits?

  Description: Apply proposed file edits
  Destination: /Users/ada/work/hello.txt

› 1. Yes, proceed (y)
  2. Yes, and don't ask again for these files (a)
  3. No, and tell Codex what to do differently (esc)

  Press enter to confirm or esc to cancel`,
  },
  {
    agent: "cline",
    shows: "a tool whose input is JSON",
    kind: "permission",
    asks: "Approve tool call?",
    subject: "touch made-by-agent.txt && curl -s http://127.0.0.1:9/x",
    choices: [
      ["Approve", "y"],
      ["Deny", "n"],
    ],
    screen: `
 ❯ DO_BASH

 * I will make a file.

 Cline needs permission

 Approve tool call?

 run_commands

   {
   "command": "touch made-by-agent.txt && curl -s http://127.0.0.1:9/x",
   "description": "Makes a file"
 }

  [y] Approve   [n] Deny

 mock-model (10) $0.00                                                                               ○ Plan ● Act (Tab)
 work
 Auto-approve all disabled (Shift+Tab)`,
  },
  {
    agent: "github-copilot",
    shows: "an address to fetch",
    kind: "permission",
    asks: "Do you want to allow this access?",
    choices: [
      ["1. Yes", "1"],
      ['2. Yes, and approve all URLs from "http://127.0.0.1:9" for the rest of the running session', "2"],
      ['3. Yes, and approve all URLs from "http://127.0.0.1:9" permanently', "3"],
      ["4. No, and tell Copilot what to do differently", "4"],
    ],
    screen: `                                                                                                                       ┃
 $ Shell Makes a file                                                                                                  ┃
   touch made-by-agent.txt && curl -s http://127.0.0.1:9/x                                                             ┃
                                                                                                                       ┃
╭──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────╮
│ Makes a file                                                                                                         │
│ ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────── │
│ Copilot is attempting to access the following URL:                                                                   │
│                                                                                                                      │
│ ╭──────────────────────────────────────────────────────────────────────────────────────────────────────────────────╮ │
│ │ http://127.0.0.1:9/x                                                                                             │ │
│ ╰──────────────────────────────────────────────────────────────────────────────────────────────────────────────────╯ │
│                                                                                                                      │
│ Do you want to allow this access?                                                                                    │
│                                                                                                                      │
│ ❯ 1. Yes                                                                                                             │
│   2. Yes, and approve all URLs from "http://127.0.0.1:9" for the rest of the running session                         │
│   3. Yes, and approve all URLs from "http://127.0.0.1:9" permanently                                                 │
│   4. No, and tell Copilot what to do differently (Esc to stop)                                                       │
│                                                                                                                      │
│ ↑/↓ to navigate · enter to select · esc to cancel                                                                    │
╰──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────╯`,
  },
  {
    agent: "qwen",
    shows: "a command in a box",
    kind: "permission",
    asks: "Allow execution of: 'touch, curl'?",
    subject: "touch made-by-agent.txt && curl -s http://127.0.0.1:9/x",
    choices: [
      ["1. Yes, allow once", ENTER],
      ["2. Always allow run 'touch *' commands, run 'curl *' commands in this project", DOWN, ENTER],
      ["3. Always allow run 'touch *' commands, run 'curl *' commands for this user", DOWN, DOWN, ENTER],
      ["4. No, suggest changes", ESC],
    ],
    screen: `
  Tips: Type / to open the command popup; Tab autocompletes slash commands and saved prompts.

  > DO_BASH

  ✦ I will make a file.

  ╭──────────────────────────────────────────────────────────────────────────────────────────────╮
  │ ?  Shell touch made-by-agent.txt && curl -s http://127.0.0.1:9/x (Makes a file) ←            │
  │                                                                                              │
  │   touch made-by-agent.txt && curl -s http://127.0.0.1:9/x                                    │
  │                                                                                              │
  │ Allow execution of: 'touch, curl'?                                                           │
  │                                                                                              │
  │ › 1. Yes, allow once                                                                         │
  │   2. Always allow run 'touch *' commands, run 'curl *' commands in this project              │
  │   3. Always allow run 'touch *' commands, run 'curl *' commands for this user                │
  │   4. No, suggest changes (esc)                                                               │
  │                                                                                              │
  ╰──────────────────────────────────────────────────────────────────────────────────────────────╯

  ⠏ Waiting for user confirmation...`,
  },
  {
    agent: "claude",
    shows: "a review of answers",
    kind: "choice",
    asks: "Review your answers",
    choices: [
      ["1. Submit answers", "1"],
      ["2. Cancel", "2"],
    ],
    screen: `
● All done. The result is in.

✻ Churned for 1s · done 5:56 AM

❯ DO_TABS

● I need to know.

────────────────────────────────────────────────────────────────────────────────────────────────────
←  ☒ Pages  ☒ Color  ✔ Submit  →

Review your answers

 │ ● The tests fail on main, and I can go on in two ways. Which pages shall I change first, given
 │   that all of them are used in the shop?
   → Cart
 ● Pick a color for the header
   → Blue

❯ 1. Submit answers
  2. Cancel`,
  },
];
