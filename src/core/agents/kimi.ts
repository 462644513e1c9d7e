import type { Agent } from "./agent.ts";
import { ASKS, CHOICES, CHOSEN_ANSWER, ENTER_HINT, ESC_HINT, MOVE_HINT, YES_NO } from "./screen/common-cues.ts";

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
      { name: "dialog-keys", state: "waiting", line: ENTER_HINT, near: [ESC_HINT], reach: 1, within: 4 },
      { name: "choose-keys", state: "waiting", line: MOVE_HINT, near: [ESC_HINT], reach: 1, within: 4 },
      ...CHOICES,
      { name: "answers", state: "waiting", line: CHOSEN_ANSWER, within: 8 },
      { name: "yes-or-no", state: "waiting", line: YES_NO, within: 3 },
      { name: "approval-question", state: "waiting", line: ASKS, within: 2 },
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
