import type { Agent } from "./agent.ts";
import { WHOLE_SCREEN } from "./screen/rule.ts";
import * as cues from "./screen/common-cues.ts";

/**
 * `(1m 16s • esc to interrupt)`, by whatever key or none, and cut anywhere in a narrow pane: `(5s • es…`. The bullet before
 * the text blinks: at times it is a blank.
 */
const CLOCK = "\\((?:\\d+[hms] ?){1,3}(?:[•·] [^()]{1,24} to interrupt\\)|\\)|[•·]?[^()]{0,24}…$)";

/** What it asks of its own accord, by the titles of its pickers; a picker with another title was opened by the user. */
const OWN_QUESTIONS =
  /^(?:implement this plan\?|approaching rate limits|resume paused goal\?|usage limit reached|you['’]ve reached your workspace|folder access$|trust this folder\?|(?:✨ ?)?(?:update|new version) available|codex just got an upgrade|hooks need review|background server has|cannot use the background server)/iu;

/**
 * Codex, seen on 0.169.0. `• Working (4s • esc to interrupt)` is drawn above the composer (`› …`) while a turn goes on; overlays for
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
    composer: { line: /^[›▌](?: |$)/u, frame: "none" },
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
      "keep-waiting": {
        busy: /^no action is required\b/iu,
        near: [/\bkeep waiting\b/iu],
        within: 6,
        no_composer: true,
      },
      "asks-of-itself": { waiting: OWN_QUESTIONS, indent: 3, within: 30, no_composer: true },
      menu: { idle: /^enter \S+\b.* esc (?:back|close|clear|dismiss)\b/iu, within: 2, no_composer: true },
      "older-menu": {
        idle: /^press enter to (?:confirm|select)\b.* esc to (?:go back|dismiss)\b/iu,
        near: [
          /^(?:select|choose|change|update|configure|manage|enable|skills|experimental|personality)\b[^?]{0,60}$/iu,
        ],
        reach: 24,
        within: 2,
        no_composer: true,
      },
      "press-to-confirm": {
        waiting: /^(?:[▌│] ?)?press [^ ]+(?: [^ ]+)? to (?:confirm|continue|submit|select|cancel|open thread)\b/iu,
        within: 4,
        parts: WHOLE_SCREEN,
      },
      "enter-continue": { waiting: /^enter continue\b/iu, within: 3, no_composer: true },
      "async-question": { waiting: /^\? [1-9]\d* questions?\b/iu, indent: 2, within: 4 },
      "submit-answer": { waiting: /\benter(?: to|:) submit(?: (?:answer|all))?\b/iu, within: 5, parts: WHOLE_SCREEN },
      "dialog-keys": { ...cues.DIALOG_KEYS, within: 5, parts: WHOLE_SCREEN },
      "unanswered-question": { waiting: /^question \d+\/\d+\b/iu, within: 30, no_composer: true },
      ...cues.CHOICES,
      "confirm-with-key": { waiting: /^confirm with (?:shift \+ )?y\b/iu, within: 4 },
      "yes-or-no": { ...cues.YES_OR_NO, within: 5, parts: WHOLE_SCREEN },
      "approval-question": { ...cues.APPROVAL_QUESTION, indent: 1, within: 3, no_composer: true },
      "allow-command": { waiting: /^allow command\?/iu, within: 6 },
      error: {
        waiting:
          /^■ (?!conversation interrupted)(?=.*\b(?:usage limit|quota|rate limit|unauthorized|log ?in|sign ?in|stream|unexpected status|retry limit|overloaded|high demand|credits?|\d{3})\b)/iu,
        within: 8,
        superseded_by: /^(?:[•◦] \S|› \S)/u,
        own_message: true,
      },
      "status-line": { busy: new RegExp(`^[•◦] \\S.{0,200}${CLOCK}`, "iu"), indent: 0, within: 30 },
      "status-line-dimmed": { busy: new RegExp(`^[^\\s•◦›❯>-].{0,200}${CLOCK}`, "iu"), indent: 2, within: 30 },
      "interrupt-hint": { busy: /^(?:press )?(?:esc|ctrl\+c|ctrl-c) to interrupt$/iu, within: 4 },
      queued: { busy: /^• (?:queued follow-up inputs|messages? to be submitted)\b/iu, within: 6 },
      // While it streams no status line is drawn; from 0.150 on each turn ends in "Worked for", earlier it ended in nothing.
      unfinished: {
        busy: /^› (?!\d+[.)] |\/)\S/u,
        indent: 0,
        parts: ["body"],
        within: 60,
        on_screen: /← for agents\b|^worked for .{1,12} • \d/iu,
        superseded_by: /^(?:worked for\b|─+ ?worked for\b|■ )/iu,
        superseded_indent: 2,
      },
      spinner: {
        busy: /^(?:[•◦] )?[\u2801-\u28ff] (?:working|thinking|processing|generating|running)\b|^(?:working|thinking|processing|generating)\b[^.!?]{0,40}(?: [\u2801-\u28ff]|…|\.\.\.)?$/iu,
        within: 3,
      },
    },
  },
};
