import type { Program } from "./screen/rule.ts";
import { YES_NO } from "./screen/common-cues.ts";

/** aider, line by line: its last line says what it is about; `> ` (with the mode or file set before it) is its prompt. */
export const AIDER: Program = {
  rules: [
    { rule: "confirm", state: "waiting", line: /\(Y\)es\/\(N\)o/u, within: 2 },
    { rule: "yes-or-no", state: "waiting", line: YES_NO, within: 1 },
    {
      rule: "asks-for-text",
      state: "waiting",
      line: /^(?:enter|please enter|type|choose|select)\b.*[:?]$/iu,
      within: 1,
    },
    { rule: "prompt", state: "idle", line: /^(?:[\p{L}-]+ ?)?(?:multi ?)?> ?(?:\S.*)?$/u, within: 1 },
    {
      rule: "spinner",
      state: "busy",
      line: /^(?:░?█|[\u2801-\u28ff])|^(?:waiting for|updating repo map|scanning repo|thinking|tokenizing|committing|retrying)\b/iu,
      within: 2,
    },
  ],
  otherwise: { state: "idle", rule: "nothing-asked" },
};
