import { linkSync, readFileSync, renameSync, unlinkSync } from "node:fs";
import { readdir, stat, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { parseOwner, processLives } from "./lock-owner.ts";

/** Strays of living processes go after this long (ms). */
const STRAY = 3_600_000;

/** The file whose renaming decides who may take the lock from `owner`; see `lock`. */
export function rightOf(path: string, owner: string, holder: string): string {
  return `${path}.${owner}.${holder}`;
}

/** A file that is not there (any more) is an answer, not an error. */
export function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}

/** Takes the lock from an owner who is gone; false: somebody else did. Synchronous, so that no worker ends in between. */
export function takeOver(path: string, owner: string, holder: string, me: string): boolean {
  const right = rightOf(path, owner, me);
  const copy = `${rightOf(path, me, me)}.copy`;
  try {
    renameSync(rightOf(path, owner, holder), right);
  } catch (error) {
    absent(error as NodeJS.ErrnoException);
    return false;
  }
  // Renaming one name of a file onto another name of it does nothing, so `path` gets a name of its own.
  linkSync(rightOf(path, me, me), copy);
  renameSync(copy, path);
  unlinkSync(right);
  return true;
}

/** Removes a lock file that names nobody, as a power failure may leave it, if it still reads `text`. */
export function replaceOrphan(path: string, text: string): void {
  try {
    if (readFileSync(path, "utf8") === text) unlinkSync(path);
  } catch (error) {
    absent(error as NodeJS.ErrnoException);
  }
}

/** Removes what waiting ones left behind who were ended while they waited. */
export async function removeStrays(path: string, me: string): Promise<void> {
  const prefix = `${basename(path)}.`;
  for (const name of await readdir(dirname(path))) {
    const owner = name.startsWith(prefix) ? name.slice(prefix.length).split(".")[0]! : "";
    const parsed = parseOwner(owner);
    if (!parsed || owner === me) continue;
    const file = join(dirname(path), name);
    const age = Date.now() - ((await stat(file).catch(absent))?.mtimeMs ?? Date.now());
    if (!processLives(parsed.pid) || age > STRAY) await unlink(file).catch(absent);
  }
}
