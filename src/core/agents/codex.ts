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
  titles: [
    { name: "action-required", state: "waiting", title: /\bAction Required\b|^✋/u },
    { name: "spinner", state: "busy", title: /(?:^| )[\u2801-\u28ff](?: |$)/u },
  ],
  screen: {
    composer: { line: /^[›▌](?: |$)/u, between_dividers: false },
    message_start: /^[•✔✗⚠■] (?!.*\besc to interrupt\b)\S/u,
    superseded_by:
      /^(?:[•◦] (?!messages? to be submitted|queued)\S|■ |[✔✗✓] |─+ ?worked for\b|› (?!\d+[.)] |yes|no|include|type|\()\S)/iu,
    rules: [
      {
        name: "transcript-view",
        state: "busy",
        hides_state: true,
        line: /\bq to quit\b/iu,
        near: [/(?:↑\/↓ to scroll|pgup\/pgdn)/iu],
        within: 3,
        parts: WHOLE_SCREEN,
      },
      {
        name: "press-enter-to-confirm",
        state: "waiting",
        line: /^(?:[▌│] ?)?press enter to (?:confirm|continue|submit|select)\b/iu,
        within: 4,
        parts: WHOLE_SCREEN,
      },
      {
        name: "submit-answer",
        state: "waiting",
        line: /\benter(?: to|:) submit(?: (?:answer|all))?\b/iu,
        within: 5,
        parts: WHOLE_SCREEN,
      },
      { ...cues.DIALOG_KEYS, within: 5, parts: WHOLE_SCREEN },
      { name: "unanswered-question", state: "waiting", line: /^question \d+\/\d+\b/iu, within: 30, no_composer: true },
      ...cues.CHOICES,
      { name: "confirm-with-key", state: "waiting", line: /^confirm with (?:shift \+ )?y\b/iu, within: 4 },
      { ...cues.YES_OR_NO, within: 5, parts: WHOLE_SCREEN },
      { ...cues.APPROVAL_QUESTION, indent: 1, within: 3, no_composer: true },
      { name: "allow-command", state: "waiting", line: /^allow command\?/iu, within: 6 },
      {
        name: "status-line",
        state: "busy",
        line: new RegExp(`^[•◦] \\S.{0,200}${CLOCK}`, "iu"),
        indent: 0,
        within: 30,
      },
      {
        name: "status-line-dimmed",
        state: "busy",
        line: new RegExp(`^[^\\s•◦›❯>-].{0,200}${CLOCK}`, "iu"),
        indent: 2,
        within: 30,
      },
      {
        name: "interrupt-hint",
        state: "busy",
        line: /^(?:press )?(?:esc|ctrl\+c|ctrl-c) to interrupt$/iu,
        within: 4,
      },
      {
        name: "spinner",
        state: "busy",
        line: /^(?:[•◦] )?[\u2801-\u28ff] (?:working|thinking|processing|generating|running)\b|^(?:working|thinking|processing|generating)\b[^.!?]{0,40}(?: [\u2801-\u28ff]|…|\.\.\.)?$/iu,
        within: 3,
      },
    ],
  },
};
