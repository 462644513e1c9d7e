import type { Agent } from "./agent.ts";
import * as cues from "./screen/common-cues.ts";

/** OpenCode, full screen. `△ Permission required` and question dialogs take the composer's place; `esc interrupt` stands under it while it works. */
export const OPENCODE: Agent<"opencode"> = {
  kind: "opencode",
  name: "OpenCode",
  executables: ["opencode"],
  packages: ["opencode-ai"],
  aliases: ["open-code"],
  digits_answer: true,
  screen: {
    superseded_by: /^▣ .*· \d+(?:\.\d+)?m?s$/u,
    rules: {
      permission: { waiting: /^△ permission required\b/iu, within: 40 },
      "permission-answers": { waiting: /^allow once +allow always +reject\b/iu, within: 6 },
      "dialog-keys": {
        waiting: /\besc dismiss\b/iu,
        near: [/\benter (?:confirm|submit|toggle|select)\b/iu],
        reach: 1,
        within: 5,
      },
      "choose-keys": { waiting: cues.ENTER_HINT, near: [cues.MOVE_HINT], reach: 1, within: 4 },
      ...cues.CHOICES,
      "yes-or-no": { ...cues.YES_OR_NO, within: 4 },
      "approval-question": { ...cues.APPROVAL_QUESTION, within: 2 },
      "interrupt-hint": {
        busy: /(?:^|[^\p{L}"'`])(?:esc|ctrl\+c) (?:again )?(?:to )?interrupt\b/iu,
        within: 5,
        superseded_by: null,
      },
      "progress-bar": { busy: /[■⬝]{4,}/u, within: 5, superseded_by: null },
      task: {
        busy: /^(?:[█▓▒░] )?(?:thinking|generating|building tool call|waiting for tool response|loading|working)(?:\.\.\.|…)/iu,
        within: 6,
      },
      pulse: { busy: /^[█▓▒░] \p{Lu}\p{L}+/u, within: 5 },
      spinner: { busy: /^[\u2801-\u28ff] \S|\S [\u2801-\u28ff]$/u, within: 5, superseded_by: null },
    },
  },
};
