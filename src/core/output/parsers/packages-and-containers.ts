import type { OutputParser } from "../../model/parser.ts";

/** npm, pnpm and yarn: `npm error code ENOENT`, `added 211 packages in 3s`, `3 high severity vulnerabilities`. */
export const NPM: OutputParser = {
  name: "npm",
  patterns: [
    { regex: String.raw`^npm (?:ERR!|error) code (?<code>\S+)`, event_type: "error", extract_groups: [] },
    {
      regex: String.raw`^npm (?:ERR!|error) (?<message>(?:Missing script|Lifecycle script|command failed|enoent|404|Could not).*)`,
      event_type: "error",
      extract_groups: [],
    },
    { regex: String.raw`^ ?ERR_PNPM_(?<code>\w+) +(?<message>.+)`, event_type: "error", extract_groups: [] },
    {
      regex: String.raw`^(?:added (?<added>\d+)|removed \d+|changed \d+|up to date)\b.*\bin (?<time>[\d.]+m?s)`,
      event_type: "success",
      extract_groups: [],
    },
    {
      regex: String.raw`^(?<vulnerabilities>[1-9]\d*) (?:(?:low|moderate|high|critical) severity )?vulnerabilit(?:y|ies)\b`,
      event_type: "warning",
      extract_groups: [],
    },
    { regex: String.raw`^npm (?:WARN|warn) (?<message>.+)`, event_type: "warning", extract_groups: [] },
  ],
};

/** docker compose: ` ✔ Container app-db-1  Started`, `app-web-1 exited with code 1`, `[+] Running 3/4`, `Error response from daemon: …`. */
export const DOCKER_COMPOSE: OutputParser = {
  name: "docker-compose",
  patterns: [
    {
      regex: String.raw`^(?<container>[\w.-]+) exited with code (?<code>[1-9]\d*)`,
      event_type: "error",
      extract_groups: [],
    },
    {
      regex: String.raw`^(?:Error response from daemon|Error|failed to solve): (?<message>.+)`,
      event_type: "error",
      extract_groups: [],
    },
    {
      regex: String.raw`^ *[✘✗] Container (?<container>\S+) +(?<message>Error.*)`,
      event_type: "error",
      extract_groups: [],
    },
    {
      regex: String.raw`^ *✔ Container (?<container>\S+) +(?:Started|Healthy|Running)`,
      event_type: "success",
      extract_groups: [],
    },
    {
      regex: String.raw`^\[\+\] (?:Running|Building|up|Pulling)(?: [\d.]+s)? \(?(?<done>\d+)\/(?<total>\d+)\)?`,
      event_type: "progress",
      extract_groups: [],
    },
  ],
};
