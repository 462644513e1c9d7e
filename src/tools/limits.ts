/** How much one answer may hold, so that it fits beside a conversation. What is left out is counted, never silent. */
export const MOST_PROJECTS = 30;
export const MOST_TEMPLATES = 10;
export const MOST_SESSIONS = 60;
export const MOST_LINES = 200;
/** UTF-16 units. */
const LONGEST_NAME = 80;
export const LONGEST_COMMAND = 120;
export const LONGEST_TEXT = 300;
export const LONGEST_SUBJECT = 1_000;
export const LONGEST_SCREEN = 20_000;

/** The start of a text, "…" for the rest. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** A name as an answer has it. */
export function shortName(name: string): string {
  return cut(name, LONGEST_NAME);
}

/** Names as a sentence lists them: "a, b and 3 more". */
export function listNames(names: readonly string[], most = 20): string {
  const shown = names.slice(0, most).map(shortName);
  const rest = names.length - shown.length;
  return shown.join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}
