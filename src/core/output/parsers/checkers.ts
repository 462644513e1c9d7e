import { builtIn } from "./built-in.ts";

/** tsc, plain and pretty: `src/a.ts(3,7): error TS2322: …`, `src/a.ts:3:7 - error TS2322: …`, `Found 2 errors. Watching for file changes.` */
export const TSC = builtIn("tsc", {
  error: [
    /^(?<file>[^\s():]+)\((?<line>\d+),(?<column>\d+)\): error (?<code>TS\d+): (?<message>.+)/u,
    /^(?<file>[^\s:]+):(?<line>\d+):(?<column>\d+) - error (?<code>TS\d+): (?<message>.+)/u,
    /\bFound (?<errors>[1-9]\d*) errors?\b/u,
  ],
  success: [/\bFound (?<errors>0) errors\b/u],
});

/** eslint's stylish report: a file's path, then `  3:7  error  …  rule`, at last `✖ 3 problems (2 errors, 1 warning)`. */
export const ESLINT = builtIn("eslint", {
  error: [
    /^✖ \d+ problems? \((?<errors>[1-9]\d*) errors?, (?<warnings>\d+) warnings?\)/u,
    /^(?<file>(?:\/|\.{0,2}\/|[A-Za-z]:\\)\S*\.(?:[cm]?[jt]sx?|vue|svelte|json|md))$/u,
    /^ {2,}(?<line>\d+):(?<column>\d+) {2,}error {2,}(?<message>\S.*?)(?: {2,}(?<rule>\S+))?$/u,
  ],
  warning: [
    /^✖ \d+ problems? \(0 errors, (?<warnings>[1-9]\d*) warnings?\)/u,
    /^ {2,}(?<line>\d+):(?<column>\d+) {2,}warning {2,}(?<message>\S.*?)(?: {2,}(?<rule>\S+))?$/u,
  ],
});
