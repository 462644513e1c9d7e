import { builtIn } from "./built-in.ts";

/** npm, pnpm and yarn: `npm error code ENOENT`, `added 211 packages in 3s`, `3 high severity vulnerabilities`. */
export const NPM = builtIn("npm", {
  error: [
    /^npm (?:ERR!|error) code (?<code>\S+)/u,
    /^npm (?:ERR!|error) (?<message>(?:Missing script|Lifecycle script|command failed|enoent|404|Could not).*)/u,
    /^ ?ERR_PNPM_(?<code>\w+) +(?<message>.+)/u,
  ],
  success: [/^(?:added (?<added>\d+)|removed \d+|changed \d+|up to date)\b.*\bin (?<time>[\d.]+m?s)/u],
  warning: [
    /^(?<vulnerabilities>[1-9]\d*) (?:(?:low|moderate|high|critical) severity )?vulnerabilit(?:y|ies)\b/u,
    /^npm (?:WARN|warn) (?<message>.+)/u,
  ],
});

/** docker compose: ` ✔ Container app-db-1  Started`, `app-web-1 exited with code 1`, `[+] Running 3/4`, `Error response from daemon: …`. */
export const DOCKER_COMPOSE = builtIn("docker-compose", {
  error: [
    /^(?<container>[\w.-]+) exited with code (?<code>[1-9]\d*)/u,
    /^(?:Error response from daemon|Error|failed to solve): (?<message>.+)/u,
    /^ *[✘✗] Container (?<container>\S+) +(?<message>Error.*)/u,
  ],
  success: [/^ *✔ Container (?<container>\S+) +(?:Started|Healthy|Running)/u],
  progress: [/^\[\+\] (?:Running|Building|up|Pulling)(?: [\d.]+s)? \(?(?<done>\d+)\/(?<total>\d+)\)?/u],
});
