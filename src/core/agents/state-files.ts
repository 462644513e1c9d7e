import { open, readdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { AgentRecord } from "../model/observation.ts";
import type { AgentStateFiles, SessionEnvironment } from "../model/ports.ts";
import type { RecordFiles } from "./agent.ts";
import { ALL_AGENTS } from "./agents.ts";

/** A record is some hundred bytes; what is much larger is something else. */
const MAX_BYTES = 64 * 1024;
/** Of one agent. */
const MAX_FILES = 200;
/** A process id comes round again: an older record is not trusted to be of the process that has the id now. ms. */
const MAX_AGE = 7 * 24 * 3600_000;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** The file's text, or null if it is too large. Reads no more than the limit, whatever stat said. */
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

async function readRecord(path: string, pid: number, parse: RecordFiles["parse"]) {
  try {
    const info = await stat(path);
    if (!info.isFile() || info.size > MAX_BYTES || Date.now() - info.mtimeMs > MAX_AGE || !isAlive(pid)) return null;
    const text = await textOf(path);
    const said = text === null ? null : parse(JSON.parse(text));
    return said?.pid === pid ? { ...said, at: said.at ?? info.mtimeMs } : null;
  } catch {
    return null;
  }
}

async function readFolder(folder: string, parse: RecordFiles["parse"]) {
  const names = await readdir(folder).catch(() => []);
  const own = names.filter((name) => /^[1-9]\d{0,9}\.json$/.test(name)).slice(0, MAX_FILES);
  const records = await Promise.all(own.map((name) => readRecord(join(folder, name), Number.parseInt(name), parse)));
  return records.filter((record) => record !== null);
}

/**
 * Reads what agents record of themselves under the user's home, and where a session's variables move it. Never rejects: what cannot be read is left out.
 * `folders`: where they do so, to be watched.
 */
export function createAgentStateFiles({ home }: { home: string }): AgentStateFiles & { folders: readonly string[] } {
  const sources = ALL_AGENTS.flatMap(({ kind, records, hooks }) =>
    [records, hooks?.records].flatMap((files) =>
      files ? [{ agent: kind, folder: join(home, files.folder), parse: files.parse, moved_by: files.moved_by }] : [],
    ),
  );
  type Source = (typeof sources)[number];
  const movedTo = ({ moved_by }: Source, { variables, folder }: SessionEnvironment): string[] => {
    const named = moved_by && variables[moved_by.variable];
    if (!named) return [];
    const inHome = named.replace(/^(?:~|\$HOME|\$\{HOME\})(?=\/|$)/, () => home);
    return [join(resolve(folder, inHome), moved_by.folder)];
  };
  const foldersOf = (source: Source, environments: readonly SessionEnvironment[]) =>
    new Set([source.folder, ...environments.flatMap((environment) => movedTo(source, environment))]);
  return {
    folders: sources.map(({ folder }) => folder),
    async records(environments = []) {
      const read = async ({ agent, parse }: Source, folder: string) =>
        (await readFolder(folder, parse)).map((record): AgentRecord => ({ agent, ...record }));
      const found = await Promise.all(
        sources.flatMap((source) => [...foldersOf(source, environments)].map((folder) => read(source, folder))),
      );
      return found.flat();
    },
  };
}
