import type { Agent } from "./agent.ts";
import { WHOLE_SCREEN } from "./screen/rule.ts";
import * as cues from "./screen/common-cues.ts";

/**
 * GitHub Copilot CLI, seen on 1.0.102. Key hints stand inside the frame of a question, and under that of a menu which the
 * user has opened. `◎ Working` in the footer, or `esc to cancel` alone, means work.
 */
export const GITHUB_COPILOT: Agent<"github-copilot"> = {
  kind: "github-copilot",
  name: "GitHub Copilot",
  executables: ["copilot"],
  packages: ["@github/copilot"],
  aliases: ["ghcs"],
  digits_answer: true,
  screen: {
    composer: { line: /^[❯>](?: |$)/u, frame: "either" },
    message_start: /^[●•] \S/u,
    superseded_by: /^(?:[●•✓✔✗✕] \S|└ )/u,
    rules: {
      menu: {
        idle: cues.ESC_HINT,
        near: [/^(?:╰|─{3})/u],
        reach: 3,
        within: 1,
        parts: ["screen"],
      },
      "dialog-keys": { ...cues.DIALOG_KEYS, reach: 2, within: 6, parts: WHOLE_SCREEN },
      "dialog-moves": { waiting: cues.ENTER_HINT, near: [cues.MOVE_HINT], reach: 2, within: 6, parts: WHOLE_SCREEN },
      "enter-to-select": { waiting: /^enter to (?:select|confirm|submit)\b/iu, within: 3 },
      ...cues.CHOICES,
      answers: cues.ANSWERS,
      question: { waiting: /^(?:do you want to|would you like to|do you trust)\b/iu, within: 14 },
      "confirm-with-key": { waiting: /^confirm with (?:shift \+ )?y\b/iu, within: 4 },
      "yes-or-no": { ...cues.YES_OR_NO, within: 3 },
      "approval-question": { ...cues.APPROVAL_QUESTION, within: 2, no_composer: true },
      "working-in-footer": {
        busy: /^[\u2801-\u28ff∙∘◉◎○●] (?:working|thinking|processing|running|loading)\b/iu,
        parts: ["footer"],
      },
      "request-failed": {
        waiting:
          /^✗ (?:failed to get response|authentication failed|\d{3} |(?:request|model call) failed|.*\b(?:quota|rate limit|usage limit|not authenticated|sign in|log in)\b)/iu,
        parts: ["body"],
        indent: 1,
        superseded_by: /^(?:[●•✓✔✗✕] \S|❯ \S)/u,
        own_message: true,
      },
      "cancel-hint": {
        busy: /(?:^|[·(|] ?|press )esc (?:again )?(?:to )?(?:cancel|interrupt)\b/iu,
        within: 8,
        parts: WHOLE_SCREEN,
      },
      spinner: {
        busy: /^[\u2801-\u28ff∙∘◉◎○●] (?:thinking|working|processing|loading|generating|running)\b|^(?:thinking|working)\b.{0,40}$|\S [\u2801-\u28ff]$/iu,
        within: 4,
      },
    },
  },
};
