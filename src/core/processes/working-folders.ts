import type { RunProgram } from "../model/ports.ts";
import { lsof } from "./lsof.ts";

const NAMED: Record<string, string> = { "\\b": "\b", "\\f": "\f", "\\n": "\n", "\\r": "\r", "\\t": "\t", "\\\\": "\\" };

/**
 * The text behind what lsof prints of it: bytes as `\xc3` where its locale has no such character, `\n` and the like, and
 * `\\` for a backslash (safestrprt in its misc.c). Its `^A` for other control characters can be real, and is left.
 */
function unescaped(printed: string): string {
  return printed.replaceAll(
    /(?:\\x[0-9a-f]{2})+|\\[bfnrt\\]/g,
    (escape) => NAMED[escape] ?? Buffer.from(escape.replaceAll("\\x", ""), "hex").toString("utf8"),
  );
}

/** What `lsof -Fpn` prints: a line `p<pid>`, then a line `n<path>` for what it has open. */
export function parseLsof(text: string): Record<number, string> {
  const folders: Record<number, string> = {};
  let pid: number | null = null;
  for (const line of text.split("\n")) {
    if (line.startsWith("p")) pid = Number(line.slice(1));
    else if (line.startsWith("n/") && pid !== null) folders[pid] = unescaped(line.slice(1));
  }
  return folders;
}

/** Working directories by pid, of those that can be told. Never rejects. */
export async function workingFolders(run: RunProgram, pids: readonly number[]): Promise<Record<number, string>> {
  if (pids.length === 0) return {};
  return parseLsof(await lsof(run, ["-a", "-d", "cwd", "-p", pids.join(","), "-Fpn"]));
}
