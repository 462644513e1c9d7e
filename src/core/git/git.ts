import { Fault } from "../model/fault.ts";
import { endedWell, type Git, type RunProgram } from "../model/ports.ts";

const TIME_LIMIT = 5_000;

/** git by its own program, looked for on PATH and where Homebrew and Xcode put it: Raycast has no shell's PATH. */
export function createGit(run: RunProgram): Git {
  const PATH = [process.env["PATH"], "/opt/homebrew/bin", "/usr/local/bin", "/usr/bin"].filter(Boolean).join(":");

  /** What git prints; empty if it cannot say. */
  async function git(folder: string, ...args: string[]): Promise<string> {
    const environment = { PATH, GIT_OPTIONAL_LOCKS: "0" };
    const end = await run({ program: "git", args: ["-C", folder, ...args], environment, timeout_ms: TIME_LIMIT });
    return endedWell(end) ? end.stdout.trim() : "";
  }

  return {
    async branch(folder) {
      const branch = await git(folder, "symbolic-ref", "--quiet", "--short", "HEAD");
      const found = branch || (await git(folder, "rev-parse", "--short", "HEAD"));
      if (found) return found;
      throw new Fault("not_found", `There is no git branch to use for {branch} in '${folder}'.`, {
        advice: "Use {branch} only in a folder that git knows, with git installed.",
      });
    },
  };
}
