import type { Program } from "./screen/rule.ts";
import { CHOICES, YES_NO } from "./screen/common-cues.ts";

/** mcode: a status line names the turn, and what is pending in it. */
export const MCODE: Program = {
  rules: [
    { rule: "permission", state: "waiting", line: /^permission: pending\b|^\[permission\]/iu, within: 12 },
    { rule: "question", state: "waiting", line: /^ask_user: pending\b|^\[ask_user\]/iu, within: 12 },
    ...CHOICES,
    { rule: "yes-or-no", state: "waiting", line: YES_NO, within: 2 },
    { rule: "turn-running", state: "busy", line: /\bturn: (?:\S+ )?running\b/iu, within: 12 },
    { rule: "ready", state: "idle", line: /● Ready\b/u, within: 8 },
  ],
  otherwise: { state: "idle", rule: "nothing-asked" },
};
