import type { Agent } from "./agent.ts";
import * as cues from "./screen/common-cues.ts";

/**
 * Kiro's command line, after the words in kiro-cli 2.27.1 and what other tools that read its screen hold of it (herdr
 * 1c76079f, August 2026). The older chat asks `[y/n/t]:` and takes the answer on a line of its own.
 */
export const KIRO: Agent<"kiro"> = {
  kind: "kiro",
  name: "Kiro",
  executables: ["kiro-cli", "kiro-cli-chat", "kiro"],
  screen: {
    superseded_by: /^(?:[✓✔✗↳] \S|● \p{Lu})/u,
    rules: {
      approval: {
        waiting: /\brequires approval\b/iu,
        near: [/\byes, single permission\b|\btrust, always allow\b|\bno \(tab to edit\)|\besc to close\b/iu],
        within: 24,
        superseded_by: null,
      },
      "subagent-approval": { waiting: /\bpending from subagents\b/iu, within: 24, superseded_by: null },
      "allow-action": { waiting: /\ballow this action\?/iu, within: 6 },
      "yes-no-trust": { waiting: /\[y\/n\/t\]:?$/iu, within: 3 },
      "dialog-keys": { ...cues.DIALOG_KEYS, within: 5 },
      ...cues.CHOICES,
      "yes-or-no": { ...cues.YES_OR_NO, within: 2 },
      working: { busy: /\bkiro is working\b/iu, within: 8 },
      "tool-spinner": { busy: /^[◔◑◕●] \p{L}/u, near: [/\besc to cancel\b/iu], within: 10 },
      thinking: { busy: /^(?:[\u2801-\u28ff] )?thinking\.\.\.$/iu, within: 2 },
      prompt: { idle: /^(?:\[[^\]]*\] )?(?:\d+% )?[!λ]*>(?: .*)?$|\bask a question or describe a task\b/iu, within: 5 },
      spinner: { busy: /^[\u2801-\u28ff] \S/u, within: 3 },
      ...cues.WORK,
    },
  },
};
