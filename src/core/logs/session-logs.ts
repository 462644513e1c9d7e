import { open, readdir, rm, stat, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import type { LogPosition } from "../model/log-position.ts";
import type { LogReading, SessionLogs } from "../model/ports.ts";
import { logLines, NOTHING_READ } from "./log-lines.ts";

/** Of one log in one reading, and of all, bytes: some 100,000 lines of a web server. What is left is read the next time. */
const READ_BYTES = 5 * 1024 * 1024;
const ALL_BYTES = 10 * 1024 * 1024;
/** More than the longest escape sequence, so that each reading gets on. */
const LEAST_BYTES = 256 * 1024;
/** Output that has come this much faster than it is read, bytes, is passed over but for its end. */
const BEHIND_BYTES = 64 * 1024 * 1024;
/** A log that takes more of the disk than this is emptied once it is read and quiet; at the second it is anyway, bytes. */
const EMPTIED_AT = { quiet: 32 * 1024 * 1024, always: 256 * 1024 * 1024 };
const QUIET_MS = 2_000;
/** How long the log of a session that is gone is kept, ms. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

const SUFFIX = ".log";

interface LogRequest {
  id: string;
  from: LogPosition | null;
}

/** Where to go on in a file of this size; null: what is to come has not come yet. */
function resume(id: string, from: LogPosition | null, size: number): LogPosition | null {
  const start = { id, used: true, offset: 0, left: size, ...NOTHING_READ };
  if (from?.id !== id) return start;
  if (size >= from.offset) return from;
  // Emptied: iTerm2 goes on at its own offset, which is not before ours. Anything else is another file.
  return size === 0 ? null : start;
}

async function bytesOf(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, offset + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

/** iTerm2 never opens a log anew, so it cannot be replaced: emptied, it goes on after a hole that takes no room. */
async function keepSmall(file: FileHandle, left: number, now: number): Promise<void> {
  const { blocks, mtimeMs } = await file.stat();
  const bytes = blocks * 512;
  const isQuiet = left === 0 && now - mtimeMs > QUIET_MS;
  if (bytes > EMPTIED_AT.always || (bytes > EMPTIED_AT.quiet && isQuiet)) await file.truncate(0);
}

async function readLog(
  path: string,
  { id, from }: LogRequest,
  { limit, now }: { limit: number; now: number },
): Promise<LogReading & { read: number }> {
  const file = await open(path, "r+");
  try {
    const { size, mode, mtimeMs } = await file.stat();
    if ((mode & 0o077) !== 0) await file.chmod(0o600);
    const at = resume(id, from, size);
    if (at === null) {
      return { lines: [], sequences: "", passed_over: 0, read: 0, written_at: mtimeMs, position: from };
    }
    const passed_over = size - at.offset > BEHIND_BYTES ? size - READ_BYTES - at.offset : 0;
    const offset = at.offset + passed_over;
    const bytes = await bytesOf(file, offset, Math.min(limit, size - offset));
    const { lines, used, state } = logLines(passed_over > 0 ? NOTHING_READ : at, bytes);
    const left = Math.max(0, size - offset - bytes.length);
    await keepSmall(file, left, now);
    const sequences = bytes.includes("\u001b]") ? bytes.toString("utf8", 0, used) : "";
    return {
      lines,
      sequences,
      passed_over,
      read: bytes.length,
      written_at: mtimeMs,
      position: { ...state, id, used: true, offset: offset + used, left },
    };
  } finally {
    await file.close();
  }
}

/** The logs that iTerm2 keeps in this folder, named by the GUIDs of their panes. */
export function createSessionLogs({ folder }: { folder: string }): SessionLogs {
  return {
    async read(requests, now) {
      const readings: Record<string, LogReading> = {};
      let bytes = ALL_BYTES;
      for (const [index, request] of requests.entries()) {
        const { id, from } = request;
        // Each has its share, and what it leaves goes to those after it: a flood keeps nobody from being read.
        const share = Math.floor(bytes / (requests.length - index));
        const limit = Math.min(READ_BYTES, Math.max(LEAST_BYTES, share));
        try {
          const reading = await readLog(join(folder, id + SUFFIX), request, { limit, now });
          bytes = Math.max(0, bytes - reading.read);
          readings[id] = reading;
        } catch (error) {
          // What cannot be read for the moment is read from there the next time.
          const isGone = (error as NodeJS.ErrnoException).code === "ENOENT";
          if (!isGone) readings[id] = { lines: [], sequences: "", passed_over: 0, written_at: 0, position: from };
        }
      }
      return readings;
    },

    async sweep(keep, which, now) {
      const kept = new Set(keep.map((id) => id + SUFFIX));
      const names = await readdir(folder).catch(() => []);
      for (const name of names.filter((each) => each.endsWith(SUFFIX) && !kept.has(each))) {
        const path = join(folder, name);
        const info = await stat(path).catch(() => null);
        const isOld = info !== null && now - info.mtimeMs > KEPT_MS;
        if (isOld || which === "all") await rm(path, { force: true }).catch(() => undefined);
      }
    },
  };
}
