import type { AgentKind } from "../../model/agent-kind.ts";
import type { Question, QuestionKind } from "../../model/question.ts";
import { AGENTS } from "../agents.ts";
import { ANY_PROGRAM } from "../any-program.ts";
import { answersBehind, choicesInHints, choicesInLine, KEYS, listedChoices, type FoundChoices } from "./choices.ts";
import { ENTER_HINT, isKeyHint, PRESS_KEY } from "./common-cues.ts";
import {
  ASKS_LEAVE,
  bare,
  ownQuestion,
  PERMISSION,
  questionIn,
  readDialog,
  rowsOf,
  topOf,
  widthOf,
  type Row,
} from "./dialog.ts";
import { layoutOf } from "./layout.ts";
import { linesOf, type Line } from "./lines.ts";
import type { ScreenRules } from "./rule.ts";

/** Characters of a subject that are kept: a plan or a diff may be long. */
const LONGEST_SUBJECT = 4_000;
const NOTHING_SAID = "It waits for your choice.";

const FIRST_RUN =
  /\btrust\b.*\b(?:folder|files|director|workspace|project)|\bone you trust\b|\btrust this\b|\bapi key\b|\btext style\b|\bterms of\b|\bget started\b|\btheme\b|\btelemetry\b/iu;
const SIGN_IN =
  /\b(?:sign|log)(?:ging|ged|ing|ed)?[ -]?(?:in|into|out)\b|\b\/?login\b|\bauthenticat(?:e|ion)\b|\boauth\b|\bpaste (?:the )?code\b|\bsession (?:has )?expired\b/iu;
const TROUBLE =
  /^error: |\binvalid (?:x-)?api[- ]?key\b|\bunauthorized\b|\bAPI error\b|\b(?:usage|rate|spending|session|weekly) limit\b|\boverloaded\b|\bquota\b|\bcredit balance\b|\bout of credits\b|\blimit reached\b|\byou['’]ve (?:hit|reached) your\b/iu;

function kindOf(asks: string, choices: number, agent: AgentKind | null): QuestionKind {
  if (TROUBLE.test(asks)) return "error";
  if (FIRST_RUN.test(asks)) return "first_run";
  if (SIGN_IN.test(asks)) return "sign_in";
  if (/\bplan\b/iu.test(asks)) return "plan";
  if (agent !== null && (ASKS_LEAVE.test(asks) || PERMISSION.test(asks))) return "permission";
  if (choices === 0) return ASKS_LEAVE.test(asks) && asks.endsWith("?") ? "confirmation" : "text";
  return agent !== null || choices > 2 ? "choice" : "confirmation";
}

const choice = (label: string, ...keys: string[]) => ({ label, mark: "", description: "", keys });
const capital = (text = "") => text.charAt(0).toUpperCase() + text.slice(1);
const question = (kind: QuestionKind, asks: string, more: Partial<Question> = {}): Question => ({
  kind,
  asks,
  subject: "",
  choices: [],
  ...more,
});

const SECRET = /\b(?:password|passphrase|passcode|pin|token|secret|api key)\b[^?]*: ?$/iu;
const CODE = /\b(?:code|otp)\b[^?]*: ?$/iu;
const PAGER = /^(?::|\(END\)|-- ?More ?--.*|lines \d+-\d+.*|.*\(press h for help or q to quit\))$/u;
/** Where an answer is typed whose question stands above. */
const ANSWER_LINE = /^(?:enter a value|your (?:choice|answer)|choice|answer|selection|#\?)[:?]? ?$|^#\?$/iu;
/** What an agent draws when it is done for now. */
const END_OF_TURN = /^(?:[✻✢✳✶✽▣] |worked for )/iu;
/** What a program of prompts draws before its question. */
const PROMPT_SIGN = /^[?◆] {1,2}\S/u;

/** What stands on the last line that says something, behind which is typed. */
function readPrompt(lines: readonly Line[], agent: AgentKind | null): Question | null {
  if (PAGER.test(lines.at(-1)?.text ?? "")) {
    const choices = [choice("Next Page", KEYS.space), choice("Quit the Pager", "q")];
    return question("confirmation", "A pager shows more text.", { choices });
  }
  const rows = rowsOf(lines, widthOf(lines));
  const spoken = rows.filter(({ text }) => !isKeyHint(text) && !END_OF_TURN.test(text));
  const own = ownQuestion(spoken.slice(-8).filter(({ text }) => !/^[❯›>] /u.test(text)));
  if (own !== null) return question("text", own);
  const signed = spoken.slice(-4).findLast(({ text }) => PROMPT_SIGN.test(text));
  const row = signed ?? spoken.at(-1) ?? rows.at(-1);
  if (!row) return null;
  const asked = row.text;
  if (SECRET.test(asked)) return question("text", bare(asked), { hidden: true });
  if (CODE.test(asked)) return question("text", bare(asked));
  const pressed = [asked, rows.at(-1)?.text ?? ""].find((text) => PRESS_KEY.test(text));
  if (pressed !== undefined) {
    return question("confirmation", bare(pressed), { choices: [choice("Continue", KEYS.enter)] });
  }
  const key = /\bpress ([a-z]) to ([a-z ]+)[.!]*$/iu.exec(asked);
  if (key) return question("confirmation", bare(asked), { choices: [choice(capital(key[2]), key[1] ?? "")] });
  const confirmed = /^confirm with (shift \+ )?y\b/iu.exec(asked);
  if (confirmed)
    return question("permission", asked, { choices: [choice("Confirm", confirmed[1] ? "Y" : "y", KEYS.enter)] });
  const above = ANSWER_LINE.test(asked) ? rows.slice(-6).findLast(({ text }) => text.includes("?")) : undefined;
  if (above) {
    const only = rows.some(({ text }) => /\bonly ['"]yes['"]/iu.test(text));
    const choices = only ? [choice("Yes", "yes", KEYS.enter), choice("No", "no", KEYS.enter)] : [];
    return question("confirmation", questionIn(bare(above.text)) ?? bare(above.text), { choices });
  }
  const { choices, at } = answersBehind(asked);
  const said = bare(asked.slice(0, at));
  const before = questionIn(said) ?? said;
  const asks = before === "" ? bare(asked) : /\w$/u.test(before) && /\? *$/u.test(asked) ? `${before}?` : before;
  return question(kindOf(asks, choices.length, agent), asks, { choices });
}

/** How far above the composer a message about trouble may stand, in lines. */
const TROUBLE_REACH = 15;

/** What an agent has said last if it cannot go on by itself; null: it says nothing of the kind. */
function readTrouble(lines: readonly Line[], { message_start }: ScreenRules): Question | null {
  const end = lines.slice(-TROUBLE_REACH);
  const from = end.findLastIndex(({ text, start }) => start <= 2 && message_start?.test(text));
  const rows = rowsOf(end.slice(Math.max(0, from)), widthOf(lines));
  const at = rows.findIndex(({ text }) => TROUBLE.test(text) || SIGN_IN.test(text));
  const row = rows[at];
  if (!row) return null;
  const below = rows.slice(at + 1).filter(({ paragraph }) => paragraph === row.paragraph);
  const text = [row, ...below]
    .map((one) => one.text)
    .join(" ")
    .replace(/^(?:(?:[⎿●⏺✗✕×⚠!▲•*└]|[■⬝]+) +)+/u, "");
  const sentences = text.split(/(?<=[.!])(?:["')\]])? +(?=\p{Lu})/u);
  const telling = sentences.findIndex((sentence) => TROUBLE.test(sentence) || SIGN_IN.test(sentence));
  const [asks = text, ...rest] = sentences.slice(Math.max(0, telling));
  return question(TROUBLE.test(text) ? "error" : "sign_in", asks, { subject: rest.join(" ") });
}

/**
 * What a screen asks whose program waits for an answer, as a person would say it, and what is typed for each answer;
 * null: nothing is on it. `screen` as in `detect`. Borders, dividers and key hints are no part of it.
 */
export function readQuestion(screen: string | readonly string[], agent: AgentKind | null): Question | null {
  const all = linesOf(screen);
  const known = agent === null ? ANY_PROGRAM : AGENTS[agent].screen;
  const { composer, parts } = layoutOf(all, known);
  // A list with the composer's sign at its cursor has keys below it, where a composer has none.
  const composed = composer && !parts.footer.some(({ text }) => ENTER_HINT.test(text));
  const lines = composed ? parts.body : all;
  if (lines.length === 0) return null;

  const digits = agent !== null && AGENTS[agent].digits_answer === true;
  const found = lower(listedChoices(lines, digits), choicesInLine(lines)) ?? choicesInHints(lines);
  if (!found)
    return (
      (agent !== null && (readTrouble(lines, known) ?? readTrouble(belowComposer(all, known), known))) ||
      readPrompt(lines, agent)
    );

  const width = widthOf(lines);
  const top = topOf(lines, found.first, known);
  const said = rowsOf(lines.slice(top, found.first), width);
  // A box may hold nothing but the choices.
  const { asks, subject, own } = readDialog(said.length > 0 ? said : lastParagraph(rowsOf(lines.slice(0, top), width)));
  const kind = own ? "choice" : kindOf(asks, found.choices.length, agent);
  return { kind, asks: asks || NOTHING_SAID, subject: subject.slice(0, LONGEST_SUBJECT), choices: found.choices };
}

const lastParagraph = (rows: readonly Row[]) => rows.filter(({ paragraph }) => paragraph === rows.at(-1)?.paragraph);

/** The last lines, in which a limit may be told, without what the user is typing there. */
function belowComposer(lines: readonly Line[], { composer }: ScreenRules): Line[] {
  return lines.slice(-3).filter(({ text }) => !composer?.line.test(text));
}

function lower(a: FoundChoices | null, b: FoundChoices | null): FoundChoices | null {
  if (!a || !b) return a ?? b;
  return a.last >= b.last ? a : b;
}
