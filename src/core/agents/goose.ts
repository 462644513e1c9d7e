import type { Agent } from "./agent.ts";
import * as cues from "./screen/common-cues.ts";

/**
 * goose, line by line, after its source of September 2026 and the words in the binary of 1.53.0: a tool that needs leave
 * is a choice of cliclack (`◆  … do you allow?`), which turns to `◇` once answered; `( O)> ` and `🪿 ` are its prompts.
 */
export const GOOSE: Agent<"goose"> = {
  kind: "goose",
  name: "goose",
  executables: ["goose"],
  screen: {
    rules: {
      choice: { waiting: /^◆ {1,2}\S/u, within: 16, superseded_by: /^(?:◇|■|\( ?O\)>)/u },
      ...cues.CHOICES,
      "yes-or-no": { ...cues.YES_OR_NO, within: 2 },
      "asks-for-text": { waiting: /^(?:enter|type|paste|choose|select)\b.*[:?]$/iu, within: 1 },
      "interrupt-hint": { busy: /\(ctrl\+c to interrupt\)/iu, within: 3 },
      prompt: { idle: /^(?:\( ?O\)>|🪿|goose>)/u, within: 3 },
      spinner: { busy: /^[\u2801-\u28ff◐◓◑◒] {1,2}\S/u, within: 2 },
      ...cues.WORK,
    },
  },
};
