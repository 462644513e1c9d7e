import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { importFile } from "../../../src/core/interchange/import-file.ts";
import { exportSqlite, importSqlite } from "../../../src/core/interchange/sqlite.ts";
import { Fault } from "../../../src/core/model/fault.ts";
import { SCHEMA } from "../../../src/core/model/sqlite-schema.ts";
import { arbitraryProjects } from "../builders/arbitrary-project.ts";
import { aProject } from "../builders/project.ts";

const folder = mkdtempSync(join(tmpdir(), "exchange-"));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, "projects.sqlite");

function foreign(sql: string): string {
  rmSync(path, { force: true });
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
  return path;
}

describe("projects in SQLite", () => {
  test("are equal after export and import, whatever they hold", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryProjects, async (projects) => {
        await exportSqlite(path, projects);
        expect((await importSqlite(path)).projects).toEqual(projects);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  test("keep a session of the same id in each of two projects", async () => {
    const projects = [aProject({ id: "a" }), aProject({ id: "b" })];
    await exportSqlite(path, projects);
    expect((await importFile(path)).projects).toEqual(projects);
  });

  test("have the columns of the data model, and no others", async () => {
    await exportSqlite(path, [aProject()]);
    const database = new DatabaseSync(path);
    const columns = (table: string) =>
      database
        .prepare(`SELECT name FROM pragma_table_info('${table}')`)
        .all()
        .map(({ name }) => name);
    expect(columns("projects")).toEqual(["id", "name", "path", "config_json", "created_at", "updated_at"]);
    expect(columns("session_templates")).toEqual([
      "id",
      "project_id",
      "name",
      "command",
      "layout",
      "parent_template_id",
      "auto_start",
      "restart_on_exit",
      "config_json",
    ]);
    expect(columns("session_history")).toEqual([
      "id",
      "project_id",
      "template_id",
      "started_at",
      "ended_at",
      "exit_code",
      "status",
    ]);
    database.close();
  });

  test("may come from another program that left everything to the defaults", async () => {
    foreign(`${SCHEMA}
      INSERT INTO projects (id, name, path) VALUES ('p', 'P', '/p');
      INSERT INTO session_templates (id, project_id, name, command) VALUES ('server', 'p', 'Server', 'make');`);
    const [project] = (await importSqlite(path)).projects;
    expect(project).toMatchObject({ id: "p", config: { confirm_before_close: true } });
    expect(project!.session_templates[0]).toMatchObject({ id: "server", layout: "tab", auto_start: false });
    expect(Date.parse(project!.created_at)).toBeGreaterThan(0);
  });
});

describe("a database that is refused", () => {
  test.each([
    ["is text", () => (writeFileSync(path, "hello"), path)],
    ["is cut off", () => (writeFileSync(path, "SQLite format 3\0 and then nothing"), path)],
    ["has no such tables", () => foreign("CREATE TABLE t (a)")],
    [
      "has a view in place of a table",
      () => foreign("CREATE VIEW projects AS SELECT 1 AS id; CREATE TABLE session_templates (id)"),
    ],
    ["has other columns", () => foreign("CREATE TABLE projects (a); CREATE TABLE session_templates (a)")],
    [
      "has sessions of no project",
      () =>
        foreign(`${SCHEMA} PRAGMA foreign_keys = OFF;
      INSERT INTO session_templates (id, project_id, name, command) VALUES ('s', 'p', 'S', 'x')`),
    ],
    [
      "has a config that is no JSON",
      () =>
        foreign(`${SCHEMA}
      INSERT INTO projects (id, name, path, config_json) VALUES ('p', 'P', '/p', '{')`),
    ],
  ])("because it %s", async (_why, make) => {
    const fault: unknown = await importSqlite(make()).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(Fault);
    expect((fault as Fault).code).toBe("invalid_file");
  });
});
