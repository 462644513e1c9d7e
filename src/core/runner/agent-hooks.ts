import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { HookFile } from "../model/ports.ts";

export interface AgentHookOptions {
  /** Absolute; ours alone. */
  folder: string;
  /** Where the assets of the files are. */
  assets: string;
  files: readonly HookFile[];
}

/** What an agent that was killed leaves is removed after this, ms: until then its process id may be read again. */
const RECORD_KEPT_MS = 7 * 24 * 3600_000;

const bin = (folder: string) => join(folder, "bin");

async function textOf(file: HookFile, assets: string): Promise<string> {
  return "text" in file ? file.text : readFile(join(assets, file.asset), "utf8");
}

/** Replaced as a whole, and only by something else: a program may be reading it. */
async function put(path: string, text: string, mode: number): Promise<void> {
  if ((await readFile(path, "utf8").catch(() => null)) === text) return;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const unfinished = `${path}.new`;
  await writeFile(unfinished, text, { mode });
  await chmod(unfinished, mode);
  await rename(unfinished, path);
}

/** Puts the files of the hooks in their place and gives the folder that has to come first in PATH. */
export async function putAgentHooks({ folder, assets, files }: AgentHookOptions): Promise<string> {
  for (const file of files) {
    const mode = "executable" in file && file.executable ? 0o700 : 0o600;
    await put(join(folder, file.path), await textOf(file, assets), mode);
  }
  return bin(folder);
}

/**
 * Agents that are started from now on have no hooks, in older sessions neither: the programs that stand before them stay,
 * since a shell may remember where they are, but find nothing to add.
 */
export async function takeAgentHooksAway({ folder, files }: AgentHookOptions): Promise<void> {
  for (const { path } of files) if (!path.startsWith("bin/")) await rm(join(folder, path), { force: true });
}

/** Removes what agents that are gone have left. `now`: ms since the epoch. */
export async function sweepAgentHooks({ folder }: AgentHookOptions, now: number): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const records = join(folder, name);
    for (const file of await readdir(records).catch(() => [])) {
      if (!file.endsWith(".json") && !file.startsWith(".")) continue;
      const path = join(records, file);
      const { mtimeMs = now } = (await stat(path).catch(() => null)) ?? {};
      if (now - mtimeMs > RECORD_KEPT_MS) await rm(path, { force: true });
    }
  }
}
