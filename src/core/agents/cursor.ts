import type { Program } from "./screen/rule.ts";
import { ASKS, CHOICES, CHOSEN_ANSWER, ENTER_HINT, ESC_HINT, YES_NO } from "./screen/common-cues.ts";

/** Cursor's command line. `→ Add a follow-up` is its composer; `ctrl+c to stop` stands beside it while it works. */
export const CURSOR: Program = {
  composer: { line: /^(?:→ )?(?:add a follow-up|plan, search, build anything)\b(?!.*ctrl\+c to stop)/iu, ruled: false },
  over: /^(?:✓|✔|✗) \S/u,
  rules: [
    {
      rule: "approval-keys",
      state: "waiting",
      line: /\(y\) \(enter\)|^keep \(n\)|^skip \(esc or n\)|^reject\b.*\(esc or\b|^(?:→ )?(?:run|proceed|allow|accept)\b.*\(y\)/iu,
      within: 12,
    },
    { rule: "trust", state: "waiting", line: /^[▶→❯] \[[a-z]\] \S/u, within: 6 },
    { rule: "auto-offer", state: "waiting", line: /^auto \S.*\(shift\+tab\)$/iu, within: 4 },
    { rule: "waiting-for-approval", state: "waiting", line: /^waiting for approval\b/iu, within: 14 },
    { rule: "dialog-keys", state: "waiting", line: ENTER_HINT, near: [ESC_HINT], reach: 1, within: 4 },
    ...CHOICES,
    { rule: "answers", state: "waiting", line: CHOSEN_ANSWER, within: 10 },
    { rule: "yes-or-no", state: "waiting", line: YES_NO, within: 3 },
    { rule: "approval-question", state: "waiting", line: ASKS, within: 2, no_composer: true },
    {
      rule: "stop-hint",
      state: "busy",
      line: /\b(?:ctrl\+c|esc) to (?:stop|interrupt)\b/iu,
      within: 8,
      parts: ["body", "panel", "footer"],
    },
    {
      rule: "spinner",
      state: "busy",
      line: /^(?:⬡|⬢|[\u2800-\u28ff]{1,3}) +\p{L}+ing\b/u,
      within: 8,
      no_composer: true,
    },
    { rule: "background-task", state: "busy", line: /^[1-9]\d* background tasks?\b/iu, within: 5, no_composer: true },
  ],
  otherwise: { state: "idle", rule: "nothing-asked" },
};
