import { readFile, stat } from "node:fs/promises";
import { Fault } from "../model/fault.ts";
import { importJson } from "./json.ts";
import { checkSize, refuse, type ParsedFile } from "./parsed-file.ts";
import { importSqlite, isSqlite } from "./sqlite.ts";

/**
 * Reads a project file of either kind, told by what is in it. Rejects with a `Fault` only: `not_found`, `too_large`,
 * `unsupported_version` or `invalid_file`.
 */
export async function importFile(path: string): Promise<ParsedFile> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) {
    throw new Fault("not_found", `There is no file '${path}'.`, { advice: "Choose another file." });
  }
  checkSize(found.size);
  if (await isSqlite(path)) return importSqlite(path);
  const text = await readFile(path, "utf8").catch(() => refuse([`The file '${path}' cannot be read.`]));
  return importJson(text);
}
