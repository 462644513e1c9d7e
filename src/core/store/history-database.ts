import { mkdir, rename } from "node:fs/promises";
import { chmodSync } from "node:fs";
import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { SCHEMA } from "../model/sqlite-schema.ts";

/** Beside the three tables of the data model, what it has no columns for. */
const OURS = `
CREATE TABLE IF NOT EXISTS run_details (
  run_id TEXT PRIMARY KEY REFERENCES session_history(id) ON DELETE CASCADE,
  cause TEXT,
  waited_ms REAL NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS events (
  id TEXT PRIMARY KEY,
  timestamp TIMESTAMP NOT NULL,
  event_json TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS runs_by_start ON session_history (started_at);
CREATE INDEX IF NOT EXISTS runs_by_template ON session_history (project_id, template_id, started_at);
CREATE INDEX IF NOT EXISTS events_by_time ON events (timestamp);
`;

/** Removes the output that earlier builds stored with events; version 1 of the file has none. */
const FORGET_OUTPUT = `
UPDATE events SET event_json = json_remove(event_json, '$.data.entries')
WHERE CASE WHEN json_valid(event_json) THEN event_json ->> '$.data.entries' IS NOT NULL END;
PRAGMA user_version = 1;
`;

/** Longest that one statement waits for another command's (ms); it blocks, so it is short. */
const BUSY = 50;

/** Opens or makes the file. The module is loaded here, so that only who uses the history pays for it. */
export async function openHistory(path: string): Promise<DatabaseSync> {
  const { DatabaseSync } = await import("node:sqlite");
  await mkdir(dirname(path), { recursive: true });
  const database = new DatabaseSync(path);
  try {
    database.exec(`PRAGMA busy_timeout = ${BUSY}; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;`);
    database.exec(SCHEMA + OURS);
    database
      .prepare("SELECT id, project_id, template_id, started_at, ended_at, exit_code, status FROM session_history")
      .get();
    database.prepare("SELECT id, name, path FROM projects").get();
    if (database.prepare("PRAGMA user_version").get()?.["user_version"] === 0) database.exec(FORGET_OUTPUT);
    chmodSync(path, 0o600);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Keeps a damaged file beside the new one, with the time in its name. */
export async function setAside(path: string, now: number): Promise<void> {
  const name = `${path}.damaged-${new Date(now).toISOString().replace(/[:.]/g, "-")}`;
  for (const part of ["", "-wal", "-shm"]) await rename(path + part, name + part).catch(() => undefined);
}
