import type { Agent } from "./agent.ts";
import * as cues from "./screen/common-cues.ts";

/** OpenCode, full screen. `△ Permission required` and question dialogs take the composer's place; `esc interrupt` stands under it while it works. */
export const OPENCODE: Agent<"opencode"> = {
  kind: "opencode",
  name: "OpenCode",
  executables: ["opencode"],
  packages: ["opencode-ai"],
  aliases: ["open-code"],
  screen: {
    superseded_by: /^▣ .*· \d+(?:\.\d+)?m?s$/u,
    rules: [
      { name: "permission", state: "waiting", line: /^△ permission required\b/iu, within: 40 },
      { name: "permission-answers", state: "waiting", line: /^allow once +allow always +reject\b/iu, within: 6 },
      {
        name: "dialog-keys",
        state: "waiting",
        line: /\besc dismiss\b/iu,
        near: [/\benter (?:confirm|submit|toggle|select)\b/iu],
        reach: 1,
        within: 5,
      },
      { name: "choose-keys", state: "waiting", line: cues.ENTER_HINT, near: [cues.MOVE_HINT], reach: 1, within: 4 },
      ...cues.CHOICES,
      { ...cues.YES_OR_NO, within: 4 },
      { ...cues.APPROVAL_QUESTION, within: 2 },
      {
        name: "interrupt-hint",
        state: "busy",
        line: /(?:^|[^\p{L}"'`])(?:esc|ctrl\+c) (?:again )?(?:to )?interrupt\b/iu,
        within: 5,
        superseded_by: null,
      },
      { name: "progress-bar", state: "busy", line: /[■⬝]{4,}/u, within: 5, superseded_by: null },
      {
        name: "task",
        state: "busy",
        line: /^(?:[█▓▒░] )?(?:thinking|generating|building tool call|waiting for tool response|loading|working)(?:\.\.\.|…)/iu,
        within: 6,
      },
      { name: "pulse", state: "busy", line: /^[█▓▒░] \p{Lu}\p{L}+/u, within: 5 },
      {
        name: "spinner",
        state: "busy",
        line: /^[\u2801-\u28ff] \S|\S [\u2801-\u28ff]$/u,
        within: 5,
        superseded_by: null,
      },
    ],
  },
};
