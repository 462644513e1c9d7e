import type { Agent } from "./agent.ts";
import * as cues from "./screen/common-cues.ts";

/** Cline's command line, seen on 3.0.65: a composer above a mode line, a spinner above both while it works. */
export const CLINE: Agent<"cline"> = {
  kind: "cline",
  name: "Cline",
  executables: ["cline"],
  screen: {
    starts_blank: true,
    composer: { line: /^[❯>](?: |$)/u, frame: "dividers" },
    message_start: /^[*x] \S|^⎿/u,
    rules: {
      "asks-question": { waiting: /^cline is asking a question\b/iu, within: 30 },
      "tool-permission": {
        waiting: /^(?:\[(?:act|plan) mode\] *)?(?:let cline use this tool|execute (?:this )?command|use this tool)\?/iu,
        within: 14,
        superseded_by: /cline is ready for your message/iu,
      },
      "approve-tool-call": { waiting: /^approve tool call\?|^\[y\] approve\b/iu, within: 14 },
      "pick-answer": { waiting: cues.ENTER_HINT, near: [cues.MOVE_HINT], reach: 1, within: 6 },
      "dialog-keys": { ...cues.DIALOG_KEYS, within: 4 },
      ...cues.CHOICES_INSTEAD_OF_COMPOSER,
      answers: { ...cues.ANSWERS, within: 8, no_composer: true },
      "yes-or-no": { ...cues.YES_OR_NO, within: 2 },
      "approval-question": { ...cues.APPROVAL_QUESTION, within: 2 },
      spinner: { busy: /^(?:[\u2801-\u28ff] )?\S[^()]{0,40}(?:\.\.\.|…) \(esc to cancel\)/iu, within: 24 },
      "tool-runs": { busy: /^[\u2801-\u28ff] \S/u, within: 24 },
      // A conversation is open and no token was counted: the first answer is under way.
      "first-answer": {
        busy: /\(0\) \$0\.00\b/u,
        near: [/^[>❯] ask anything\b/iu],
        reach: 3,
        within: 40,
        parts: ["screen"],
        unless: /^(?:[*x] \S|❯ (?!ask anything))/iu,
      },
      error: {
        waiting: /^\* Error: /u,
        parts: ["body"],
        within: 4,
        superseded_by: /^(?:\* (?!Error: )\S|❯ \S)/u,
        own_message: true,
      },
      ready: { idle: /\bcline is ready for your message\b/iu },
      work: { busy: /^(?:processing|running|working|thinking|analyzing)\b[^.]{0,60}(?:\.\.\.|…)$/iu, within: 3 },
    },
  },
};
