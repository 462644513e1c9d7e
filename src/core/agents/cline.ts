import type { Agent } from "./agent.ts";
import * as cues from "./screen/common-cues.ts";

/** Cline's command line. It says when it is ready; all else is work. */
export const CLINE: Agent<"cline"> = {
  kind: "cline",
  name: "Cline",
  executables: ["cline"],
  screen: {
    rules: {
      "tool-permission": {
        waiting: /^(?:\[(?:act|plan) mode\] *)?(?:let cline use this tool|execute (?:this )?command|use this tool)\?/iu,
        within: 14,
        superseded_by: /cline is ready for your message/iu,
      },
      "approve-tool-call": { waiting: /^approve tool call\?|^\[y\] approve\b/iu, within: 14 },
      "pick-answer": { waiting: cues.ENTER_HINT, near: [cues.MOVE_HINT], reach: 1, within: 6 },
      "dialog-keys": { ...cues.DIALOG_KEYS, within: 4 },
      ...cues.CHOICES,
      answers: { ...cues.ANSWERS, within: 8 },
      "yes-or-no": { ...cues.YES_OR_NO, within: 2 },
      "approval-question": { ...cues.APPROVAL_QUESTION, within: 2 },
      ready: { idle: /\bcline is ready for your message\b/iu },
      spinner: { busy: /^(?:[\u2801-\u28ff] )?\S[^()]{0,40}(?:\.\.\.|…) \(esc to cancel\)/iu },
      "mode-line": { idle: /[○●] plan +[○●] act\b/iu, within: 5 },
      composer: { idle: /^(?:[>❯] )?(?:what can i do for you\?|type a message|ask a question)/iu, within: 8 },
    },
    otherwise: { state: "busy", name: "not-ready" },
  },
};
