import { stat } from "node:fs/promises";
import { uptime } from "node:os";
import type { Processes, RunProgram } from "../model/ports.ts";
import { listenersOn } from "./listeners.ts";
import { listProcesses } from "./ps.ts";
import { signalGroup } from "./signals.ts";
import { runStopCommand } from "./stop-command.ts";
import { workingFolders } from "./working-folders.ts";

/** The processes of this machine. */
export function createProcesses(run: RunProgram): Processes {
  return {
    list: () => listProcesses(run),
    bootedAt: () => Date.now() - uptime() * 1000,
    folders: (pids) => workingFolders(run, pids),
    listeners: (ports) => listenersOn(run, ports),
    signalGroup,
    runStopCommand: (stop) => runStopCommand(run, stop),
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
