import { inForeground } from "../model/process-rows.ts";
import type { SessionIn } from "../model/session-state.ts";
import { programName } from "../model/shells.ts";
import { processesOf } from "./indexed-observation.ts";
import type { TickContext } from "./tick-context.ts";

/** Why the command of a session has not begun although its shell was started some time ago. */
export interface StartUpProblem {
  /** Nothing is left that could still run the command. */
  replaced: boolean;
  /** In words for the user. */
  detail: string;
}

/** A start-up file that replaces the shell (`exec tmux`) does so within this time (ms) at the latest. */
const REPLACED_AFTER = 5_000;
/** Start-up files that take longer than this (ms) are said to be slow; a usual one takes under two seconds. */
const SLOW_AFTER = 10_000;
/** Stands in the text that the runner gives the user's shell (`assets/session-runner.sh`). */
const OUR_TEXT = "ITERM_RUNNER_COMMAND";

/** What keeps the shell from the command, by the processes in the foreground of its terminal; null: nothing to be said yet. */
export function startUpProblem(tick: TickContext, session: SessionIn<"up">): StartUpProblem | null {
  const { starting_up, since } = session.phase;
  const waited = tick.now - since;
  if (!starting_up || waited < REPLACED_AFTER) return null;
  const rows = processesOf(tick.seen, session) ?? [];
  const runner = rows.find(({ pid }) => pid === session.runner_pid);
  const front = inForeground(rows);
  const job = front.find(({ ppid }) => ppid === session.runner_pid);
  // Between fork and exec the job still has the runner's own command line.
  if (job && !job.command.includes(OUR_TEXT) && job.command !== runner?.command) {
    const program = programName(job.command);
    const detail =
      `your shell's start-up file replaced the shell with '${program}', so its command never ran. ` +
      "Let it do so only where ITERM_PROJECT_SESSION is not set";
    return { replaced: true, detail };
  }
  if (waited < SLOW_AFTER) return null;
  const inner = front.findLast((row) => row !== job && row.pid !== session.runner_pid);
  const what = inner ? `: '${programName(inner.command)}' is running` : "";
  return { replaced: false, detail: `the start-up files of its shell have not come to an end${what}` };
}
