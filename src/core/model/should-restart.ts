import type { RestartPolicy } from "./session-template.ts";

/** How a run ended, as its journal tells it: with an exit code, or by a signal (`SIGTERM`). */
export interface ExitStatus {
  code: number | null;
  signal: string | null;
}

export interface RestartRules {
  /** The one in force: see `restartPolicy`. */
  policy: RestartPolicy;
  success_exit_codes: readonly number[];
}

/** What POSIX numbers alike everywhere. */
const SIGNAL_NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGABRT: 6, SIGKILL: 9, SIGALRM: 14, SIGTERM: 15 };

/** What a shell's `$?` is after this end, for success codes such as 143; null: by a signal that differs between systems. */
function shellStatus({ code, signal }: ExitStatus): number | null {
  if (signal === null || !(signal in SIGNAL_NUMBERS)) return code;
  return 128 + SIGNAL_NUMBERS[signal as keyof typeof SIGNAL_NUMBERS];
}

/** The status that a shell gives a program which Ctrl-C ended: that was the user's will. */
const INTERRUPTED = 130;

/** Whether the runner restarts a run with this end, unless a stop or Ctrl-C called for it or it is a crash loop. */
export function shouldRestart({ policy, success_exit_codes }: RestartRules, end: ExitStatus): boolean {
  const status = shellStatus(end);
  if (policy === "no" || status === INTERRUPTED) return false;
  return policy !== "on_failure" || status === null || !success_exit_codes.includes(status);
}
