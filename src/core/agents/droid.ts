import type { Agent } from "./agent.ts";
import * as cues from "./screen/common-cues.ts";

/**
 * Factory's Droid, after what other tools that read its screen hold of it (herdr 1c76079f, June 2026): a choice under `>`
 * with its keys below, and a braille spinner with `Press ESC to stop` while it works.
 */
export const DROID: Agent<"droid"> = {
  kind: "droid",
  name: "Droid",
  executables: ["droid"],
  packages: ["@factory/cli"],
  screen: {
    rules: {
      "choose-keys": { waiting: cues.MOVE_HINT, near: [cues.ENTER_HINT, cues.ESC_HINT], reach: 1, within: 8 },
      "dialog-keys": { ...cues.DIALOG_KEYS, within: 6 },
      ...cues.CHOICES,
      answers: { ...cues.ANSWERS, within: 10 },
      "yes-or-no": { ...cues.YES_OR_NO, within: 3 },
      "approval-question": { ...cues.APPROVAL_QUESTION, within: 2 },
      "stop-hint": { busy: /\besc to stop\b/iu, within: 10 },
      spinner: { busy: /^[\u2801-\u28ff] \S/u, within: 5 },
      ...cues.WORK,
    },
  },
};
