import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { withUniqueIds, type Draft } from "./draft.ts";
import type { Importer } from "./importer.ts";
import { IMPORTERS } from "./importers.ts";

/** The sessions that one file of a folder suggests. */
export interface Suggestion {
  /** The name of the tool that the file is for. */
  tool: string;
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
  const found = await Promise.all(IMPORTERS.map((importer) => suggestionOf(importer, folder, files)));
  return found.filter((suggestion) => suggestion !== null);
}

async function suggestionOf(
  importer: Importer,
  folder: string,
  files: ReadonlySet<string>,
): Promise<Suggestion | null> {
  for (const file of importer.files) {
    const text = await readSmall(join(folder, file));
    if (text === null) continue;
    const drafts = withUniqueIds(await importer.drafts(text, { files })).slice(0, MOST_DRAFTS);
    if (drafts.length > 0) return { tool: importer.name, file, drafts };
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
