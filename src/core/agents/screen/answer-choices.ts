import { YES_NO } from "./common-cues.ts";

/** An answer that a screen asks for: what is typed, and what it is called. */
export interface AnswerChoice {
  title: string;
  text: string;
}

const NUMBERED = /^[\s│❯>›•*]*(\d{1,2})[.)]\s+(\S.*?)[\s│]*$/;

/** The lines at the end of a screen in which a question stands. */
const QUESTION_LINES = 30;

/** The answers that the end of a screen offers: its numbered choices, else yes and no. Newest line last. */
export function answerChoices(tail: readonly string[]): AnswerChoice[] {
  const end = tail.slice(-QUESTION_LINES);
  const numbered = lastChoices(end);
  if (numbered.length > 0) return numbered;
  const yes = { title: "Yes", text: "y" };
  const no = { title: "No", text: "n" };
  return end.slice(-5).some((line) => YES_NO.test(line)) ? [yes, no] : [];
}

/** The last choices counted from 1: an older question may still stand above them. */
function lastChoices(lines: readonly string[]): AnswerChoice[] {
  let choices: AnswerChoice[] = [];
  for (const line of lines) {
    const [, digits, title] = NUMBERED.exec(line) ?? [];
    if (digits === undefined || title === undefined) continue;
    const number = Number(digits);
    if (number === 1) choices = [];
    if (number === choices.length + 1) choices.push({ title: `${number}. ${title}`, text: String(number) });
  }
  return choices;
}
