import type { Program } from "./screen/rule.ts";
import {
  ANSWER,
  ASKS,
  CHOICES,
  CHOSEN,
  CHOSEN_ANSWER,
  ENTER_HINT,
  ESC_HINT,
  MOVE_HINT,
  PRESS_KEY,
} from "./screen/common-cues.ts";

/** The dingbats that Claude Code has used as frames of its spinner; `·`, `*` and `●` also begin other lines. */
const SPINNER = "[\\u2720-\\u2767\\u2733-\\u2747]";
/** `(2m 18s · ↓ 4.8k tokens)`, `(esc to interrupt · 12s)`, `(ctrl+c to interrupt`. */
const TIMING = "\\((?:[^()]*\\b\\d+(?:\\.\\d+)?[hms]\\b|[^()]*\\b(?:esc|ctrl\\+c) to interrupt)";

/**
 * Claude Code. Its spinner is the last thing above the box; a dialog takes the place of the box. The box (`❯` between
 * two rules) is always there otherwise, so it says nothing.
 */
export const CLAUDE: Program = {
  composer: { line: /^[❯>](?: |$)/u, ruled: true },
  speech: /^(?:[⏺●•] ?\S|⎿)/u,
  over: new RegExp(
    "^(?:[⏺●•] ?(?!.*(?:\\u2026|\\.\\.\\.) ?(?:\\(|$))\\S" + // a message or a tool
      `|(?:${SPINNER}|[·*]) \\p{Lu}\\p{L}+ for \\d` + // the end of a turn
      `|${SPINNER} \\p{Lu}[^…]*…` + // work under way
      "|[❯>] (?!\\[?\\d+[.)]|yes|no|allow|deny)\\S)", // what the user said next
    "iu",
  ),
  rules: [
    {
      rule: "history-search",
      state: "idle",
      line: /^⌕ Search/u,
      parts: ["body", "panel", "footer"],
    },
    {
      rule: "transcript-view",
      state: "busy",
      hides: true,
      line: /\bctrl\+[or] to toggle\b|^showing detailed transcript/iu,
      within: 4,
      parts: ["body", "panel", "footer"],
    },
    { rule: "dialog-keys", state: "waiting", line: ENTER_HINT, near: [ESC_HINT], reach: 1, within: 5 },
    { rule: "dialog-moves", state: "waiting", line: MOVE_HINT, near: [ENTER_HINT], reach: 2, within: 5 },
    {
      rule: "esc-to-cancel",
      state: "waiting",
      line: /^(?:press )?esc to (?:cancel|reject|exit)\b|^[^.!]*· esc to (?:cancel|exit|reject)\b/iu,
      within: 4,
    },
    {
      rule: "permission-choices",
      state: "waiting",
      line: CHOSEN,
      indent: 5,
      near: [ANSWER],
      within: 24,
    },
    ...CHOICES,
    { rule: "press-enter", state: "waiting", line: PRESS_KEY, indent: 1, within: 1, no_composer: true },
    { rule: "login-code", state: "waiting", line: /^paste code here if prompted/iu, within: 3 },
    { rule: "permission-answers", state: "waiting", line: CHOSEN_ANSWER, indent: 5, within: 12 },
    { rule: "approval-question", state: "waiting", line: ASKS, indent: 1, within: 2, no_composer: true },
    {
      rule: "permission-notes",
      state: "waiting",
      line: /\btab to amend\b|\bctrl\+e to explain\b|^ready to submit your answers\?|^waiting for permission\b/iu,
      within: 5,
    },
    {
      rule: "spinner-timed",
      state: "busy",
      line: new RegExp(`^(?:${SPINNER}|[·*●]) \\S.*(?:…|\\.\\.\\.)\\s*${TIMING}`, "u"),
      parts: ["body"],
      within: 40,
    },
    {
      rule: "spinner",
      state: "busy",
      line: new RegExp(`^(?:${SPINNER} \\p{L}[^…]*…|[·*●✦✧] \\p{Lu}[\\p{L}'-]*…)(?:$| )`, "u"),
      parts: ["body"],
      within: 40,
    },
    {
      rule: "token-counter",
      state: "busy",
      line: /^\( ?(?:\d+[hms] ?){1,3}·.*\btokens\b.*\)$/iu,
      parts: ["body"],
      within: 6,
    },
    {
      rule: "work-with-counter",
      state: "busy",
      line: new RegExp(`^\\p{Lu}[\\p{L}'-]*(?:…|\\.{1,3})\\s*${TIMING}`, "u"),
      parts: ["body"],
      within: 6,
    },
    {
      rule: "interrupt-hint",
      state: "busy",
      line: /^(?:press )?(?:esc|ctrl\+c) to interrupt\b/iu,
      parts: ["body"],
      within: 3,
    },
    {
      rule: "interrupt-in-footer",
      state: "busy",
      line: /(?:^|[·(] ?)(?:esc|ctrl\+c) to interrupt\b/iu,
      parts: ["footer"],
    },
    {
      rule: "interrupt-in-cut-footer", // a narrow pane leaves "esc to…" of it
      state: "busy",
      line: /· esc(?: t| to| to i[a-z]{0,8})? ?…$/iu,
      parts: ["footer"],
    },
    {
      rule: "braille-spinner",
      state: "busy",
      line: /^[\u2801-\u28ff] \p{L}/u,
      parts: ["body"],
      within: 3,
    },
  ],
  otherwise: { state: "idle", rule: "nothing-asked" },
};
