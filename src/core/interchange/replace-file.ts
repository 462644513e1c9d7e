import { randomBytes } from "node:crypto";
import { readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/**
 * Puts a file in the place of the one at `path`, once it is whole: `write` is given another path in the same folder.
 * What somebody left unfinished there who was ended before is removed. Rejects with what `write` rejects with.
 */
export async function replaceFile(path: string, write: (unfinished: string) => void | Promise<void>): Promise<void> {
  const unfinished = `${path}.${randomBytes(6).toString("hex")}`;
  try {
    await write(unfinished);
    await rename(unfinished, path);
  } finally {
    await removeUnfinished(path);
  }
}

async function removeUnfinished(path: string): Promise<void> {
  const start = `${basename(path)}.`;
  const isUnfinished = (name: string) =>
    name.startsWith(start) && /^[0-9a-f]{12}(-journal)?$/.test(name.slice(start.length));
  const names = await readdir(dirname(path)).catch(() => []);
  for (const name of names.filter(isUnfinished)) await rm(join(dirname(path), name), { force: true });
}
