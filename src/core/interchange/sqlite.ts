import { open } from "node:fs/promises";
import type { DatabaseSync } from "node:sqlite";
import { Fault } from "../model/fault.ts";
import type { Project } from "../model/project.ts";
import { SCHEMA } from "../model/sqlite-schema.ts";
import { parseProjects, refuse, type ParsedFile } from "./parsed-file.ts";
import { replaceFile } from "./replace-file.ts";
import { leaveSecretsOut } from "./secrets-left-out.ts";
import { projectRow, projectValue, templateRow } from "./sqlite-rows.ts";

/** Fields of projects that the three tables have no place for. */
const EXTRAS = "CREATE TABLE IF NOT EXISTS project_extras (project_id TEXT PRIMARY KEY, fields_json TEXT NOT NULL);";

const MAGIC = "SQLite format 3\0";

/** Writes a new file with these projects, in place of one that is there. Rejects with `failed`. */
export async function exportSqlite(
  path: string,
  projects: readonly Project[],
  { withoutSecrets = false }: { withoutSecrets?: boolean } = {},
): Promise<void> {
  try {
    const { DatabaseSync } = await import("node:sqlite");
    await replaceFile(path, (unfinished) => {
      const database = new DatabaseSync(unfinished);
      try {
        write(database, withoutSecrets ? projects.map(leaveSecretsOut) : projects);
      } finally {
        database.close();
      }
    });
  } catch (cause) {
    throw new Fault("failed", `The file '${path}' could not be written.`, { cause, advice: "Choose another folder." });
  }
}

/** Whether a file begins as every SQLite database does. */
export async function isSqlite(path: string): Promise<boolean> {
  const file = await open(path, "r").catch(() => null);
  try {
    const start = await file?.read(Buffer.alloc(MAGIC.length), 0, MAGIC.length, 0);
    return start?.buffer.toString("latin1") === MAGIC;
  } catch {
    return false;
  } finally {
    await file?.close();
  }
}

function write(database: DatabaseSync, projects: readonly Project[]): void {
  database.exec(SCHEMA + EXTRAS);
  database.exec("BEGIN");
  for (const project of projects) {
    const { row, extra } = projectRow(project);
    insert(database, "projects", row);
    if (extra !== null) insert(database, "project_extras", { project_id: project.id, fields_json: extra });
    for (const template of project.session_templates) {
      insert(database, "session_templates", templateRow(project, template));
    }
  }
  database.exec("COMMIT");
}

function insert(database: DatabaseSync, table: string, row: Record<string, string | number | null>): void {
  const columns = Object.keys(row);
  const places = columns.map(() => "?").join(", ");
  database.prepare(`INSERT INTO ${table} (${columns.join(", ")}) VALUES (${places})`).run(...Object.values(row));
}

/**
 * Reads the projects of a database with the tables of the data model. Rejects with `invalid_file`, with every problem
 * in its `problems`.
 */
export async function importSqlite(path: string): Promise<ParsedFile> {
  try {
    const { DatabaseSync } = await import("node:sqlite");
    const database = new DatabaseSync(path, { readOnly: true });
    try {
      return { projects: parseProjects(valuesIn(database)), settings: null };
    } finally {
      database.close();
    }
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Fault("invalid_file", `The database cannot be read: ${why}`, {
      cause,
      problems: [why],
      advice: "Nothing was imported. Choose a file with the tables projects and session_templates.",
    });
  }
}

function valuesIn(database: DatabaseSync): unknown[] {
  for (const table of ["projects", "session_templates"]) {
    if (!isPlainTable(database, table)) refuse([`The database has no table '${table}'.`]);
  }
  const extras = new Map<string, unknown>();
  if (isPlainTable(database, "project_extras")) {
    for (const row of database.prepare("SELECT project_id, fields_json FROM project_extras").all()) {
      extras.set(String(row["project_id"]), row["fields_json"]);
    }
  }
  const columns = "id, project_id, name, command, layout, parent_template_id, auto_start, restart_on_exit, config_json";
  const rows = database.prepare(`SELECT ${columns} FROM session_templates`).all();
  const templates = Map.groupBy(rows, (row) => String(row["project_id"]));
  const projects = database.prepare("SELECT id, name, path, config_json, created_at, updated_at FROM projects").all();
  const known = new Set(projects.map((row) => String(row["id"])));
  const homeless = [...templates.keys()].filter((id) => !known.has(id));
  if (homeless.length > 0)
    refuse(homeless.map((id) => `There are sessions of project '${id}', which is not in the file.`));
  return projects.map((row) =>
    projectValue(row, templates.get(String(row["id"])) ?? [], extras.get(String(row["id"]))),
  );
}

/** A view or a virtual table of a foreign file may compute for ever, so neither is read. */
function isPlainTable(database: DatabaseSync, name: string): boolean {
  const found = database.prepare("SELECT type, sql FROM sqlite_schema WHERE name = ?").get(name);
  return found?.["type"] === "table" && !/^\s*create\s+virtual/i.test(String(found["sql"]));
}
