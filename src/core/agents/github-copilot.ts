import type { Agent } from "./agent.ts";
import { WHOLE_SCREEN } from "./screen/rule.ts";
import * as cues from "./screen/common-cues.ts";

/** GitHub Copilot CLI. `esc to cancel` alone means work; with `enter to select` or choices it is a dialog's foot. */
export const GITHUB_COPILOT: Agent<"github-copilot"> = {
  kind: "github-copilot",
  name: "GitHub Copilot",
  executables: ["copilot"],
  packages: ["@github/copilot"],
  aliases: ["ghcs"],
  digits_answer: true,
  screen: {
    composer: { line: /^[❯>](?: |$)/u, between_dividers: true },
    message_start: /^[●•] \S/u,
    superseded_by: /^(?:[●•✓✔✗✕] \S|└ )/u,
    rules: {
      "dialog-keys": { ...cues.DIALOG_KEYS, reach: 2, within: 6, parts: WHOLE_SCREEN },
      "dialog-moves": { waiting: cues.ENTER_HINT, near: [cues.MOVE_HINT], reach: 2, within: 6, parts: WHOLE_SCREEN },
      "enter-to-select": { waiting: /^enter to (?:select|confirm|submit)\b/iu, within: 3 },
      ...cues.CHOICES,
      answers: cues.ANSWERS,
      question: { waiting: /^(?:do you want to|would you like to|do you trust)\b/iu, within: 14 },
      "confirm-with-key": { waiting: /^confirm with (?:shift \+ )?y\b/iu, within: 4 },
      "yes-or-no": { ...cues.YES_OR_NO, within: 3 },
      "approval-question": { ...cues.APPROVAL_QUESTION, within: 2, no_composer: true },
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
