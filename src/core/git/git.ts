import { execFile } from "node:child_process";
import { Fault } from "../model/fault.ts";
import type { Git } from "../model/ports.ts";

const TIME_LIMIT = 5_000;

/**
 * The git branch that is checked out in `folder`; without one (a detached head), the short commit id. `git` is looked
 * for on PATH and where Homebrew and Xcode put it, as Raycast is started without a shell's PATH. Rejects with
 * `not_found`.
 */
async function branch(folder: string): Promise<string> {
  const branch = await git(folder, ["symbolic-ref", "--quiet", "--short", "HEAD"]);
  const found = branch ?? (await git(folder, ["rev-parse", "--short", "HEAD"]));
  if (found) return found;
  throw new Fault("not_found", `There is no git branch to use for {branch} in '${folder}'.`, {
    advice: "Use {branch} only in a folder that git knows, with git installed.",
  });
}

/** What git prints, or null if it cannot say. */
function git(folder: string, args: string[]): Promise<string | null> {
  const PATH = [process.env["PATH"], "/opt/homebrew/bin", "/usr/local/bin", "/usr/bin"].filter(Boolean).join(":");
  return new Promise((resolve) => {
    execFile(
      "git",
      ["-C", folder, ...args],
      { timeout: TIME_LIMIT, env: { ...process.env, PATH, GIT_OPTIONAL_LOCKS: "0" } },
      (error, stdout) => resolve(error ? null : stdout.trim() || null),
    );
  });
}

/** git by its own program. */
export function createGit(): Git {
  return { branch };
}
