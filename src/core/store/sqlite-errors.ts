const BUSY = new Set([5, 6]);
const NOT_A_DATABASE = 26;
/** Not a database, corrupt, or with tables that are not ours (SQLITE_ERROR: no such column). */
const DAMAGED = new Set([1, 11, NOT_A_DATABASE]);

/** Another connection has the file. */
export const isBusy = (error: unknown): boolean => BUSY.has(sqliteCode(error));

export const isNotADatabase = (error: unknown): boolean => sqliteCode(error) === NOT_A_DATABASE;

export const isDamage = (error: unknown): boolean => DAMAGED.has(sqliteCode(error));

/** SQLite's primary result code (https://sqlite.org/rescode.html); 0: not an error of SQLite. */
function sqliteCode(error: unknown): number {
  const code = typeof error === "object" && error !== null && "errcode" in error ? Number(error.errcode) : 0;
  return code & 0xff;
}
