import type { Program } from "./screen/rule.ts";
import { ASKS, CHOICES, ENTER_HINT, ESC_HINT, YES_NO } from "./screen/common-cues.ts";

/** `(1m 16s • esc to interrupt)`. The bullet before the text blinks: at times it is a blank. */
const CLOCK = "\\((?:\\d+[hms] ?){1,3}[•·] (?:esc|ctrl\\+c) to interrupt\\)";

/**
 * Codex. `• Working (4s • esc to interrupt)` is drawn above the composer (`› …`) while a turn goes on; overlays for
 * approvals, questions and menus take the composer's place. `─ Worked for … ─` and `■ …` end a turn.
 */
export const CODEX: Program = {
  composer: { line: /^[›▌](?: |$)/u, ruled: false },
  speech: /^[•✔✗⚠■] (?!.*\besc to interrupt\b)\S/u,
  over: /^(?:[•◦] (?!messages? to be submitted|queued)\S|■ |[✔✗✓] |─+ ?worked for\b|› (?!\d+[.)] |yes|no|include|type|\()\S)/iu,
  rules: [
    {
      rule: "transcript-view",
      state: "busy",
      hides: true,
      line: /\bq to quit\b/iu,
      near: [/(?:↑\/↓ to scroll|pgup\/pgdn)/iu],
      within: 3,
      parts: ["body", "panel", "footer"],
    },
    {
      rule: "press-enter-to-confirm",
      state: "waiting",
      line: /^(?:[▌│] ?)?press enter to (?:confirm|continue|submit|select)\b/iu,
      within: 4,
      parts: ["body", "panel", "footer"],
    },
    {
      rule: "submit-answer",
      state: "waiting",
      line: /\benter(?: to|:) submit(?: (?:answer|all))?\b/iu,
      within: 5,
      parts: ["body", "panel", "footer"],
    },
    {
      rule: "dialog-keys",
      state: "waiting",
      line: ENTER_HINT,
      near: [ESC_HINT],
      reach: 1,
      within: 5,
      parts: ["body", "panel", "footer"],
    },
    { rule: "unanswered-question", state: "waiting", line: /^question \d+\/\d+\b/iu, within: 30, no_composer: true },
    ...CHOICES,
    { rule: "confirm-with-key", state: "waiting", line: /^confirm with (?:shift \+ )?y\b/iu, within: 4 },
    { rule: "yes-or-no", state: "waiting", line: YES_NO, within: 5, parts: ["body", "panel", "footer"] },
    { rule: "approval-question", state: "waiting", line: ASKS, indent: 1, within: 3, no_composer: true },
    { rule: "allow-command", state: "waiting", line: /^allow command\?/iu, within: 6 },
    { rule: "status-line", state: "busy", line: new RegExp(`^[•◦] \\S.{0,200}${CLOCK}`, "iu"), indent: 0, within: 30 },
    {
      rule: "status-line-dimmed",
      state: "busy",
      line: new RegExp(`^[^\\s•◦›❯>-].{0,200}${CLOCK}`, "iu"),
      indent: 2,
      within: 30,
    },
    {
      rule: "interrupt-hint",
      state: "busy",
      line: /^(?:press )?(?:esc|ctrl\+c|ctrl-c) to interrupt$/iu,
      within: 4,
    },
    {
      rule: "spinner",
      state: "busy",
      line: /^(?:[•◦] )?[\u2801-\u28ff] (?:working|thinking|processing|generating|running)\b|^(?:working|thinking|processing|generating)\b[^.!?]{0,40}(?: [\u2801-\u28ff]|…|\.\.\.)?$/iu,
      within: 3,
    },
  ],
  otherwise: { state: "idle", rule: "nothing-asked" },
};
