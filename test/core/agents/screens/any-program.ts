import type { ScreenCase } from "./screen-case.ts";

const any = (shows: string, state: ScreenCase["state"], screen: string): ScreenCase => ({
  agent: null,
  shows,
  state,
  screen,
});

export const ANY_PROGRAM_SCREENS: ScreenCase[] = [
  any("a y/n question", "waiting", "3 packages will be removed.\nDo you want to continue? [Y/n] "),
  any("a y/n question that was answered", "idle", "3 packages will be removed.\nDo you want to continue? [Y/n] y"),
  any("git's question for a name", "waiting", "Cloning into 'shop'...\nUsername for 'https://github.com': "),
  any("a pager that writes its name apart", "waiting", "line 1\nline 2\n-- More --(45%)"),
  any(
    "the keys of a test runner at rest",
    "idle",
    "Watch Usage\n › Press a to run all tests.\n › Press Enter to trigger a test run.",
  ),
  any("an overwrite that was refused", "idle", "Overwrite it? (yes/no) no"),
  any(
    "a yes/no question of ssh",
    "waiting",
    "ED25519 key fingerprint is SHA256:abc.\nAre you sure you want to continue connecting (yes/no/[fingerprint])? ",
  ),
  any("a password prompt of sudo", "waiting", "$ sudo make install\n[sudo] password for me: "),
  any("a password prompt of macOS", "waiting", "Password:"),
  any("a passphrase prompt", "waiting", "Enter passphrase for key '/Users/me/.ssh/id_ed25519': "),
  any("a request to press a key", "waiting", "Backup done.\nPress any key to continue . . ."),
  any(
    "a request to press return",
    "waiting",
    "==> This script will install:\n/opt/homebrew\n\nPress RETURN/ENTER to continue or any other key to abort:",
  ),
  any("git add -p", "waiting", "@@ -1 +1 @@\n-a\n+b\n(1/1) Stage this hunk [y,n,q,a,d,e,p,?]? "),
  any("a list of inquirer", "waiting", "? Which template? (Use arrow keys)\n❯ react\n  svelte\n  vue"),
  any("a text prompt of inquirer", "waiting", "? Project name: (shop) "),
  any(
    "a select of prompts",
    "waiting",
    "✔ Project name: … shop\n? Select a framework: › - Use arrow-keys. Return to submit.\n❯   React\n    Vue",
  ),
  any(
    "a question of clack",
    "waiting",
    "◇  Project name:\n│  shop\n│\n◆  Select a framework:\n│  ● React\n│  ○ Vue\n└",
  ),
  any("a debugger of Python", "waiting", "> /Users/me/a.py(3)<module>()\n-> total = a + b\n(Pdb) "),
  any("a pager at its end", "waiting", "commit 1\n\n    first\n(END)"),
  any("a pager", "waiting", "some text\n:"),
  any("man in a pager", "waiting", " Manual page ls(1) line 1 (press h for help or q to quit)"),
  any("a numbered menu of npm init", "waiting", "Is this OK? (yes) "),
  any(
    "terraform asking for a value",
    "waiting",
    "Do you want to perform these actions?\n  Only 'yes' will be accepted to approve.\n\n  Enter a value: ",
  ),
  any("a shell's prompt", "idle", "total 8\nme@mac shop % "),
  any("a prompt of starship", "idle", "shop on  main via ⬢ v22\n❯ "),
  any("a REPL of node", "idle", "Welcome to Node.js v22.\n> "),
  any("a REPL of Python", "idle", "Python 3.12\n>>> "),
  any("a progress bar", "busy", "Downloading model\n[=======>      ] 45%"),
  any("a spinner", "busy", "⠹ Installing dependencies"),
  any("an answered question above a prompt", "idle", "Do you want to continue? [Y/n] y\nRemoved.\nme@mac shop % "),
  any("an answered question of inquirer", "idle", "? Project name: (shop) shop\n✔ Created.\nme@mac ~ % "),
  any("a log that speaks of passwords", "idle", "warn: password: must not be empty, see docs.\nlistening on 80"),
  any("a log that quotes a question", "idle", 'info: asked "Overwrite? [y/N]" and got yes\nready'),
  any(
    "help that names keys",
    "idle",
    "  Press any key to continue is printed by pause.\n  Use q to quit.\nserver ready",
  ),
  any("Markdown with a numbered list", "idle", "Steps:\n1. Yes, install\n2. No, skip\ndone"),
  any(
    "an agent without a table at work",
    "busy",
    "  Reading files\n\n⠙ Thinking (12s · esc to interrupt)\n\n╭──────────────╮\n│ >            │\n╰──────────────╯\n  ~/shop   gpt",
  ),
  any(
    "an agent without a table that asks",
    "waiting",
    "Run this command?\n  npm test\n> Yes, allow\n  No, cancel\n\n↑↓ to navigate · enter to select · esc to cancel",
  ),
];
