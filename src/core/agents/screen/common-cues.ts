import type { ScreenRules } from "./rule.ts";

/** A choice under the cursor: `❯ 1. Yes`, `› 2) Always`, `● 1. Allow once`. An arrow also begins lines of prose. */
export const CHOSEN = /^[❯›>▸▶●◉] {0,2}\[?\d{1,2}[.):\]] {1,3}\S/u;

/** A numbered choice that the cursor is not on. */
const NUMBERED = /^\[?\d{1,2}[.):\]] {1,3}\S/u;

/** A choice that names an answer: what a dialog of approval offers. */
export const ANSWER =
  /^(?:[❯›>→▸▶●◉○] {0,2})?(?:\[?\d{1,2}[.):\]] {1,3})?(?:yes|no|allow|deny|approve|reject|accept|decline|proceed|cancel|trust|always|don['’]t|skip|keep|continue|exit|quit|run)\b/iu;

/** An answer under the cursor, numbered or not: `❯ Yes`. Words that also begin a person's sentence stand alone or lead on to a comma. */
export const CHOSEN_ANSWER =
  /^(?:[❯›>▸▶●◉] {0,3}(?:\[?\d{1,2}[.):\]] {1,3})?|→ {0,3})(?:yes|no|allow|deny|approve|reject|accept|decline|proceed|cancel|trust)(?:$|,| (?:once|always|all|for|this|these|and|i |proceed|command|tool|folder)|\s*\()/iu;

/** Keys named as answers at the foot of a dialog: `Enter to select · ↑/↓ to navigate`, `↵ confirm`, `press enter to confirm`. */
export const ENTER_HINT =
  /(?:^|[·|•,(\s])(?:(?:press )?enter|⏎|↵|return)(?::| to|)? (?:confirm|select|submit|choose|accept|toggle|continue|apply|approve|answer)\b/iu;

/** Moving among choices: `↑/↓ to navigate`, `↑↓ select`, `Tab/Arrow keys to navigate`, `⇆ select`. */
export const MOVE_HINT =
  /(?:↑ ?\/? ?↓|▲ ?\/ ?▼|⇆|arrow keys|arrows|tab)(?: keys)?(?: to|:)? (?:navigate|select|move|choose|scroll|tab|cycle)\b/iu;

/** Answers by their keys: `[a] Accept  [d] Decline`, `(y) Approve (n) Reject`; each may have a line of its own. */
const KEY_OF_ANSWER = String.raw`(?:\w|esc|enter|tab|ctrl\+\w)[\])] ?`;
export const ANSWER_BY_KEY = new RegExp(
  `[[(](?<=^.|[?:│|·•,/] ?.| {2}.)${KEY_OF_ANSWER}(?:yes|allow|approve|accept|run|proceed|trust|confirm)\\b`,
  "iu",
);
export const REFUSAL_BY_KEY = new RegExp(
  `[[(](?<!\\w.)${KEY_OF_ANSWER}(?:no|deny|reject|decline|cancel|skip|abort)\\b`,
  "iu",
);

/** Leaving a dialog: `esc to cancel`, `Esc to go back`, `esc dismiss`. */
export const ESC_HINT = /\besc(?:ape)?(?: to|:)? (?:cancel|canc|go back|back|dismiss|reject|exit|close|deny|skip)\b/iu;

/** The line, or a part of it, only names keys, and is nothing that is asked: `Esc to cancel · Tab to amend`. */
export function isKeyHint(text: string): boolean {
  return (
    [ENTER_HINT, MOVE_HINT, ESC_HINT, KEYS_ONLY].some((hint) => hint.test(text)) &&
    !/\?$/u.test(text) &&
    !CHOSEN.test(text)
  );
}

const KEYS_ONLY =
  /^(?:[·|,] ?)?(?:press )?(?:esc|enter|return|tab|space|shift\+tab|ctrl[+-]\w|⌥ ?.|[↑↓←→▲▼](?:[ /]*[↑↓←→▲▼])+|⇆|[a-z0-9](?:\/[a-z0-9])*)(?: keys?)?(?: to |: ?| )(?:amend|explain|select|navigate|confirm|submit|cancel|dismiss|toggle|move|choose|back|close|continue|add|edit|interrupt|fullscreen|help|scroll|next|prev|go|leave|stay|exit|quit|switch|reject|accept|expand|view|open|clear|stop)\b[^?]*$/iu;

/** A sentence that asks for permission, as dialogs put it. With an answer typed behind its keys it is answered. */
export const ASKS =
  /^(?:[?⚠△!] +)?(?:do you (?:want|trust|wish|allow)|would you like|are you sure|(?:allow|approve|apply|accept|run|execute|proceed|continue|confirm|write|save|overwrite|trust|enable|grant|delete|remove|create|edit)\b)[^.]*\?(?:$| *(?:\(|\[|yes\b|y\/)(?!.*[\])] *[:?]? *(?:y|n|yes|no)$))/iu;

/** `[y/N]`, `(yes/no)`, `(y/n/a)`, `[Y]es`: the keys of an answer at the end of a question. */
export const YES_NO =
  /(?:\[|\()(?:y\/n|yes\/no|y\/n\/\w+|yes\/no\/\[?\w+\]?|y|n|yes|no|y\/yes|n\/no)(?:\/[\w?!*]+)*(?:\]|\)) *[?:]? *(?:\[\w+\] *:?)? *[>›]? *$|\(Y\)es\/\(N\)o|\byes \(y\)|\[Y\]es\b.*\[N\]o\b/iu;

/** `Press any key to continue`, `Press Enter to continue…`. */
export const PRESS_KEY =
  /\b(?:press|hit) (?:any key|enter|return|\[?(?:enter|return)\]?|space)\b(?: (?:to|when|for|and)\b.{0,60})?[.…:!]* ?$|^press\b.*\bto continue\b/iu;

/** A numbered list with a cursor in it, and a question, an answer or key hints about it. */
export const CHOICES = {
  "answer-keys": { waiting: REFUSAL_BY_KEY, near: [ANSWER_BY_KEY], within: 6, reach: 4, no_composer: true },
  "choice-with-answers": { waiting: CHOSEN, indent: 5, near: [ANSWER], within: 20 },
  "choice-with-keys": { waiting: CHOSEN, indent: 5, near: [ENTER_HINT], within: 24, reach: 24 },
  "choice-among-others": { waiting: CHOSEN, indent: 5, near: [NUMBERED], within: 14, reach: 4, no_composer: true },
} as const satisfies ScreenRules["rules"];

/** The same for a program whose composer gives way to a question: what stands above one is of the past or quoted. */
export const CHOICES_INSTEAD_OF_COMPOSER: ScreenRules["rules"] = Object.fromEntries(
  Object.entries(CHOICES).map(([name, rule]) => [name, { ...rule, no_composer: true }]),
);

/** Work as many programs show it, for agents of which no more is known: tried after their own rules. */
export const WORK: ScreenRules["rules"] = {
  "interrupt-hint": {
    busy: /(?:^|[·•|(] ?)(?:press )?(?:esc|ctrl\+c) to (?:interrupt|stop|cancel)\b/iu,
    within: 5,
  },
  "spinner-at-end": { busy: /\S [\u2801-\u28ff]$/u, within: 2 },
  "work-in-words": {
    busy: /^(?:thinking|working|processing|generating|executing|reading|editing|running|loading|analyzing)\b(?:[^.!?]|\.(?=\S)){0,60}(?:\.\.\.|…)?$/iu,
    within: 1,
    no_composer: true,
  },
};

/** Rules that many agents have, for their tables to name and place: `"dialog-keys": { ...DIALOG_KEYS, within: 5 }`. */
export const DIALOG_KEYS = { waiting: ENTER_HINT, near: [ESC_HINT], reach: 1 } as const;
export const ANSWERS = { waiting: CHOSEN_ANSWER } as const;
export const YES_OR_NO = { waiting: YES_NO } as const;
export const APPROVAL_QUESTION = { waiting: ASKS } as const;
