import { open } from "node:fs/promises";
import { join } from "node:path";
import { JournalEntry, type Journal } from "../model/observation.ts";
import { runnerFileName } from "../model/runner-file-name.ts";

/** At most this much of a journal is read, bytes, from its beginning: the count of its lines must not go back. */
const READ_LIMIT = 8 * 1024 * 1024;

function parseLine(line: string): JournalEntry[] {
  try {
    const parsed = JournalEntry.safeParse(JSON.parse(line));
    return parsed.success ? [parsed.data] : [];
  } catch {
    return [];
  }
}

/**
 * The entries of a journal's text. A last line without its end is still being written and waits for the next reading.
 * On a full disk a line may be cut off, which is no entry, and one that came late may be there twice, which is one.
 */
export function parseJournal(text: string): JournalEntry[] {
  const lines = text.slice(0, text.lastIndexOf("\n") + 1).split("\n");
  return [...new Set(lines)].flatMap(parseLine);
}

async function readStart(path: string): Promise<string> {
  const file = await open(path, "r").catch(() => null);
  if (file === null) return "";
  try {
    const { size } = await file.stat();
    const buffer = Buffer.alloc(Math.min(size, READ_LIMIT));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Reads the journals of sessions, by our session id; one that is not there is empty. */
export function createJournals(journalFolder: string): (sessionIds: string[]) => Promise<Record<string, Journal>> {
  return async (sessionIds) => {
    const read = sessionIds.map(async (id) => {
      const text = await readStart(join(journalFolder, `${runnerFileName(id)}.jsonl`));
      return [id, { entries: parseJournal(text) }] as const;
    });
    return Object.fromEntries(await Promise.all(read));
  };
}
