import type { Agent } from "./agent.ts";
import * as cues from "./screen/common-cues.ts";

/** aider, line by line: its last line says what it is about; `> ` (with the mode or file set before it) is its prompt. */
export const AIDER: Agent<"aider"> = {
  kind: "aider",
  name: "aider",
  executables: ["aider"],
  packages: ["aider-chat"],
  screen: {
    rules: {
      confirm: { waiting: /\(Y\)es\/\(N\)o/u, within: 2 },
      "yes-or-no": { ...cues.YES_OR_NO, within: 1 },
      "asks-for-text": { waiting: /^(?:enter|please enter|type|choose|select)\b.*[:?]$/iu, within: 1 },
      prompt: { idle: /^(?:[\p{L}-]+ ?)?(?:multi ?)?> ?(?:\S.*)?$/u, within: 1 },
      spinner: {
        busy: /^(?:░?█|[\u2801-\u28ff])|^(?:waiting for|updating repo map|scanning repo|thinking|tokenizing|committing|retrying)\b/iu,
        within: 2,
      },
    },
  },
};
