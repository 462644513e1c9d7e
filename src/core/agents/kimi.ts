import type { Agent } from "./agent.ts";
import * as cues from "./screen/common-cues.ts";

/** Kimi's command line: panels of approval and question at the bottom, a moon or braille spinner while it works. */
export const KIMI: Agent<"kimi"> = {
  kind: "kimi",
  name: "Kimi",
  executables: ["kimi", "kimi-cli"],
  aliases: ["kimi-code"],
  screen: {
    superseded_by: /^[•✓✗] \S/u,
    rules: {
      "approval-panel": {
        waiting: /\bis requesting approval to\b|^requesting approval\b/iu,
        within: 24,
        near: [/approve|reject/iu],
        reach: 24,
      },
      "panel-keys": { waiting: /↵ (?:confirm|choose|toggle|save|submit|select)\b/iu, within: 5 },
      "dialog-keys": { ...cues.DIALOG_KEYS, within: 4 },
      "choose-keys": { waiting: cues.MOVE_HINT, near: [cues.ESC_HINT], reach: 1, within: 4 },
      "arrow-choice": { waiting: /^→ {0,2}\[\d{1,2}\] {1,3}\S/u, near: [/^\[\d{1,2}\] /u], reach: 4, within: 20 },
      ...cues.CHOICES,
      answers: { ...cues.ANSWERS, within: 8 },
      "yes-or-no": { ...cues.YES_OR_NO, within: 3 },
      "approval-question": { ...cues.APPROVAL_QUESTION, within: 2 },
      "moon-spinner": { busy: /^[🌑🌒🌓🌔🌕🌖🌗🌘](?:$| )/u, within: 8 },
      "braille-spinner": { busy: /^[\u2801-\u28ff] *\S/u, within: 8 },
      "agents-running": { busy: /\[[1-9]\d* agents? running\]/iu, within: 3 },
      "cancel-hint": { busy: /\bctrl[+-]c to (?:cancel|stop|interrupt)\b|^(?:press )?esc to interrupt\b/iu, within: 4 },
      work: { busy: /^(?:thinking|processing|generating|waiting for response|using \p{L})/iu, within: 2 },
    },
  },
};
