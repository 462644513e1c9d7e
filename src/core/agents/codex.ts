import type { Agent } from "./agent.ts";
import { WHOLE_SCREEN } from "./screen/rule.ts";
import * as cues from "./screen/common-cues.ts";

/** `(1m 16s • esc to interrupt)`. The bullet before the text blinks: at times it is a blank. */
const CLOCK = "\\((?:\\d+[hms] ?){1,3}[•·] (?:esc|ctrl\\+c) to interrupt\\)";

/**
 * Codex. `• Working (4s • esc to interrupt)` is drawn above the composer (`› …`) while a turn goes on; overlays for
 * approvals, questions and menus take the composer's place. `─ Worked for … ─` and `■ …` end a turn.
 */
export const CODEX: Agent<"codex"> = {
  kind: "codex",
  name: "Codex",
  executables: ["codex"],
  packages: ["@openai/codex"],
  titles: {
    "action-required": { waiting: /\bAction Required\b|^✋/u },
    spinner: { busy: /(?:^| )[\u2801-\u28ff](?: |$)/u },
  },
  digits_answer: true,
  screen: {
    composer: { line: /^[›▌](?: |$)/u, between_dividers: false },
    message_start: /^[•✔✗⚠■] (?!.*\besc to interrupt\b)\S/u,
    superseded_by:
      /^(?:[•◦] (?!messages? to be submitted|queued)\S|■ |[✔✗✓] |─+ ?worked for\b|› (?!\d+[.)] |yes|no|include|type|\()\S)/iu,
    rules: {
      "transcript-view": {
        busy: /\bq to quit\b/iu,
        hides_state: true,
        near: [/(?:↑\/↓ to scroll|pgup\/pgdn)/iu],
        within: 3,
        parts: WHOLE_SCREEN,
      },
      "press-enter-to-confirm": {
        waiting: /^(?:[▌│] ?)?press enter to (?:confirm|continue|submit|select)\b/iu,
        within: 4,
        parts: WHOLE_SCREEN,
      },
      "submit-answer": { waiting: /\benter(?: to|:) submit(?: (?:answer|all))?\b/iu, within: 5, parts: WHOLE_SCREEN },
      "dialog-keys": { ...cues.DIALOG_KEYS, within: 5, parts: WHOLE_SCREEN },
      "unanswered-question": { waiting: /^question \d+\/\d+\b/iu, within: 30, no_composer: true },
      ...cues.CHOICES,
      "confirm-with-key": { waiting: /^confirm with (?:shift \+ )?y\b/iu, within: 4 },
      "yes-or-no": { ...cues.YES_OR_NO, within: 5, parts: WHOLE_SCREEN },
      "approval-question": { ...cues.APPROVAL_QUESTION, indent: 1, within: 3, no_composer: true },
      "allow-command": { waiting: /^allow command\?/iu, within: 6 },
      "status-line": { busy: new RegExp(`^[•◦] \\S.{0,200}${CLOCK}`, "iu"), indent: 0, within: 30 },
      "status-line-dimmed": { busy: new RegExp(`^[^\\s•◦›❯>-].{0,200}${CLOCK}`, "iu"), indent: 2, within: 30 },
      "interrupt-hint": { busy: /^(?:press )?(?:esc|ctrl\+c|ctrl-c) to interrupt$/iu, within: 4 },
      spinner: {
        busy: /^(?:[•◦] )?[\u2801-\u28ff] (?:working|thinking|processing|generating|running)\b|^(?:working|thinking|processing|generating)\b[^.!?]{0,40}(?: [\u2801-\u28ff]|…|\.\.\.)?$/iu,
        within: 3,
      },
    },
  },
};
