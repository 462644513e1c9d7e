import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Which of macOS's own tools a Mac has instead of this machine's: the scripts of this folder say how each differs. Off,
 * it is this machine's.
 */
export interface MacTools {
  date: boolean;
  defaults: boolean;
  lsof: boolean;
  printf: boolean;
  ps: boolean;
}

const all: MacTools = { date: true, defaults: true, lsof: true, printf: true, ps: true };

/** Writes macOS's tools into `binDir`, which exists. On a real Mac there is nothing to do. */
export async function installMacTools(binDir: string, tools: Partial<MacTools> = {}): Promise<void> {
  if (process.platform === "darwin") return;
  const wanted = Object.entries({ ...all, ...tools }).filter(([, on]) => on);
  for (const [name] of wanted) {
    const script = await readFile(new URL(`./tools/${name}`, import.meta.url), "utf8");
    await writeFile(join(binDir, name), script, { mode: 0o755 });
  }
}
