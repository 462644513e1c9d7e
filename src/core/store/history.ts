import type { DatabaseSync } from "node:sqlite";
import { Event } from "../model/event.ts";
import type { Clock, History, Run } from "../model/ports.ts";
import { EndCause, SessionStatus } from "../model/session.ts";
import { Settings } from "../model/settings.ts";
import { openHistory, setAside } from "./history-database.ts";
import { forget, inTransaction, record, type ProjectName } from "./history-records.ts";
import { isBusy, isDamage } from "./sqlite-errors.ts";

export interface HistoryOptions {
  clock?: Pick<Clock, "now">;
  /** How many runs, and for how many days. */
  limits?: () => Promise<Pick<Settings, "history_max_runs" | "history_max_days">>;
}

/** So many events wait in memory while the file cannot be written; the oldest go first. */
const MOST_WAITING = 2_000;

/**
 * Past runs and events, in a SQLite file with the tables of the data model. Its writes are few and short (one
 * transaction of milliseconds); one that another command holds up is made with the next. Nothing here ever throws: a
 * history that cannot be kept must not stop a tick.
 */
export function createHistory(path: string, options: HistoryOptions = {}): History {
  const clock = options.clock ?? Date;
  const limits = options.limits ?? (() => Promise.resolve(Settings.parse({})));
  let opened: Promise<DatabaseSync> | null = null;
  let waiting: { events: Event[]; names: Map<string, ProjectName> } = { events: [], names: new Map() };

  /** Runs `work` on the file; once more on a new one if it is damaged. Null: it could not be. */
  async function withDatabase<T>(work: (database: DatabaseSync) => T): Promise<T | null> {
    for (let attempt = 0; attempt < 2; attempt++) {
      try {
        opened ??= openHistory(path);
        return work(await opened);
      } catch (error) {
        if (isBusy(error)) return null;
        await close();
        if (!isDamage(error)) return null;
        await setAside(path, clock.now());
      }
    }
    return null;
  }

  async function close(): Promise<void> {
    const database = await opened?.catch(() => null);
    opened = null;
    try {
      database?.close();
    } catch {
      // Closing what is damaged may fail; it is not used again.
    }
  }

  return {
    async append(events, names) {
      waiting.events = [...waiting.events, ...events].slice(-MOST_WAITING);
      for (const name of names) waiting.names.set(name.project_id, name);
      if (waiting.events.length === 0) return;
      const kept = await limits().catch(() => Settings.parse({}));
      const batch = waiting;
      const done = await withDatabase((database) => {
        record(database, batch.events, batch.names);
        forget(database, kept, clock.now());
        return true;
      });
      if (done) waiting = { events: waiting.events.filter((event) => !batch.events.includes(event)), names: new Map() };
    },

    async runs({ project_id, template_id, limit }) {
      const rows = await withDatabase((database) =>
        database
          .prepare(
            `SELECT h.id, h.project_id, h.template_id, h.started_at, h.ended_at, h.exit_code, h.status, d.cause, d.waited_ms
             FROM session_history h LEFT JOIN run_details d ON d.run_id = h.id
             WHERE (? IS NULL OR h.project_id = ?) AND (? IS NULL OR h.template_id = ?)
             ORDER BY COALESCE(h.started_at, h.ended_at) DESC, h.rowid DESC LIMIT ?`,
          )
          .all(project_id ?? null, project_id ?? null, template_id ?? null, template_id ?? null, limit),
      );
      return (rows ?? []).flatMap(toRun);
    },

    async events({ session, limit }) {
      const rows = await withDatabase((database) =>
        database
          .prepare(
            `SELECT event_json FROM events
             WHERE CASE WHEN json_valid(event_json) THEN
               (?1 IS NULL OR COALESCE(event_json ->> '$.data.project_id', ?1) = ?1)
               AND (?2 IS NULL OR COALESCE(event_json ->> '$.data.template_id', ?2) = ?2) END
             ORDER BY timestamp DESC, rowid DESC LIMIT ?3`,
          )
          .all(session?.project_id ?? null, session?.template_id ?? null, limit),
      );
      return (rows ?? []).flatMap(({ event_json }) => {
        const event = Event.safeParse(parsed(event_json));
        return event.success ? [event.data] : [];
      });
    },

    async clear() {
      waiting = { events: [], names: new Map() };
      await withDatabase((database) =>
        inTransaction(database, () => {
          for (const table of ["run_details", "session_history", "events", "projects"]) {
            database.exec(`DELETE FROM ${table}`);
          }
        }),
      );
    },
  };
}

function parsed(json: unknown): unknown {
  try {
    return JSON.parse(String(json));
  } catch {
    return null;
  }
}

/** Rows that another program wrote and that are no runs are left out. */
function toRun(row: Record<string, unknown>): Run[] {
  const status = SessionStatus.safeParse(row["status"]);
  if (!status.success) return [];
  const text = (name: string) => (typeof row[name] === "string" ? row[name] : null);
  const cause = EndCause.safeParse(row["cause"]);
  return [
    {
      id: String(row["id"]),
      project_id: text("project_id") ?? "",
      template_id: text("template_id") ?? "",
      started_at: text("started_at"),
      ended_at: text("ended_at"),
      exit_code: typeof row["exit_code"] === "number" ? row["exit_code"] : null,
      status: status.data,
      cause: cause.success ? cause.data : null,
      waited_ms: typeof row["waited_ms"] === "number" ? row["waited_ms"] : 0,
    },
  ];
}
