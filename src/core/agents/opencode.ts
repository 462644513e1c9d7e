import type { Agent } from "./agent.ts";
import * as cues from "./screen/common-cues.ts";

/** OpenCode, seen on 1.18.33, full screen. `△ Permission required` and question dialogs take the composer's place; `esc interrupt` stands under it while it works. */
export const OPENCODE: Agent<"opencode"> = {
  kind: "opencode",
  name: "OpenCode",
  executables: ["opencode"],
  packages: ["opencode-ai"],
  aliases: ["open-code"],
  digits_answer: true,
  screen: {
    // The edge under the place to type.
    composer: { line: /^╹▀/u, frame: "none" },
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
      ...cues.CHOICES_INSTEAD_OF_COMPOSER,
      "yes-or-no": { ...cues.YES_OR_NO, within: 4, no_composer: true },
      "approval-question": { ...cues.APPROVAL_QUESTION, within: 2, no_composer: true },
      // What it tries again within seconds is work; a limit that is used up takes longer.
      "usage-limit": { waiting: /\[retrying in \d+[dhm]\b/iu, within: 4, parts: ["screen"] },
      "interrupt-hint": {
        busy: /(?:^|[^\p{L}"'`])(?:esc|ctrl\+c) (?:again )?(?:to )?interrupt\b/iu,
        within: 5,
        parts: ["screen"],
        superseded_by: null,
      },
      "progress-bar": { busy: /[■⬝]{4,}/u, within: 5, parts: ["screen"], superseded_by: null },
      task: {
        busy: /^(?:[█▓▒░] )?(?:thinking|generating|building tool call|waiting for tool response|loading|working)(?:\.\.\.|…)/iu,
        within: 6,
        parts: ["screen"],
      },
      pulse: { busy: /^[█▓▒░] \p{Lu}\p{L}+/u, within: 5, parts: ["screen"] },
      spinner: { busy: /^[\u2801-\u28ff] \S|\S [\u2801-\u28ff]$/u, within: 5, parts: ["screen"], superseded_by: null },
      // A turn that has ended well says how long it took.
      error: {
        waiting: /^▣ [^·]*· [^·]*$/u,
        parts: ["screen"],
        near: [
          /\b(?:api.?key|unauthorized|authentication|log ?in|quota|rate limit|usage limit|overloaded|credit balance|server error)\b/iu,
        ],
        reach: 3,
        within: 8,
        own_message: true,
      },
    },
  },
};
