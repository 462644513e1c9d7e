import { lstat, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Fault } from "../model/fault.ts";

/** What iTerm2's own command splitter, its interpolation and a shell all leave alone. */
const PLAIN = /^\/[A-Za-z0-9/._+-]+$/;

/** Whether a path can stand in iTerm2's `command` as it is. */
export function isPlainPath(path: string): boolean {
  return PLAIN.test(path);
}

/** The wanted folder if iTerm2 can be given its path, else one under /tmp that is ours by its name. */
export function plainFolder(wanted: string): string {
  return isPlainPath(wanted) ? wanted : join("/tmp", `iterm-project-orchestrator-${process.getuid?.() ?? 0}`);
}

/** Makes the folder if need be and sees that nobody else can read or write it. Rejects with `failed`. */
export async function privateFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const is = await lstat(path);
  if (is.isDirectory() && is.uid === process.getuid?.() && (is.mode & 0o077) === 0) return;
  throw new Fault("failed", `The folder ${path} is not private.`, {
    advice: "Remove it, then open the project again: it is made anew.",
  });
}
