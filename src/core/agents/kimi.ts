import type { Program } from "./screen/rule.ts";
import { ASKS, CHOICES, CHOSEN_ANSWER, ENTER_HINT, ESC_HINT, MOVE_HINT, YES_NO } from "./screen/common-cues.ts";

/** Kimi's command line: panels of approval and question at the bottom, a moon or braille spinner while it works. */
export const KIMI: Program = {
  over: /^[•✓✗] \S/u,
  rules: [
    {
      rule: "approval-panel",
      state: "waiting",
      line: /\bis requesting approval to\b|^requesting approval\b/iu,
      within: 24,
      near: [/approve|reject/iu],
      reach: 24,
    },
    { rule: "panel-keys", state: "waiting", line: /↵ (?:confirm|choose|toggle|save|submit|select)\b/iu, within: 5 },
    { rule: "dialog-keys", state: "waiting", line: ENTER_HINT, near: [ESC_HINT], reach: 1, within: 4 },
    { rule: "choose-keys", state: "waiting", line: MOVE_HINT, near: [ESC_HINT], reach: 1, within: 4 },
    ...CHOICES,
    { rule: "answers", state: "waiting", line: CHOSEN_ANSWER, within: 8 },
    { rule: "yes-or-no", state: "waiting", line: YES_NO, within: 3 },
    { rule: "approval-question", state: "waiting", line: ASKS, within: 2 },
    { rule: "moon-spinner", state: "busy", line: /^[🌑🌒🌓🌔🌕🌖🌗🌘](?:$| )/u, within: 8 },
    { rule: "braille-spinner", state: "busy", line: /^[\u2801-\u28ff] *\S/u, within: 8 },
    { rule: "agents-running", state: "busy", line: /\[[1-9]\d* agents? running\]/iu, within: 3 },
    {
      rule: "cancel-hint",
      state: "busy",
      line: /\bctrl[+-]c to (?:cancel|stop|interrupt)\b|^(?:press )?esc to interrupt\b/iu,
      within: 4,
    },
    {
      rule: "work",
      state: "busy",
      line: /^(?:thinking|processing|generating|waiting for response|using \p{L})/iu,
      within: 2,
    },
  ],
  otherwise: { state: "idle", rule: "nothing-asked" },
};
