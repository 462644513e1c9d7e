import type { Project } from "../model/project.ts";
import { sessionIdOf } from "../model/runtime.ts";
import type { SessionTemplate } from "../model/session-template.ts";

export type Row = Record<string, unknown>;
type Columns = Record<string, string | number | null>;

const PROJECT_FIELDS = ["id", "name", "path", "created_at", "updated_at", "config", "session_templates"];

/** A project's row, and its fields that have no place in it (null: none). */
export function projectRow(project: Project): { row: Columns; extra: string | null } {
  const { id, name, path, created_at, updated_at, config } = project;
  const others = Object.entries(project).filter(([field]) => !PROJECT_FIELDS.includes(field));
  return {
    row: { id, name, path, config_json: JSON.stringify(config), created_at, updated_at },
    extra: others.length > 0 ? JSON.stringify(Object.fromEntries(others)) : null,
  };
}

/** A template's row. Its key names the project too, as template ids repeat between projects. */
export function templateRow(project: Project, template: SessionTemplate): Columns {
  const { id, name, command, layout, parent_template_id, auto_start, restart_on_exit, ...config } = template;
  return {
    id: sessionIdOf(project.id, id),
    project_id: project.id,
    name,
    command,
    layout,
    parent_template_id: parent_template_id === null ? null : sessionIdOf(project.id, parent_template_id),
    auto_start: Number(auto_start),
    restart_on_exit: Number(restart_on_exit),
    config_json: JSON.stringify(config),
  };
}

/** A project as `parseProject` takes it. Throws a SyntaxError for text that is no JSON. */
export function projectValue(row: Row, templates: readonly Row[], extra: unknown): unknown {
  const id = String(row["id"]);
  return {
    ...objectIn(extra),
    id,
    name: row["name"],
    path: row["path"],
    created_at: timestamp(row["created_at"]),
    updated_at: timestamp(row["updated_at"]),
    config: objectIn(row["config_json"]),
    session_templates: templates.map((template) => templateValue(template, id)),
  };
}

function templateValue(row: Row, projectId: string): unknown {
  const parent = row["parent_template_id"];
  const columns = {
    id: ownId(row["id"], projectId),
    name: row["name"],
    command: row["command"],
    layout: row["layout"] ?? undefined,
    parent_template_id: parent === null ? null : ownId(parent, projectId),
    auto_start: flag(row["auto_start"]),
    restart_on_exit: flag(row["restart_on_exit"]),
  };
  return { ...objectIn(row["config_json"]), ...columns };
}

/** The id within its project. Files of other programs may have it plain. */
function ownId(key: unknown, projectId: string): unknown {
  const prefix = sessionIdOf(projectId, "");
  if (typeof key !== "string" || !key.startsWith(prefix)) return key;
  try {
    return decodeURIComponent(key.slice(prefix.length));
  } catch {
    return key;
  }
}

/** SQLite's own CURRENT_TIMESTAMP is UTC, written as `2024-01-15 10:30:00`. */
function timestamp(value: unknown): unknown {
  if (typeof value !== "string") return value ?? undefined;
  return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?$/.test(value) ? `${value.replace(" ", "T")}Z` : value;
}

function flag(value: unknown): unknown {
  if (value === null) return undefined;
  return value === 0 || value === 1 ? value === 1 : value;
}

function objectIn(json: unknown): Record<string, unknown> {
  if (json === null || json === undefined) return {};
  const value: unknown = JSON.parse(String(json));
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new SyntaxError("config_json is not an object");
}
