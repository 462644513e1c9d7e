/** An answer that a screen asks for: what is typed, and what it is called. */
export interface Choice {
  title: string;
  text: string;
}

const NUMBERED = /^[\s│❯>›•*]*(\d{1,2})[.)]\s+(\S.*?)[\s│]*$/;
const YES_NO = /\[\s*y(?:es)?\s*\/\s*n(?:o)?\s*\]|\(\s*y(?:es)?\s*\/\s*n(?:o)?\s*\)|\(Y\)es\/\(N\)o/i;

/** A panel is narrow. */
const LONGEST_TITLE = 36;

/** The lines at the end of a screen in which a question stands. */
const QUESTION_LINES = 30;

/** The answers that the end of a screen offers: its numbered choices, else yes and no. Newest line last. */
export function choices(tail: readonly string[]): Choice[] {
  const end = tail.slice(-QUESTION_LINES);
  const numbered = lastRun(end);
  if (numbered.length > 0) return numbered;
  const yes = { title: "Yes", text: "y" };
  const no = { title: "No", text: "n" };
  return end.slice(-5).some((line) => YES_NO.test(line)) ? [yes, no] : [];
}

/** The last choices counted from 1: an older question may still stand above them. */
function lastRun(lines: readonly string[]): Choice[] {
  let run: Choice[] = [];
  for (const line of lines) {
    const match = NUMBERED.exec(line);
    if (!match) continue;
    const number = Number(match[1]);
    if (number === 1) run = [];
    if (number === run.length + 1) run.push({ title: `${number}. ${shortened(match[2]!)}`, text: String(number) });
  }
  return run;
}

function shortened(text: string): string {
  return text.length > LONGEST_TITLE ? `${text.slice(0, LONGEST_TITLE - 1).trimEnd()}…` : text;
}
