import type { ProcessRow } from "../model/observation.ts";
import { endedWell, type RunProgram } from "../model/ports.ts";
import { Fault } from "../model/fault.ts";

/** ps that hangs (a dead network disk) must not hang a tick, ms. */
const PS_LIMIT = 5000;

/** ps's ways to say "no terminal": Linux, macOS. */
const NO_TTY = new Set(["?", "??", "-"]);

/** `[[days-]hours:]minutes:seconds`, as POSIX has ps print it. */
function seconds(etime: string): number {
  const [days = "0", clock = ""] = etime.includes("-") ? etime.split("-") : ["0", etime];
  return clock.split(":").reduce((total, part) => total * 60 + Number(part), 0) + Number(days) * 86_400;
}

function parseRow(line: string): ProcessRow[] {
  const found = /^\s*(\d+)\s+(\d+)\s+(-?\d+)\s+(-?\d+)\s+(\S+)\s+(\S+)\s+(\S+)\s?(.*)$/.exec(line);
  if (found === null) return [];
  const [, pid, ppid, pgid, tpgid, tty = "", stat = "", etime = "", command = ""] = found;
  return [
    {
      pid: Number(pid),
      ppid: Number(ppid),
      pgid: Number(pgid),
      tpgid: Number(tpgid),
      tty: NO_TTY.has(tty) ? null : tty,
      stat,
      age_s: seconds(etime),
      command: command.trim(),
    },
  ];
}

/** The rows of `ps -axo pid=,ppid=,pgid=,tpgid=,tty=,stat=,etime=,command=`; a line that is none is left out. */
export function parsePs(text: string): ProcessRow[] {
  return text.split("\n").flatMap(parseRow);
}

/** All processes of this machine. Rejects with a `Fault`. */
export async function listProcesses(run: RunProgram): Promise<ProcessRow[]> {
  const args = ["-axo", "pid=,ppid=,pgid=,tpgid=,tty=,stat=,etime=,command="];
  const end = await run({ program: "/bin/ps", args, timeout_ms: PS_LIMIT });
  if (!endedWell(end)) throw new Fault("failed", "The list of processes could not be read.", { raw: end.stderr });
  return parsePs(end.stdout);
}
