import { expect, test } from "vitest";
import { answerChoices } from "../../../src/core/agents/screen/answer-choices.ts";

const answers = (screen: string) => answerChoices(screen.split("\n")).map(({ text }) => text);

test("numbered choices on the screen are offered by their numbers", () => {
  const screen = "Do you want to proceed?\n❯ 1. Yes\n  2. Yes, and don't ask again\n  3. No, tell it what to do";
  expect(answerChoices(screen.split("\n"))).toEqual([
    { title: "1. Yes", text: "1" },
    { title: "2. Yes, and don't ask again", text: "2" },
    { title: "3. No, tell it what to do", text: "3" },
  ]);
});

test("choices in a box are read without the box", () => {
  expect(answerChoices(["│ ❯ 1. Allow once   │", "│   2. Deny         │"]).map(({ title }) => title)).toEqual([
    "1. Allow once",
    "2. Deny",
  ]);
});

test("of two questions only the last one's choices are offered", () => {
  expect(answers("1. a\n2. b\n3. c\nanswered\n❯ 1. x\n  2. y")).toEqual(["1", "2"]);
});

test.each(["Continue? [y/N]", "Overwrite (yes/no)?", "Run shell command? (Y)es/(N)o/(D)on't ask again"])(
  "%s offers yes and no",
  (line) => expect(answers(`some output\n${line}`)).toEqual(["y", "n"]),
);

test("a yes-or-no question further up has been answered and offers nothing", () => {
  expect(answers(`Continue? [y/N] y\n${"line\n".repeat(6)}done`)).toEqual([]);
});

test("a list that does not begin with 1 is prose and offers nothing", () => {
  expect(answers("see points\n 2. speed\n 3. size")).toEqual([]);
});
