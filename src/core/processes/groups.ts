import type { ProcessRow } from "../model/observation.ts";

/** "/dev/ttys001" as ps prints it: "ttys001". */
export function psTty(tty: string): string {
  return tty.replace(/^\/dev\//, "");
}

/** The foreground process group of a terminal, or null if nothing has it. */
export function foregroundGroup(rows: readonly ProcessRow[], tty: string): number | null {
  const name = psTty(tty);
  const row = rows.find((each) => each.tty === name && each.tpgid > 1);
  return row?.tpgid ?? null;
}

/**
 * Every process group of a terminal: those on it, and those of their descendants that have left it or made a group of
 * their own. `spare` (our own group) is never in it.
 */
export function allGroups(rows: readonly ProcessRow[], tty: string, spare: number): number[] {
  const name = psTty(tty);
  const children = new Map<number, ProcessRow[]>();
  for (const row of rows) children.set(row.ppid, [...(children.get(row.ppid) ?? []), row]);

  const members = new Set<ProcessRow>();
  const waiting = rows.filter((row) => row.tty === name);
  for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
    if (members.has(row)) continue;
    members.add(row);
    waiting.push(...(children.get(row.pid) ?? []));
  }
  const groups = new Set([...members].map(({ pgid }) => pgid));
  return [...groups].filter((pgid) => pgid > 1 && pgid !== spare);
}

const SHELLS = new Set(["zsh", "bash", "fish", "sh", "dash", "ash", "ksh", "tcsh", "csh", "nu", "xonsh", "elvish"]);

/** Whether a shell, and no program, has a terminal now; null if it cannot be told. */
export function isShellInFront(rows: readonly ProcessRow[], tty: string): boolean | null {
  const group = foregroundGroup(rows, tty);
  const leader = rows.find(({ pid }) => pid === group);
  if (leader === undefined) return null;
  const [program = ""] = leader.command.split(" ");
  return SHELLS.has(program.replace(/^-/, "").replace(/^.*\//, ""));
}
