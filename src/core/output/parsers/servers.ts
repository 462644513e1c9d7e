import { builtIn, thenUrl } from "./built-in.ts";

/** vite: `  ➜  Local:   http://localhost:5173/`, `[vite] Internal server error: …`, `✓ built in 1.2s`. */
export const VITE = builtIn("vite", {
  success: [thenUrl(/^\s*➜\s+Local:\s+/u), /^✓ built in (?<time>[\d.]+m?s)/u],
  error: [
    /(?:\[vite\] )?Internal server error: (?<message>.+)/u,
    /^(?:✗|x) Build failed in (?<time>[\d.]+m?s)/u,
    /^\s*(?:File: )(?<file>[^\s:?]+):(?<line>\d+):(?<column>\d+)/u,
    /^error during build:(?<message>.*)/u,
  ],
});

/** next: `   - Local:        http://localhost:3000`, ` ✓ Ready in 1.8s`, ` ⨯ ./app/page.tsx:12:5`, `./app/page.tsx:12:5`. */
export const NEXT = builtIn("next", {
  success: [thenUrl(/^\s*- Local:\s+/u), /^\s*✓ (?:Ready in (?<time>[\d.]+m?s)|Compiled\b.*)/u],
  error: [
    /^\s*⨯ (?!\.\/)(?<message>.+)/u,
    /^(?:\s*⨯ )?(?<file>\.\/[^\s:]+):(?<line>\d+):(?<column>\d+)/u,
    /^Failed to compile\.?$/u,
  ],
  progress: [/^\s*Generating static pages \((?<done>\d+)\/(?<total>\d+)\)/u],
});

/** webpack and its dev server: `webpack 5.90.0 compiled successfully in 812 ms`, `ERROR in ./src/a.ts 3:6`, `<s> [webpack.Progress] 40% building`. */
export const WEBPACK = builtIn("webpack", {
  success: [
    thenUrl(/\[webpack-dev-server\] (?:Loopback|Project is running at|On Your Network).*?/u),
    /^(?:webpack \S+ )?compiled successfully in (?<time>\d+ ms)/u,
  ],
  error: [
    /^(?:webpack \S+ )?compiled with (?<errors>\d+) errors?\b/u,
    /^ERROR in (?<file>\.{0,2}\/?[^\s:]+\.\w+)[ :(](?<line>\d+)[:,](?<column>\d+)/u,
  ],
  warning: [/^(?:webpack \S+ )?compiled with (?<warnings>\d+) warnings?\b/u],
  progress: [/\[webpack\.Progress\] (?<percent>\d{1,3})%/u],
});

/** Any server that says where it listens, in the words that most use. */
export const SERVER = builtIn("server", {
  success: [thenUrl(/\b(?:listening|running|ready|started|available|serving|served)\b[^\n]{0,80}?/u)],
});
