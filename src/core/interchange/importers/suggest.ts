import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { withUniqueIds, type Draft } from "./draft.ts";
import { SOURCES, type Source } from "./importers.ts";

/** The sessions that one file of a folder suggests. */
export interface Suggestion {
  source: string;
  file: string;
  drafts: Draft[];
}

/** A file that people write by hand is never larger, in bytes. */
const LARGEST = 1_000_000;
/** More sessions than anyone would pick from. */
const MOST_DRAFTS = 100;

/** What the files of a folder suggest, by file. Nothing is run; a folder or file that cannot be read suggests nothing. */
export async function suggest(folder: string): Promise<Suggestion[]> {
  const files = new Set(await readdir(folder).catch(() => [] as string[]));
  const found = await Promise.all(SOURCES.map((source) => fromSource(source, folder, files)));
  return found.filter((suggestion) => suggestion !== null);
}

async function fromSource(source: Source, folder: string, files: ReadonlySet<string>): Promise<Suggestion | null> {
  for (const file of source.files) {
    const text = await readSmall(join(folder, file));
    if (text === null) continue;
    const drafts = withUniqueIds(source.parse(text, { files })).slice(0, MOST_DRAFTS);
    if (drafts.length > 0) return { source: source.name, file, drafts };
  }
  return null;
}

async function readSmall(path: string): Promise<string | null> {
  try {
    const { size } = await stat(path);
    return size <= LARGEST ? await readFile(path, "utf8") : null;
  } catch {
    return null;
  }
}
