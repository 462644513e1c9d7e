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
    rules: [
      {
        name: "approval-panel",
        state: "waiting",
        line: /\bis requesting approval to\b|^requesting approval\b/iu,
        within: 24,
        near: [/approve|reject/iu],
        reach: 24,
      },
      { name: "panel-keys", state: "waiting", line: /↵ (?:confirm|choose|toggle|save|submit|select)\b/iu, within: 5 },
      { ...cues.DIALOG_KEYS, within: 4 },
      { name: "choose-keys", state: "waiting", line: cues.MOVE_HINT, near: [cues.ESC_HINT], reach: 1, within: 4 },
      ...cues.CHOICES,
      { ...cues.ANSWERS, within: 8 },
      { ...cues.YES_OR_NO, within: 3 },
      { ...cues.APPROVAL_QUESTION, within: 2 },
      { name: "moon-spinner", state: "busy", line: /^[🌑🌒🌓🌔🌕🌖🌗🌘](?:$| )/u, within: 8 },
      { name: "braille-spinner", state: "busy", line: /^[\u2801-\u28ff] *\S/u, within: 8 },
      { name: "agents-running", state: "busy", line: /\[[1-9]\d* agents? running\]/iu, within: 3 },
      {
        name: "cancel-hint",
        state: "busy",
        line: /\bctrl[+-]c to (?:cancel|stop|interrupt)\b|^(?:press )?esc to interrupt\b/iu,
        within: 4,
      },
      {
        name: "work",
        state: "busy",
        line: /^(?:thinking|processing|generating|waiting for response|using \p{L})/iu,
        within: 2,
      },
    ],
  },
};
