import type { OutputParser } from "../../model/parser.ts";

/** tsc, plain and pretty: `src/a.ts(3,7): error TS2322: …`, `src/a.ts:3:7 - error TS2322: …`, `Found 2 errors. Watching for file changes.` */
export const TSC: OutputParser = {
  name: "tsc",
  patterns: [
    {
      regex: String.raw`^(?<file>[^\s():]+)\((?<line>\d+),(?<column>\d+)\): error (?<code>TS\d+): (?<message>.+)`,
      event_type: "error",
      extract_groups: [],
    },
    {
      regex: String.raw`^(?<file>[^\s:]+):(?<line>\d+):(?<column>\d+) - error (?<code>TS\d+): (?<message>.+)`,
      event_type: "error",
      extract_groups: [],
    },
    { regex: String.raw`\bFound (?<errors>[1-9]\d*) errors?\b`, event_type: "error", extract_groups: [] },
    { regex: String.raw`\bFound (?<errors>0) errors\b`, event_type: "success", extract_groups: [] },
  ],
};

/** eslint's stylish report: a file's path, then `  3:7  error  …  rule`, at last `✖ 3 problems (2 errors, 1 warning)`. */
export const ESLINT: OutputParser = {
  name: "eslint",
  patterns: [
    {
      regex: String.raw`^✖ \d+ problems? \((?<errors>[1-9]\d*) errors?, (?<warnings>\d+) warnings?\)`,
      event_type: "error",
      extract_groups: [],
    },
    {
      regex: String.raw`^✖ \d+ problems? \(0 errors, (?<warnings>[1-9]\d*) warnings?\)`,
      event_type: "warning",
      extract_groups: [],
    },
    {
      regex: String.raw`^(?<file>(?:\/|\.{0,2}\/|[A-Za-z]:\\)\S*\.(?:[cm]?[jt]sx?|vue|svelte|json|md))$`,
      event_type: "error",
      extract_groups: [],
    },
    {
      regex: String.raw`^ {2,}(?<line>\d+):(?<column>\d+) {2,}error {2,}(?<message>\S.*?)(?: {2,}(?<rule>\S+))?$`,
      event_type: "error",
      extract_groups: [],
    },
    {
      regex: String.raw`^ {2,}(?<line>\d+):(?<column>\d+) {2,}warning {2,}(?<message>\S.*?)(?: {2,}(?<rule>\S+))?$`,
      event_type: "warning",
      extract_groups: [],
    },
  ],
};
