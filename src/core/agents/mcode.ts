import type { Agent } from "./agent.ts";
import * as cues from "./screen/common-cues.ts";

/** mcode: a status line names the turn, and what is pending in it. */
export const MCODE: Agent<"mcode"> = {
  kind: "mcode",
  name: "mcode",
  executables: ["mcode"],
  screen: {
    rules: [
      { name: "permission", state: "waiting", line: /^permission: pending\b|^\[permission\]/iu },
      { name: "question", state: "waiting", line: /^ask_user: pending\b|^\[ask_user\]/iu },
      ...cues.CHOICES,
      { ...cues.YES_OR_NO, within: 2 },
      { name: "turn-running", state: "busy", line: /\bturn: (?:\S+ )?running\b/iu },
      { name: "ready", state: "idle", line: /● Ready\b/u, within: 8 },
    ],
  },
};
