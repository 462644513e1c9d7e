import { existsSync, realpathSync } from "node:fs";

/** Where each shell may be; macOS and Linux. RUNNER_BASH: another bash, such as macOS's 3.2. */
const PLACES = {
  sh: ["/bin/sh"],
  bash: [...(process.env.RUNNER_BASH ? [process.env.RUNNER_BASH] : []), "/bin/bash", "/usr/bin/bash"],
  zsh: ["/bin/zsh", "/usr/bin/zsh"],
  fish: ["/opt/homebrew/bin/fish", "/usr/local/bin/fish", "/usr/bin/fish"],
  dash: ["/bin/dash", "/usr/bin/dash"],
};

const found = Object.entries(PLACES).flatMap(([name, paths]) => {
  const path = paths.find((each) => existsSync(each));
  return path === undefined ? [] : [{ name, path }];
});

/** The shells of this machine, by name and path; `sh` where it is none of the others (on Linux it is often dash). */
export const SHELLS = found.filter(({ name, path }) => {
  const others = found.filter((other) => other.name !== "sh").map((other) => realpathSync(other.path));
  return name !== "sh" || !others.includes(realpathSync(path));
});
