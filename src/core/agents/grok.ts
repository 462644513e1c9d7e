import type { Agent } from "./agent.ts";
import * as cues from "./screen/common-cues.ts";

/**
 * Two programs called grok: the one of npm (@vibe-kit/grok-cli, seen on 0.0.34), and xAI's, after its source of July 2026 (0.2.101) and what herdr 1c76079f holds of it: options with round marks along
 * a bar while it asks; one status line that ends in `[stop]` above the composer while it works. It writes OSC 9;4 too.
 */
export const GROK: Agent<"grok"> = {
  kind: "grok",
  name: "Grok",
  executables: ["grok"],
  packages: ["@vibe-kit/grok-cli"],
  aliases: ["grok-build"],
  titles: {
    "action-required": { waiting: /\baction required\b/iu },
    spinner: { busy: /(?:^| )[\u2801-\u28ff](?: |$)/u },
    resting: { idle: /(?:^| - )grok$/u },
  },
  screen: {
    composer: { line: /^❯(?: |$)/u, frame: "dividers" },
    rules: {
      "option-dialog": { waiting: /^[0-9a-z]+ \([●○]\) \S/iu, within: 30 },
      "permission-keys": { waiting: /:select\b.*\bctrl\+o:yolo\b/iu, within: 3 },
      "question-keys": { waiting: /\btab:scrollback\b.*\bshift\+x:dismiss\b/iu, within: 3 },
      "scope-keys": { waiting: /\bno, reject\b/iu, near: [/\byes, proceed\b/iu], within: 16 },
      "dialog-keys": { ...cues.DIALOG_KEYS, within: 5, no_composer: true },
      ...cues.CHOICES_INSTEAD_OF_COMPOSER,
      "yes-or-no": { ...cues.YES_OR_NO, within: 3 },
      error: {
        waiting: /^⏺ Sorry, I encountered an error:/u,
        parts: ["body"],
        within: 6,
        superseded_by: /^(?:⏺ (?!Sorry, I)|> )\S/u,
        superseded_indent: 2,
        own_message: true,
      },
      "stop-chip": { busy: /\[stop\]$/u, within: 8 },
      "cancel-key": { busy: /\besc:cancel\b/iu, within: 2 },
      "interject-key": { busy: /\bctrl\+enter:interject\b|\bsend a message to interrupt\b/iu, within: 4 },
      ...cues.WORK,
    },
  },
};
