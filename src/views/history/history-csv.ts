import type { Run } from "../../core/model/ports.ts";

const COLUMNS = [
  "id",
  "project_id",
  "template_id",
  "started_at",
  "ended_at",
  "exit_code",
  "status",
  "cause",
  "waited_ms",
] as const satisfies readonly (keyof Run)[];

/** Runs as comma-separated values with a header line (RFC 4180). A cell never begins like a spreadsheet formula. */
export function historyCsv(runs: readonly Run[]): string {
  const lines = runs.map((run) => COLUMNS.map((column) => cell(run[column])).join(","));
  return [COLUMNS.join(","), ...lines].join("\r\n");
}

function cell(value: string | number | null): string {
  const text = value === null ? "" : String(value);
  const safe = /^[=+\-@\t\r]/.test(text) && typeof value === "string" ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
