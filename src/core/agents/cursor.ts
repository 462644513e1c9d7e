import type { Agent } from "./agent.ts";
import { WHOLE_SCREEN } from "./screen/rule.ts";
import * as cues from "./screen/common-cues.ts";

/** Cursor's command line. `→ Add a follow-up` is its composer; `ctrl+c to stop` stands beside it while it works. */
export const CURSOR: Agent<"cursor"> = {
  kind: "cursor",
  name: "Cursor",
  executables: ["cursor-agent"],
  subcommand: { of: "cursor", name: "agent" },
  screen: {
    composer: {
      line: /^(?:→ )?(?:add a follow-up|plan, search, build anything)\b(?!.*ctrl\+c to stop)/iu,
      frame: "none",
    },
    superseded_by: /^(?:✓|✔|✗) \S/u,
    rules: {
      "approval-keys": {
        waiting:
          /\(y\) \(enter\)|^keep \(n\)|^skip \(esc or n\)|^reject\b.*\(esc or\b|^(?:→ )?(?:run|proceed|allow|accept)\b.*\(y\)/iu,
      },
      trust: { waiting: /^[▶→❯] \[[a-z]\] \S/u, within: 6 },
      "auto-offer": { waiting: /^auto \S.*\(shift\+tab\)$/iu, within: 4 },
      "waiting-for-approval": { waiting: /^waiting for approval\b/iu, within: 14 },
      "dialog-keys": { ...cues.DIALOG_KEYS, within: 4 },
      ...cues.CHOICES,
      answers: { ...cues.ANSWERS, within: 10 },
      "yes-or-no": { ...cues.YES_OR_NO, within: 3 },
      "approval-question": { ...cues.APPROVAL_QUESTION, within: 2, no_composer: true },
      "stop-hint": { busy: /\b(?:ctrl\+c|esc) to (?:stop|interrupt)\b/iu, within: 8, parts: WHOLE_SCREEN },
      spinner: { busy: /^(?:⬡|⬢|[\u2800-\u28ff]{1,3}) +\p{L}+ing\b/u, within: 8, no_composer: true },
      "background-task": { busy: /^[1-9]\d* background tasks?\b/iu, within: 5, no_composer: true },
    },
  },
};
