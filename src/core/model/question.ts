import * as z from "zod/mini";

export const QuestionKind = z.enum([
  "permission", // may it do this
  "choice", // which of these
  "plan", // may it go on as planned
  "first_run", // what a program asks before it begins: is the folder trusted, which key to use
  "confirmation", // yes or no, or a key to go on
  "text", // words of the user's own
  "sign_in",
  "error", // it cannot go on by itself: an API error, a usage limit
]);
export type QuestionKind = z.infer<typeof QuestionKind>;

/** One answer that a question takes. */
export const Choice = z.object({
  /** In its program's own words, without number, cursor and key. */
  label: z.string(),
  /** The number that its program gives it, and a letter in its place; empty: none. */
  mark: z._default(z.string(), ""),
  description: z._default(z.string(), ""),
  /** What is typed for it, as it is: key by key, each once the program has taken the one before. */
  keys: z.array(z.string()),
  /** Several can be chosen, and this one is, or is not. */
  ticked: z.optional(z.boolean()),
  /** Words of the user's own are typed after its keys, with Enter. */
  then_text: z.optional(z.boolean()),
});
export type Choice = z.infer<typeof Choice>;

/** What a session asks its user. */
export const Question = z.object({
  kind: QuestionKind,
  /** What is asked, in its program's own words, in one line. */
  asks: z.string(),
  /** What it is about: the command, the file, the plan, the text of an error; empty: nothing more. */
  subject: z._default(z.string(), ""),
  /** The subject as its screen shows it, where the agent itself has told more; null: its screen does not show the question. */
  shown: z.optional(z.nullable(z.string())),
  choices: z._default(z.array(Choice), []),
  /** What is typed is a secret. */
  hidden: z.optional(z.boolean()),
});
export type Question = z.infer<typeof Question>;

/** Characters by which two subjects are told to be one: a screen wraps and cuts, and says more below. */
const SAME_START = 24;

const inOneLine = (text: string) => text.replace(/\s+/g, " ").trim();

/** Whether two readings show one and the same question: where its cursor stands, and how it is wrapped, do not count. */
export function isSameQuestion(a: Question, b: Question): boolean {
  const gist = ({ asks, subject, shown, choices }: Question) =>
    [asks, shown ?? subject, ...choices.map(({ mark, label }) => `${mark} ${label}`)].map(inOneLine).join("\n");
  return gist(a) === gist(b);
}

/** What an agent itself tells of its question, with the words and answers that its screen shows; `null`: it shows none. */
export function withWhatIsShown(told: Question, shown: Question | null): Question {
  if (!shown || shown.choices.length === 0) return { ...told, shown: null };
  // What was told may be about the question before.
  const [about, seen] = [inOneLine(told.subject), inOneLine(shown.subject)];
  const same = about !== "" && (about.startsWith(seen.slice(0, SAME_START)) || seen.startsWith(about));
  return { ...shown, kind: told.kind, shown: shown.subject, ...(same ? { subject: told.subject } : {}) };
}

/** A choice as a person reads it: `2. No`. */
export function choiceTitle({ mark, label }: Choice): string {
  return mark === "" ? label : `${mark}. ${label}`;
}

/** Question and subject in one line of at most `most` characters: the subject is shortened, the question only if it alone is longer. */
export function questionInShort({ asks, subject }: Question, most: number): string {
  const asked = inOneLine(asks);
  const about = inOneLine(subject);
  const start = /[\p{L}\p{N})]$/u.test(asked) ? `${asked}: ` : `${asked} `;
  const room = most - start.length;
  if (about === "" || room < 4) return shortenedTo(asked, most);
  return start + shortenedTo(about, room);
}

function shortenedTo(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text;
}
