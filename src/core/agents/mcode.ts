import type { Agent } from "./agent.ts";
import * as cues from "./screen/common-cues.ts";

/** mcode: a status line names the turn, and what is pending in it. */
export const MCODE: Agent<"mcode"> = {
  kind: "mcode",
  name: "mcode",
  executables: ["mcode"],
  screen: {
    rules: {
      permission: { waiting: /^permission: pending\b|^\[permission\]/iu },
      question: { waiting: /^ask_user: pending\b|^\[ask_user\]/iu },
      ...cues.CHOICES,
      "yes-or-no": { ...cues.YES_OR_NO, within: 2 },
      "turn-running": { busy: /\bturn: (?:\S+ )?running\b/iu },
      ready: { idle: /● Ready\b/u, within: 8 },
    },
  },
};
