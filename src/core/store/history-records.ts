import type { DatabaseSync } from "node:sqlite";
import type { Event, EventOf } from "../model/event.ts";
import type { Settings } from "../model/settings.ts";

export interface ProjectName {
  project_id: string;
  name: string;
  path: string;
}

const DAY = 86_400_000;
/** Events are many more than runs. */
const EVENTS_PER_RUN = 10;

/** Writes events and the runs that they tell of; all or nothing. An event that is in already changes nothing. */
export function record(
  database: DatabaseSync,
  events: readonly Event[],
  names: ReadonlyMap<string, ProjectName>,
): void {
  const insertEvent = database.prepare("INSERT OR IGNORE INTO events (id, timestamp, event_json) VALUES (?, ?, ?)");
  const knowProject = database.prepare(
    `INSERT INTO projects (id, name, path) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, path = excluded.path, updated_at = CURRENT_TIMESTAMP
     WHERE name <> excluded.name OR path <> excluded.path`,
  );
  inTransaction(database, () => {
    for (const { project_id, name, path } of names.values()) knowProject.run(project_id, name, path);
    for (const event of events) {
      const { changes } = insertEvent.run(event.id, event.timestamp, JSON.stringify(event));
      if (Number(changes) === 0) continue;
      if ("template_id" in event.data && !names.has(event.data.project_id)) {
        database
          .prepare("INSERT OR IGNORE INTO projects (id, name, path) VALUES (?, '', '')")
          .run(event.data.project_id);
      }
      if (event.type === "session_started") begin(database, event);
      if (event.type === "session_status_changed") change(database, event);
      if (event.type === "session_ended") end(database, event);
    }
  });
}

/** Removes runs and events beyond the limits, oldest first. */
export function forget(
  database: DatabaseSync,
  { history_max_runs, history_max_days }: Pick<Settings, "history_max_runs" | "history_max_days">,
  now: number,
): void {
  const oldest = new Date(Math.max(0, now - history_max_days * DAY)).toISOString();
  inTransaction(database, () => {
    database.prepare("DELETE FROM session_history WHERE COALESCE(ended_at, started_at) < ?").run(oldest);
    database
      .prepare(
        `DELETE FROM session_history WHERE rowid IN
         (SELECT rowid FROM session_history ORDER BY started_at DESC, rowid DESC LIMIT -1 OFFSET ?)`,
      )
      .run(history_max_runs);
    database.prepare("DELETE FROM events WHERE timestamp < ?").run(oldest);
    database
      .prepare(
        "DELETE FROM events WHERE rowid IN (SELECT rowid FROM events ORDER BY timestamp DESC, rowid DESC LIMIT -1 OFFSET ?)",
      )
      .run(history_max_runs * EVENTS_PER_RUN);
  });
}

function begin(database: DatabaseSync, { id, data, timestamp }: EventOf<"session_started">): void {
  database
    .prepare(
      "INSERT OR IGNORE INTO session_history (id, project_id, template_id, started_at, status) VALUES (?, ?, ?, ?, 'running')",
    )
    .run(id, data.project_id, data.template_id, timestamp);
}

function change(database: DatabaseSync, { data }: EventOf<"session_status_changed">): void {
  const run = openRun(database, data);
  if (run !== null) database.prepare("UPDATE session_history SET status = ? WHERE id = ?").run(data.to, run);
}

function end(database: DatabaseSync, { id, data, timestamp }: EventOf<"session_ended">): void {
  const run = openRun(database, data) ?? id;
  database
    .prepare(
      `INSERT INTO session_history (id, project_id, template_id, started_at, ended_at, exit_code, status)
       VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET started_at = COALESCE(excluded.started_at, started_at),
         ended_at = excluded.ended_at, exit_code = excluded.exit_code, status = excluded.status`,
    )
    .run(run, data.project_id, data.template_id, data.started_at, timestamp, data.exit_code, data.status);
  database
    .prepare("INSERT OR REPLACE INTO run_details (run_id, cause, waited_ms) VALUES (?, ?, ?)")
    .run(run, data.cause, data.waited_ms);
}

/** The run of this session that has not ended; its start may have been missed. */
function openRun(database: DatabaseSync, data: { project_id: string; template_id: string }): string | null {
  const found = database
    .prepare(
      `SELECT id FROM session_history WHERE project_id = ? AND template_id = ? AND ended_at IS NULL
       ORDER BY started_at DESC, rowid DESC LIMIT 1`,
    )
    .get(data.project_id, data.template_id);
  return found ? String(found["id"]) : null;
}

/** All of it or nothing, also if this process ends in the middle. */
export function inTransaction(database: DatabaseSync, work: () => void): void {
  database.exec("BEGIN IMMEDIATE");
  try {
    work();
    database.exec("COMMIT");
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}
