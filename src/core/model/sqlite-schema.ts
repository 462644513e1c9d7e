/** The three tables, to the letter of the data model; the history and the exchange of projects both have them. */
export const SCHEMA = `
CREATE TABLE IF NOT EXISTS projects (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  path TEXT NOT NULL,
  config_json TEXT,
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE IF NOT EXISTS session_templates (
  id TEXT PRIMARY KEY,
  project_id TEXT REFERENCES projects(id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  command TEXT NOT NULL,
  layout TEXT DEFAULT 'tab',
  parent_template_id TEXT,
  auto_start BOOLEAN DEFAULT FALSE,
  restart_on_exit BOOLEAN DEFAULT FALSE,
  config_json TEXT
);
CREATE TABLE IF NOT EXISTS session_history (
  id TEXT PRIMARY KEY,
  project_id TEXT REFERENCES projects(id),
  template_id TEXT,
  started_at TIMESTAMP,
  ended_at TIMESTAMP,
  exit_code INTEGER,
  status TEXT
);
`;
