import type { Agent } from "./agent.ts";
import * as cues from "./screen/common-cues.ts";

/**
 * Google's Antigravity command line, after the words in the binary of 1.2.16 and what other tools that read its screen
 * hold of it (herdr 1c76079f and agent-of-empires 2c3f897b, May and June 2026).
 */
export const ANTIGRAVITY: Agent<"antigravity"> = {
  kind: "antigravity",
  name: "Antigravity",
  executables: ["agy", "antigravity"],
  aliases: ["antigravity-cli"],
  screen: {
    rules: {
      permission: { waiting: /\brequesting permission for:/iu, within: 24 },
      "approval-required": { waiting: /^(?:⚠ *)?approval required\b|\bawaiting user approval\b/iu, within: 20 },
      "tool-question": {
        waiting:
          /^(?:run this command|allow access to this (?:url|file)|allow calling this tool|accept this file edit)\?/iu,
        within: 20,
      },
      "sign-in": { waiting: /\byou are currently not signed in\b/iu, within: 12 },
      "choose-keys": { waiting: cues.MOVE_HINT, near: [cues.ENTER_HINT], reach: 1, within: 5 },
      "dialog-keys": { ...cues.DIALOG_KEYS, within: 5 },
      ...cues.CHOICES,
      answers: { ...cues.ANSWERS, within: 10 },
      "yes-or-no": { ...cues.YES_OR_NO, within: 3 },
      "cancel-hint": { busy: /\besc to cancel\)|\bctrl\+c to stop\b/iu, within: 8 },
      spinner: { busy: /^[\u2801-\u28ff]+ {1,2}\p{L}/u, within: 6 },
      "background-tasks": { busy: /· [1-9]\d* tasks?\b/iu, within: 5 },
      ...cues.WORK,
    },
  },
};
