import { existsSync } from "node:fs";
import { readlink } from "node:fs/promises";
import type { RunProgram } from "../model/ports.ts";

/** lsof that hangs (a dead network disk) must not hang a command, ms. */
const LSOF_LIMIT = 5000;

/** What `lsof -Fpn` prints: a line `p<pid>`, then a line `n<path>` for what it has open. */
export function parseLsof(text: string): Record<number, string> {
  const folders: Record<number, string> = {};
  let pid: number | null = null;
  for (const line of text.split("\n")) {
    if (line.startsWith("p")) pid = Number(line.slice(1));
    else if (line.startsWith("n/") && pid !== null) folders[pid] = line.slice(1);
  }
  return folders;
}

/** Working directories by pid, of those that can be told. Never rejects. macOS has lsof and no /proc, Linux has /proc. */
export async function workingFolders(run: RunProgram, pids: readonly number[]): Promise<Record<number, string>> {
  if (pids.length === 0) return {};
  if (existsSync("/proc/self/cwd")) {
    const found = await Promise.all(
      pids.map(async (pid) => [pid, await readlink(`/proc/${pid}/cwd`).catch(() => null)] as const),
    );
    return Object.fromEntries(found.flatMap(([pid, folder]) => (folder === null ? [] : [[pid, folder] as const])));
  }
  // It ends with an error as soon as one of the processes is gone, and has told of the others.
  const args = ["-a", "-d", "cwd", "-p", pids.join(","), "-Fpn"];
  return parseLsof((await run({ program: "/usr/sbin/lsof", args, timeout_ms: LSOF_LIMIT })).stdout);
}
