import type { Agent } from "./agent.ts";
import * as cues from "./screen/common-cues.ts";

/** Cline's command line. It says when it is ready; all else is work. */
export const CLINE: Agent<"cline"> = {
  kind: "cline",
  name: "Cline",
  executables: ["cline"],
  screen: {
    rules: [
      {
        name: "tool-permission",
        state: "waiting",
        line: /^(?:\[(?:act|plan) mode\] *)?(?:let cline use this tool|execute (?:this )?command|use this tool)\?/iu,
        within: 14,
        superseded_by: /cline is ready for your message/iu,
      },
      { name: "approve-tool-call", state: "waiting", line: /^approve tool call\?|^\[y\] approve\b/iu, within: 14 },
      { name: "pick-answer", state: "waiting", line: cues.ENTER_HINT, near: [cues.MOVE_HINT], reach: 1, within: 6 },
      { ...cues.DIALOG_KEYS, within: 4 },
      ...cues.CHOICES,
      { ...cues.ANSWERS, within: 8 },
      { ...cues.YES_OR_NO, within: 2 },
      { ...cues.APPROVAL_QUESTION, within: 2 },
      { name: "ready", state: "idle", line: /\bcline is ready for your message\b/iu },
      {
        name: "spinner",
        state: "busy",
        line: /^(?:[\u2801-\u28ff] )?\S[^()]{0,40}(?:\.\.\.|…) \(esc to cancel\)/iu,
      },
      { name: "mode-line", state: "idle", line: /[○●] plan +[○●] act\b/iu, within: 5 },
      {
        name: "composer",
        state: "idle",
        line: /^(?:[>❯] )?(?:what can i do for you\?|type a message|ask a question)/iu,
        within: 8,
      },
    ],
    otherwise: { state: "busy", name: "not-ready" },
  },
};
