import type { Agent } from "./agent.ts";
import * as cues from "./screen/common-cues.ts";

/**
 * Gemini CLI, seen on 0.61.0. A tool that needs leave is a box with `● 1. Allow once`; `⠏ … (esc to cancel, 5s)` is drawn above the
 * composer while it works, so `esc to cancel` alone means work and `Enter to … · Esc to cancel` a dialog. A menu that the
 * user has opened ends in `Esc to close`. While a question stands no composer is drawn: what stands above one is answered.
 */
export const GEMINI: Agent<"gemini"> = {
  kind: "gemini",
  name: "Gemini CLI",
  executables: ["gemini", "gemini-cli"],
  packages: ["@google/gemini-cli"],
  titles: {
    "action-required": { waiting: /\bAction Required\b|^✋/u },
    working: { busy: /^(?:✦|⏲) /u },
    ready: { idle: /^◇ /u },
  },
  digits_answer: true,
  screen: {
    composer: { line: /^(?:(?:[>*!]|\(r:\)) +|InputPrompt: +)?type your message\b/iu, frame: "none" },
    message_start: /^✦ /u,
    superseded_by: /^(?:✦ |[✓✔✗✕x] {1,2}\S)/u,
    rules: {
      menu: { idle: /\besc to close\)?$/iu, within: 5, no_composer: true },
      "shell-awaits-input": { waiting: /^! shell awaiting input\b/iu, within: 6 },
      restart: { waiting: /\bpress ['"]?r['"]? to restart\b/iu, within: 12 },
      "awaiting-confirmation": { waiting: /^(?:[?⏳⠀-⣿] *)?waiting for user confirmation\b/iu, within: 8 },
      "tool-confirmation": {
        waiting:
          /^(?:apply this change\b|allow execution\b|do you want to (?:proceed|continue)\b|do you trust\b|allow (?:tool|execution|mcp|this)\b)/iu,
        within: 24,
        no_composer: true,
      },
      "dialog-keys": { ...cues.DIALOG_KEYS, within: 6 },
      ...cues.CHOICES_INSTEAD_OF_COMPOSER,
      answers: { ...cues.ANSWERS, no_composer: true },
      "action-required": { waiting: /^(?:✋ *)?action required\b/iu, within: 30 },
      "yes-or-no": { ...cues.YES_OR_NO, within: 3 },
      "approval-question": { ...cues.APPROVAL_QUESTION, within: 2, no_composer: true },
      "api-error": {
        waiting: /^[✕✖] +(?:\[?API Error\b|.*\b(?:quota|usage limit|rate limit)\b)/iu,
        superseded_by: /^(?:✦ |> \S)/u,
        own_message: true,
      },
      "esc-to-cancel": {
        busy: /^(?:press )?esc to (?:cancel|interrupt)\b|\((?:press )?esc to (?:cancel|interrupt)\b/iu,
        within: 10,
      },
      "wrapped-hint": { busy: /\(esc to$|^cancel, \d+[hms]/iu, within: 8 },
      spinner: { busy: /^[\u2801-\u28ff] {1,2}\S|\S [\u2801-\u28ff]$/u, within: 6 },
    },
  },
};
