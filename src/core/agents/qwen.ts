import type { Agent } from "./agent.ts";
import * as cues from "./screen/common-cues.ts";

/**
 * Qwen Code, seen on 0.24.4. `⠧ … (8s · ↓ 15 tokens · esc to cancel)` is drawn above the composer while it works. A
 * question takes the composer's place, with a braille sign that stands still under it.
 */
export const QWEN: Agent<"qwen"> = {
  kind: "qwen",
  name: "Qwen Code",
  executables: ["qwen", "qwen-code"],
  packages: ["@qwen-code/qwen-code"],
  titles: {
    asking: { waiting: /^✳\ufe0e? /u },
    working: { busy: /^◐\ufe0e? /u },
  },
  screen: {
    composer: { line: /^[>*!](?: |$)/u, frame: "either" },
    message_start: /^[◆●✦]\ufe0e? \S/u,
    superseded_by: /^(?:[◆●✦]\ufe0e? \S|[✓✔xo✕-] \p{Lu}\w+ )/u,
    rules: {
      menu: {
        idle: /\besc to close\)?$|^\(use enter to select, tab to configure scope\)$/iu,
        within: 4,
        no_composer: true,
      },
      "awaiting-confirmation": { waiting: /^[\u2801-\u28ff] \S[^()]*(?:\.\.\.|…)$/u, within: 2, no_composer: true },
      "dialog-keys": { ...cues.DIALOG_KEYS, within: 6 },
      "enter-to-select": { waiting: /^enter to (?:select|confirm|submit)\b/iu, within: 2, no_composer: true },
      ...cues.CHOICES,
      "choice-under-title": {
        waiting: cues.CHOSEN,
        indent: 5,
        near: [/^(?:select|choose|pick|which|how|what)\b/iu],
        within: 8,
        reach: 6,
        no_composer: true,
      },
      answers: { ...cues.ANSWERS, no_composer: true },
      "yes-or-no": { ...cues.YES_OR_NO, within: 3 },
      "approval-question": { ...cues.APPROVAL_QUESTION, within: 3, no_composer: true },
      "esc-to-cancel": { busy: /\besc to cancel\)$/iu, parts: ["body"], within: 10 },
      "wrapped-hint": { busy: /\(\d+m?[\dms ]*s\b.*(?:·|esc|to)$/iu, parts: ["body"], within: 6 },
      "api-error": {
        waiting: /^✕ +\[?(?:API Error\b|.*\b(?:quota|usage limit|rate limit)\b)/iu,
        parts: ["body"],
        superseded_by: /^(?:[◆●]\ufe0e? \S|> \S)/u,
        superseded_indent: 2,
        own_message: true,
      },
      spinner: { busy: /^[\u2801-\u28ff] \S/u, parts: ["body"], within: 4 },
      ...cues.WORK,
    },
  },
};
