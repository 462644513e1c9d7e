import type { Processes } from "../model/ports.ts";

/** Sends a signal to a whole process group. A group that is gone is no error; group 0, 1 or below is never signalled. */
export const signalGroup: Processes["signalGroup"] = async (pgid, signal) => {
  if (!Number.isInteger(pgid) || pgid <= 1) return;
  try {
    process.kill(-pgid, signal);
  } catch (error) {
    // EPERM: only processes of other users are left in it (a sudo that outlived us), which we may not touch.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ESRCH" && code !== "EPERM") throw error;
  }
};
