import fc from "fast-check";
import { expect, test } from "vitest";
import { readQuestion } from "../../../src/core/agents/screen/question.ts";
import { AgentKind } from "../../../src/core/model/agent-kind.ts";
import { choiceTitle, isSameQuestion, questionInShort } from "../../../src/core/model/question.ts";
import { QUESTIONS } from "./screens/questions.ts";
import { SCREENS } from "./screens/screens.ts";

const read = (screen: string, agent: AgentKind | null = null) => {
  const question = readQuestion(screen, agent);
  if (!question) throw new Error("nothing is asked");
  return question;
};
const answers = (screen: string, agent: AgentKind | null = null) =>
  read(screen, agent).choices.map((choice) => [choiceTitle(choice), ...choice.keys]);

const ENTER = "\r";
const DOWN = "\u001b[B";
const UP = "\u001b[A";

test.each(QUESTIONS)("the question of $agent about $shows is read as a person would say it", (asked) => {
  const question = read(asked.screen, asked.agent);
  expect(question.asks).toBe(asked.asks);
  if (asked.subject !== undefined) expect(question.subject).toBe(asked.subject);
  expect(answers(asked.screen, asked.agent)).toEqual(asked.choices);
  expect(question.kind).toBe(asked.kind);
});

const DRAWN = /[─-╿▀-▟]/u;
const HINT = /\b(?:[Ee]sc|[Ee]nter) to \w+|↑|⇆/u;

test.each(SCREENS.filter(({ state }) => state === "waiting"))(
  "what $agent asks with $shows is neither a border nor a key hint",
  ({ agent, screen }) => {
    const { asks, subject, choices } = read(screen, agent);
    expect(asks).toMatch(/\p{L}/u);
    expect(`${asks}\n${subject}\n${choices.map(({ label }) => label).join("\n")}`).not.toMatch(DRAWN);
    expect(asks).not.toMatch(HINT);
  },
);

test.each([
  [
    "Continue? [y/N] ",
    "Continue?",
    [
      ["Yes", "y", ENTER],
      ["No", "n", ENTER],
    ],
  ],
  [
    "Overwrite config.json? (yes/no) ",
    "Overwrite config.json?",
    [
      ["Yes", "yes", ENTER],
      ["No", "no", ENTER],
    ],
  ],
  [
    "Add cart.ts to the chat? (Y)es/(N)o/(D)on't ask again [Yes]: ",
    "Add cart.ts to the chat?",
    [
      ["Yes", "y", ENTER],
      ["No", "n", ENTER],
      ["Don't ask again", "d", ENTER],
    ],
  ],
  [
    "(1/2) Stage this hunk [y,n,q]? ",
    "(1/2) Stage this hunk?",
    [
      ["Yes", "y", ENTER],
      ["No", "n", ENTER],
      ["Quit", "q", ENTER],
    ],
  ],
  [
    "Are you sure you want to continue connecting (yes/no/[fingerprint])? ",
    "Are you sure you want to continue connecting?",
    [
      ["Yes", "yes", ENTER],
      ["No", "no", ENTER],
      ["fingerprint", "fingerprint", ENTER],
    ],
  ],
  ["Press any key to continue . . .", "Press any key to continue . . .", [["Continue", ENTER]]],
  [
    "Do you want to perform these actions?\n  Only 'yes' will be accepted to approve.\n\n  Enter a value: ",
    "Do you want to perform these actions?",
    [
      ["Yes", "yes", ENTER],
      ["No", "no", ENTER],
    ],
  ],
])("%j is a question with its answers and without its keys", (screen, asks, choices) => {
  expect(read(`building\n${screen}`).asks).toBe(asks);
  expect(answers(`building\n${screen}`)).toEqual(choices);
});

test.each(["[sudo] password for ada: ", "Enter passphrase for key '/Users/ada/.ssh/id': ", "GitHub token: "])(
  "what is typed behind %j is a secret",
  (screen) =>
    expect(read(screen)).toEqual({ kind: "text", asks: screen.trim(), subject: "", choices: [], hidden: true }),
);

test("lists of inquirer and of clack are answered by arrow keys and Enter", () => {
  const inquirer = "? Which template? (Use arrow keys)\n  react\n❯ svelte\n  vue";
  expect(read(inquirer).asks).toBe("Which template?");
  expect(answers(inquirer)).toEqual([
    ["react", UP, ENTER],
    ["svelte", ENTER],
    ["vue", DOWN, ENTER],
  ]);
  const clack = "◇  Project name:\n│  shop\n│\n◆  Select a framework:\n│  ● React\n│  ○ Vue\n└";
  expect(read(clack).asks).toBe("Select a framework:");
  expect(answers(clack)).toEqual([
    ["React", ENTER],
    ["Vue", DOWN, ENTER],
  ]);
  const confirm = "◆  Install dependencies?\n│  ● Yes / ○ No\n└";
  expect(read(confirm).asks).toBe("Install dependencies?");
  expect(answers(confirm)).toEqual([
    ["Yes", ENTER],
    ["No", DOWN, ENTER],
  ]);
});

test("boxes are ticked with the space bar where digits do not do it", () => {
  const screen = "? Which pages? (Press <space> to select)\n❯◉ Home\n ◯ Cart";
  expect(answers(screen)).toEqual([
    ["Home", " "],
    ["Cart", DOWN, " "],
  ]);
  expect(read(screen).choices.map(({ ticked }) => ticked)).toEqual([true, false]);
});

test("answers with keys in brackets are typed by those keys alone", () => {
  expect(answers("Approve tool call?\n\n$ npm test\n\n[y] approve  [n] deny", "cline")).toEqual([
    ["approve", "y"],
    ["deny", "n"],
  ]);
  expect(answers("Apply this patch?\n\n  [a] Accept   [d] Decline   [esc] Cancel")).toEqual([
    ["Accept", "a"],
    ["Decline", "d"],
    ["Cancel", "\u001b"],
  ]);
  expect(
    answers("Run this command?\n → Run (once) (y)\n   Run Everything (shift+tab)\n   Skip (esc or n)", "cursor"),
  ).toEqual([
    ["Run (once)", "y"],
    ["Run Everything", "\u001b[Z"],
    ["Skip", "\u001b"],
  ]);
});

test("of two questions on a screen the lower one is asked", () => {
  expect(answers("1. a\n2. b\n3. c\nanswered\n❯ 1. x\n  2. y", "claude").map(([title]) => title)).toEqual([
    "1. x",
    "2. y",
  ]);
});

test("a list that does not begin with 1 is prose and no choice", () => {
  expect(answers("see points\n 2. speed\n 3. size")).toEqual([]);
});

test("a choice behind which words are typed says so", () => {
  const { choices } = read("Which one?\n\n❯ 1. Red\n  2. Type something.\n\nEnter to select · Esc to cancel", "claude");
  expect(choices.map(({ then_text }) => then_text)).toEqual([undefined, true]);
});

const bash = (command: string, cursor = 1) =>
  read(
    `${"─".repeat(72)}\n Bash command\n\n   ${command}\n\n Do you want to proceed?\n` +
      [" 1. Yes", " 2. No"].map((line, i) => ` ${i + 1 === cursor ? "❯" : " "}${line}`).join("\n") +
      "\n\n Esc to cancel",
    "claude",
  );

test("a question stays the same while its cursor moves, and is another for another command", () => {
  expect(isSameQuestion(bash("rm -rf build"), bash("rm -rf build", 2))).toBe(true);
  expect(isSameQuestion(bash("rm -rf build"), bash("rm -rf /"))).toBe(false);
});

test("a question in short keeps all of what is asked and shortens what it is about", () => {
  const question = bash(`rm -rf ${"build/".repeat(40)}`);
  const short = questionInShort(question, 60);
  expect(short).toMatch(/^Do you want to proceed\? rm -rf build.*…$/u);
  expect(short.length).toBeLessThanOrEqual(60);
  expect(questionInShort(bash("ls"), 60)).toBe("Do you want to proceed? ls");
  expect(questionInShort({ ...bash("ls"), asks: "Permission required" }, 60)).toBe("Permission required: ls");
});

test("nothing is asked by an empty screen", () => {
  expect(readQuestion("", "claude")).toBeNull();
  expect(readQuestion("\n\n────────\n", null)).toBeNull();
});

test("any screen at all is read without fail, quickly", () => {
  const piece = fc.constantFrom(
    "❯ ",
    "1. ",
    "[y] ",
    "│ ",
    "─".repeat(50),
    "\n",
    "?",
    "Esc to cancel",
    "a b",
    "● ",
    "(y/n)",
    "\t",
  );
  const began = performance.now();
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 200 }), fc.constantFrom(...AgentKind.options, null), (pieces, agent) => {
      readQuestion(pieces.join(""), agent);
    }),
  );
  readQuestion(`${"❯ 1. yes ".repeat(40)}\n`.repeat(2000), "claude");
  expect(performance.now() - began).toBeLessThan(5_000);
});
