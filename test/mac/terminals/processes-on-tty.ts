import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, readlinkSync } from "node:fs";

/** One process of a terminal's session. `session` is the process id of the program that the terminal was made for. */
export interface TerminalProcess {
  pid: number;
  ppid: number;
  pgid: number;
  session: number;
  /** Foreground process group of its terminal, -1 without one. */
  tpgid: number;
  /** A zombie has ended and only waits to be reaped. */
  zombie: boolean;
}

const HAS_PROC = existsSync("/proc/self/stat");

/** Reads one file of /proc; null when the process is gone or not ours. */
function read(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

/** One process; null if it is gone. */
export function processOf(pid: number): TerminalProcess | null {
  if (!HAS_PROC) {
    return listed().find((row) => row.pid === pid) ?? null;
  }
  const stat = read(`/proc/${pid}/stat`);
  if (stat === null) {
    return null;
  }
  // The name in parentheses may hold anything, even parentheses.
  const [state, ppid, pgid, session, , tpgid] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return {
    pid,
    ppid: Number(ppid),
    pgid: Number(pgid),
    session: Number(session),
    tpgid: Number(tpgid),
    zombie: state === "Z" || state === "X",
  };
}

function everyPid(): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** Without /proc (macOS): ps. There the session is not printed, so the group's leader on the tty stands for it. */
function listed(): TerminalProcess[] {
  const out = execFileSync("ps", ["-A", "-o", "pid=,ppid=,pgid=,sess=,tpgid=,stat="], { encoding: "utf8" });
  return out
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .map(([pid, ppid, pgid, session, tpgid, stat]) => ({
      pid: Number(pid),
      ppid: Number(ppid),
      pgid: Number(pgid),
      session: Number(session) || Number(pgid),
      tpgid: Number(tpgid),
      zombie: stat?.startsWith("Z") ?? false,
    }));
}

/** Live processes of the session that `leader` leads or led, and those that left it but still carry `mark` ("NAME=value") in their environment. */
export function processesOf(leader: number, mark: string | null): TerminalProcess[] {
  const all = HAS_PROC ? everyPid().map(processOf) : listed();
  return all.filter(
    (row): row is TerminalProcess =>
      row !== null && !row.zombie && (row.session === leader || (mark !== null && carries(row.pid, mark))),
  );
}

function carries(pid: number, mark: string): boolean {
  return (read(`/proc/${pid}/environ`) ?? "").split("\0").includes(mark);
}

/** The process that has the terminal now: the leader of its foreground group, or any of that group. */
export function foregroundProcess(leader: number): TerminalProcess | null {
  const tpgid = processOf(leader)?.tpgid ?? -1;
  if (tpgid <= 0) {
    return null;
  }
  return processOf(tpgid) ?? processesOf(leader, null).find((row) => row.pgid === tpgid) ?? null;
}

/** Arguments of a process; empty if it is gone. */
export function argumentsOf(pid: number): string[] {
  if (HAS_PROC) {
    return (read(`/proc/${pid}/cmdline`) ?? "").split("\0").slice(0, -1);
  }
  try {
    return execFileSync("ps", ["-p", String(pid), "-o", "command="], { encoding: "utf8" })
      .trim()
      .split(" ");
  } catch {
    return [];
  }
}

/** Working directory of a process; null if unknown. */
export function directoryOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}
