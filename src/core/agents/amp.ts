import type { Agent } from "./agent.ts";
import * as cues from "./screen/common-cues.ts";

/**
 * Amp, after what other tools that read its screen hold of it (herdr 1c76079f, July 2026): the bottom edge of its
 * composer says what it does (`╰ model streaming ─`), and a braille spinner stands in its title while it works.
 */
export const AMP: Agent<"amp"> = {
  kind: "amp",
  name: "Amp",
  executables: ["amp"],
  packages: ["@sourcegraph/amp"],
  titles: {
    "plugin-asks": { waiting: /\bplugin confirmation needed\b/iu },
    spinner: { busy: /^[\u2801-\u28ff] /u },
  },
  screen: {
    rules: {
      approval: {
        waiting:
          /^(?:[⚠?] *)?(?:waiting for approval\b|invoke tool\b|confirm tool call\b|run this command\?|allow (?:editing|creating) file\b)/iu,
        within: 20,
      },
      "approval-answers": {
        waiting: /\b(?:allow all for (?:this|every) session|allow file for every session|deny with feedback)\b/iu,
        near: [/\bapprove\b/iu],
        within: 14,
      },
      "sign-in": {
        waiting: /\b(?:log ?in|sign ?in)\b.*\b(?:browser|url|continue|press)\b|^paste your code\b/iu,
        within: 8,
      },
      "dialog-keys": { ...cues.DIALOG_KEYS, within: 5 },
      ...cues.CHOICES,
      answers: { ...cues.ANSWERS, within: 10 },
      "yes-or-no": { ...cues.YES_OR_NO, within: 3 },
      "status-in-edge": { busy: /(?:^|╰ *─*) *\S+ (?:thinking|streaming|running tools|waiting) ─/iu, within: 6 },
      "cancel-hint": { busy: /\besc to cancel\b/iu, within: 8 },
      spinner: { busy: /^[\u2801-\u28ff] \S/u, within: 5 },
      ...cues.WORK,
    },
  },
};
