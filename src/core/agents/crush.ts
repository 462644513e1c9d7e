import type { Agent } from "./agent.ts";
import * as cues from "./screen/common-cues.ts";

/**
 * Crush, after its source of August 2026 (charmbracelet/crush 37f36e938): a dialog `Permission Required` with three
 * buttons lies over the conversation; `esc cancel` stands in the footer while it works, and the empty composer says so.
 */
export const CRUSH: Agent<"crush"> = {
  kind: "crush",
  name: "Crush",
  executables: ["crush"],
  packages: ["@charmland/crush"],
  screen: {
    rules: {
      permission: { waiting: /(?:^|[│┃╭] *)permission required\b/iu, within: 60 },
      "permission-buttons": { waiting: /\ballow {2,}allow for session {2,}deny\b/iu, within: 30 },
      "answer-keys": cues.CHOICES["answer-keys"],
      menu: { idle: /(?:^|[│┃╭] *)(?:commands|switch model|sessions|reasoning effort|themes?)\b.*╱{3}/iu, within: 60 },
      question: {
        waiting: /\benter (?:confirm|select|submit)\b/iu,
        near: [/\besc (?:exit|cancel|close)\b/iu],
        reach: 1,
        within: 4,
      },
      "yes-or-no": { ...cues.YES_OR_NO, within: 2 },
      "cancel-in-footer": { busy: /(?:^|[•·] )esc (?:cancel|press again to cancel|clear queue)\b/iu, within: 3 },
      "working-composer": {
        busy: /^(?:> )?(?:working(?:!|\.\.\.)|br{3,}\.\.\.|pr{3,}\.\.\.|processing\.\.\.|thinking\.\.\.)$/iu,
      },
      ...cues.WORK,
    },
  },
};
