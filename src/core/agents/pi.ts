import type { Agent } from "./agent.ts";
import * as cues from "./screen/common-cues.ts";

/**
 * pi, seen on 0.73.1. It has no questions of its own; what an extension asks takes the place of the composer, which is
 * free text between two dividers. `⠋ Working...` is drawn above it. pi 1.1.0 also writes OSC 7501.
 */
export const PI: Agent<"pi"> = {
  kind: "pi",
  name: "pi",
  executables: ["pi"],
  packages: ["@mariozechner/pi-coding-agent", "@earendil-works/pi-coding-agent"],
  screen: {
    composer: { line: /^$/u, frame: "dividers" },
    rules: {
      "extension-asks": {
        waiting: /↑↓ navigate\b.*\bselect\b.*\bcancel\b/iu,
        parts: ["screen"],
        within: 6,
      },
      spinner: { busy: /^[\u2801-\u28ff] \S/u, parts: ["screen"], within: 24 },
      "yes-or-no": { ...cues.YES_OR_NO, within: 1, no_composer: true },
      error: {
        waiting: /^Error: (?:retry failed|\d{3}\b|.*\b(?:api key|quota|limit|overloaded|unauthorized|log ?in)\b)/iu,
        parts: ["body"],
        within: 2,
      },
      ...cues.WORK,
    },
  },
};
