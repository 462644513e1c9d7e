import type { ProcessRow } from "./observation.ts";
import { isPromptingShell } from "./shells.ts";
import { ttyName } from "./tty.ts";

export function rowsOnTty(rows: readonly ProcessRow[], tty: string): ProcessRow[] {
  const name = ttyName(tty);
  return rows.filter((row) => row.tty === name);
}

/** Those in the foreground of their terminal: what is typed there goes to them. */
export function inForeground(rows: readonly ProcessRow[]): ProcessRow[] {
  return rows.filter(({ pgid, tpgid, stat }) => (tpgid > 0 ? pgid === tpgid : stat.includes("+")));
}

/** Whether a prompting shell, and nothing else, is in the foreground of the terminal that the rows are on. */
export function isIdleShell(rows: readonly ProcessRow[] | null): boolean {
  const foreground = inForeground(rows ?? []);
  return foreground.length > 0 && foreground.every(({ command }) => isPromptingShell(command));
}

/** The foreground process group of a terminal, or null if nothing has it. */
export function foregroundGroup(rows: readonly ProcessRow[], tty: string): number | null {
  return rowsOnTty(rows, tty).find(({ tpgid }) => tpgid > 1)?.tpgid ?? null;
}

/** The processes with all their descendants, wherever these are. `children`: all rows by their parent's pid. */
export function withDescendants(
  rows: readonly ProcessRow[],
  children: ReadonlyMap<number, ProcessRow[]>,
): ProcessRow[] {
  const found = new Set<ProcessRow>();
  const waiting = [...rows];
  for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
    if (found.has(row)) continue;
    found.add(row);
    waiting.push(...(children.get(row.pid) ?? []));
  }
  return [...found];
}

/**
 * Every process group of a terminal: those on it, and those of their descendants that have left it or made a group of
 * their own. `spare` (our own group) is never in it.
 */
export function allGroups(rows: readonly ProcessRow[], tty: string, spare: number): number[] {
  const family = withDescendants(
    rowsOnTty(rows, tty),
    Map.groupBy(rows, ({ ppid }) => ppid),
  );
  return [...new Set(family.map(({ pgid }) => pgid))].filter((pgid) => pgid > 1 && pgid !== spare);
}
