import type { OutputParser } from "../../model/parser.ts";

const URL = String.raw`(?<url>https?:\/\/[^\s"'<>,)]+)`;

/** vite: `  ➜  Local:   http://localhost:5173/`, `[vite] Internal server error: …`, `✓ built in 1.2s`. */
export const VITE: OutputParser = {
  name: "vite",
  patterns: [
    { regex: String.raw`^\s*➜\s+Local:\s+${URL}`, event_type: "success", extract_groups: [] },
    { regex: String.raw`^✓ built in (?<time>[\d.]+m?s)`, event_type: "success", extract_groups: [] },
    { regex: String.raw`(?:\[vite\] )?Internal server error: (?<message>.+)`, event_type: "error", extract_groups: [] },
    { regex: String.raw`^(?:✗|x) Build failed in (?<time>[\d.]+m?s)`, event_type: "error", extract_groups: [] },
    {
      regex: String.raw`^\s*(?:File: )(?<file>[^\s:?]+):(?<line>\d+):(?<column>\d+)`,
      event_type: "error",
      extract_groups: [],
    },
    { regex: String.raw`^error during build:(?<message>.*)`, event_type: "error", extract_groups: [] },
  ],
};

/** next: `   - Local:        http://localhost:3000`, ` ✓ Ready in 1.8s`, ` ⨯ ./app/page.tsx:12:5`, `./app/page.tsx:12:5`. */
export const NEXT: OutputParser = {
  name: "next",
  patterns: [
    { regex: String.raw`^\s*- Local:\s+${URL}`, event_type: "success", extract_groups: [] },
    {
      regex: String.raw`^\s*✓ (?:Ready in (?<time>[\d.]+m?s)|Compiled\b.*)`,
      event_type: "success",
      extract_groups: [],
    },
    { regex: String.raw`^\s*⨯ (?!\.\/)(?<message>.+)`, event_type: "error", extract_groups: [] },
    {
      regex: String.raw`^(?:\s*⨯ )?(?<file>\.\/[^\s:]+):(?<line>\d+):(?<column>\d+)`,
      event_type: "error",
      extract_groups: [],
    },
    { regex: String.raw`^Failed to compile\.?$`, event_type: "error", extract_groups: [] },
    {
      regex: String.raw`^\s*Generating static pages \((?<done>\d+)\/(?<total>\d+)\)`,
      event_type: "progress",
      extract_groups: [],
    },
  ],
};

/** webpack and its dev server: `webpack 5.90.0 compiled successfully in 812 ms`, `ERROR in ./src/a.ts 3:6`, `<s> [webpack.Progress] 40% building`. */
export const WEBPACK: OutputParser = {
  name: "webpack",
  patterns: [
    {
      regex: String.raw`\[webpack-dev-server\] (?:Loopback|Project is running at|On Your Network).*?${URL}`,
      event_type: "success",
      extract_groups: [],
    },
    {
      regex: String.raw`^(?:webpack \S+ )?compiled successfully in (?<time>\d+ ms)`,
      event_type: "success",
      extract_groups: [],
    },
    {
      regex: String.raw`^(?:webpack \S+ )?compiled with (?<errors>\d+) errors?\b`,
      event_type: "error",
      extract_groups: [],
    },
    {
      regex: String.raw`^(?:webpack \S+ )?compiled with (?<warnings>\d+) warnings?\b`,
      event_type: "warning",
      extract_groups: [],
    },
    {
      regex: String.raw`^ERROR in (?<file>\.{0,2}\/?[^\s:]+\.\w+)[ :(](?<line>\d+)[:,](?<column>\d+)`,
      event_type: "error",
      extract_groups: [],
    },
    { regex: String.raw`\[webpack\.Progress\] (?<percent>\d{1,3})%`, event_type: "progress", extract_groups: [] },
  ],
};

/** Any server that says where it listens, in the words that most use. */
export const SERVER: OutputParser = {
  name: "server",
  patterns: [
    {
      regex: String.raw`\b(?:listening|running|ready|started|available|serving|served)\b[^\n]{0,80}?${URL}`,
      event_type: "success",
      extract_groups: [],
    },
  ],
};
