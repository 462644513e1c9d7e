import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Writes files, by name, into a folder that is made if it is not there; resolves with the folder. */
export async function writeIn(folder: string, files: Record<string, string>): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}
