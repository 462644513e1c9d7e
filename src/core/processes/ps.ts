import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { uptime } from "node:os";
import { promisify } from "node:util";
import type { ProcessRow } from "../model/observation.ts";
import type { Processes } from "../model/ports.ts";
import { foldersOf } from "./working-folders.ts";

const run = promisify(execFile);
/** ps that hangs (a dead network disk) must not hang a tick, ms. */
const PS_LIMIT = 5000;

/** ps's ways to say "no terminal": Linux, macOS. */
const NO_TTY = new Set(["?", "??", "-"]);

function parseRow(line: string): ProcessRow[] {
  const found = /^\s*(\d+)\s+(\d+)\s+(-?\d+)\s+(-?\d+)\s+(\S+)\s+(\S+)\s?(.*)$/.exec(line);
  if (found === null) return [];
  const [, pid, ppid, pgid, tpgid, tty = "", stat = "", command = ""] = found;
  return [
    {
      pid: Number(pid),
      ppid: Number(ppid),
      pgid: Number(pgid),
      tpgid: Number(tpgid),
      tty: NO_TTY.has(tty) ? null : tty,
      stat,
      command: command.trim(),
    },
  ];
}

/** The rows of `ps -axo pid=,ppid=,pgid=,tpgid=,tty=,stat=,command=`; a line that is none is left out. */
export function parsePs(text: string): ProcessRow[] {
  return text.split("\n").flatMap(parseRow);
}

/**
 * The processes of this machine. `list` rejects if ps fails. Sending signals is `act`'s part and is handed in.
 */
export function createProcesses(options: { signalGroup: Processes["signalGroup"] }): Processes {
  return {
    signalGroup: options.signalGroup,

    bootedAt: () => Date.now() - uptime() * 1000,

    async list() {
      const columns = "pid=,ppid=,pgid=,tpgid=,tty=,stat=,command=";
      const { stdout } = await run("ps", ["-axo", columns], {
        timeout: PS_LIMIT,
        killSignal: "SIGKILL",
        maxBuffer: 64 * 1024 * 1024,
      });
      return parsePs(stdout);
    },

    folders: foldersOf,

    async ttyTimes(ttys) {
      const times = await Promise.all(
        ttys.map(async (tty) => {
          const found = await stat(tty).catch(() => null);
          return found === null ? [] : [[tty, found.mtimeMs] as const];
        }),
      );
      return Object.fromEntries(times.flat());
    },
  };
}
