import { existsSync } from "node:fs";

/** Where each shell may be; macOS and Linux. RUNNER_BASH: another bash, such as macOS's 3.2. */
const PLACES = {
  sh: ["/bin/sh"],
  bash: [...(process.env.RUNNER_BASH ? [process.env.RUNNER_BASH] : []), "/bin/bash", "/usr/bin/bash"],
  zsh: ["/bin/zsh", "/usr/bin/zsh"],
  fish: ["/opt/homebrew/bin/fish", "/usr/local/bin/fish", "/usr/bin/fish"],
  dash: ["/bin/dash", "/usr/bin/dash"],
};

/** The shells of this machine, by name and path. */
export const SHELLS = Object.entries(PLACES).flatMap(([name, paths]) => {
  const path = paths.find((each) => existsSync(each));
  return path === undefined ? [] : [{ name, path }];
});
