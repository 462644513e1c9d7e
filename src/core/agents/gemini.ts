import type { Program } from "./screen/rule.ts";
import { ASKS, CHOICES, CHOSEN_ANSWER, ENTER_HINT, ESC_HINT, YES_NO } from "./screen/common-cues.ts";

/**
 * Gemini CLI. A tool that needs leave is a box with `● 1. Allow once`; `⠏ … (esc to cancel, 5s)` is drawn above the
 * composer while it works, so `esc to cancel` alone means work and `Enter to … · Esc to cancel` a dialog.
 */
export const GEMINI: Program = {
  composer: { line: /^(?:[>*!] +|InputPrompt: +)?type your message\b|^> ?$/iu, ruled: false },
  speech: /^✦ /u,
  over: /^(?:✦ |[✓✔✗✕x] {1,2}\S)/u,
  rules: [
    {
      rule: "awaiting-confirmation",
      state: "waiting",
      line: /^(?:[?⏳⠀-⣿] *)?waiting for user confirmation\b/iu,
      within: 8,
    },
    {
      rule: "tool-confirmation",
      state: "waiting",
      line: /^(?:apply this change\b|allow execution\b|do you want to (?:proceed|continue)\b|do you trust\b|allow (?:tool|execution|mcp|this)\b)/iu,
      within: 24,
    },
    { rule: "dialog-keys", state: "waiting", line: ENTER_HINT, near: [ESC_HINT], reach: 1, within: 6 },
    ...CHOICES,
    { rule: "answers", state: "waiting", line: CHOSEN_ANSWER, within: 12 },
    { rule: "action-required", state: "waiting", line: /^(?:✋ *)?action required\b/iu, within: 30 },
    { rule: "yes-or-no", state: "waiting", line: YES_NO, within: 3 },
    { rule: "approval-question", state: "waiting", line: ASKS, within: 2, no_composer: true },
    {
      rule: "esc-to-cancel",
      state: "busy",
      line: /^(?:press )?esc to (?:cancel|interrupt)\b|\((?:press )?esc to (?:cancel|interrupt)\b/iu,
      within: 10,
    },
    { rule: "wrapped-hint", state: "busy", line: /\(esc to$|^cancel, \d+[hms]/iu, within: 8 },
    { rule: "spinner", state: "busy", line: /^[\u2801-\u28ff] {1,2}\S|\S [\u2801-\u28ff]$/u, within: 6 },
  ],
  otherwise: { state: "idle", rule: "nothing-asked" },
};
