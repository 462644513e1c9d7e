import { open, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod/mini";
import type { AgentRecord } from "../model/observation.ts";
import type { Agents } from "../model/ports.ts";

/** A record is some hundred bytes; what is much larger is something else. */
const MAX_BYTES = 64 * 1024;
const MAX_FILES = 200;
/** A process id comes round again: an older record is not trusted to be of the process that has the id now. ms. */
const MAX_AGE = 7 * 24 * 3600_000;

/** `<pid>.json` of Claude Code 2.1.139 and later. Undocumented, so nothing is relied on but these; `pid-<n>.json` is older. */
const ClaudeSession = z.object({
  pid: z.int().check(z.positive()),
  status: z.enum(["busy", "idle", "waiting", "shell"]),
  statusUpdatedAt: z.catch(z.optional(z.number().check(z.positive())), undefined),
  updatedAt: z.catch(z.optional(z.number().check(z.positive())), undefined),
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** The file's text, or null if it is no plain file or too large. Reads no more than the limit, whatever stat said. */
async function textOf(path: string): Promise<string | null> {
  const file = await open(path, "r");
  try {
    const buffer = Buffer.alloc(MAX_BYTES + 1);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    return bytesRead > MAX_BYTES ? null : buffer.toString("utf8", 0, bytesRead);
  } finally {
    await file.close();
  }
}

async function claudeRecord(folder: string, name: string): Promise<AgentRecord | null> {
  const path = join(folder, name);
  try {
    const info = await stat(path);
    if (!info.isFile() || info.size > MAX_BYTES || Date.now() - info.mtimeMs > MAX_AGE) return null;
    const pid = Number(name.slice(0, -".json".length));
    if (!isAlive(pid)) return null;
    const text = await textOf(path);
    const session = text === null ? null : ClaudeSession.safeParse(JSON.parse(text));
    if (!session?.success || session.data.pid !== pid) return null;
    const { status, statusUpdatedAt, updatedAt } = session.data;
    return { agent: "claude", pid, state: status, at: statusUpdatedAt ?? updatedAt ?? info.mtimeMs };
  } catch {
    return null;
  }
}

/** Reads what agents record of themselves under the user's home. Never rejects: what cannot be read is left out. */
export function createAgents({ home }: { home: string }): Agents & { folder: string } {
  const folder = join(home, ".claude", "sessions");
  return {
    folder,
    async records() {
      const names = await readdir(folder).catch(() => []);
      const own = names.filter((name) => /^[1-9]\d{0,9}\.json$/.test(name)).slice(0, MAX_FILES);
      const records = await Promise.all(own.map((name) => claudeRecord(folder, name)));
      return records.filter((record) => record !== null);
    },
  };
}
