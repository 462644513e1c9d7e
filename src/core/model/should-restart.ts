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

/** The numbers of signals; where macOS and Linux differ, both. */
const SIGNAL_NUMBERS: Record<string, readonly number[]> = {
  SIGHUP: [1],
  SIGINT: [2],
  SIGQUIT: [3],
  SIGILL: [4],
  SIGTRAP: [5],
  SIGABRT: [6],
  SIGBUS: [10, 7],
  SIGFPE: [8],
  SIGKILL: [9],
  SIGUSR1: [30, 10],
  SIGSEGV: [11],
  SIGUSR2: [31, 12],
  SIGPIPE: [13],
  SIGALRM: [14],
  SIGTERM: [15],
  SIGXCPU: [24],
  SIGXFSZ: [25],
  SIGVTALRM: [26],
  SIGPROF: [27],
  SIGSYS: [12, 31],
};

/** What a shell's `$?` can be after this end: success codes such as 143 mean that. */
function shellStatuses({ code, signal }: ExitStatus): number[] {
  if (signal === null) return code === null ? [] : [code];
  return (SIGNAL_NUMBERS[signal] ?? []).map((number) => 128 + number);
}

/** Whether a run has ended with one of its template's success exit codes. */
export function isSuccess(end: ExitStatus, success_exit_codes: readonly number[]): boolean {
  return shellStatuses(end).some((status) => success_exit_codes.includes(status));
}

/** The status that a shell gives a program which Ctrl-C ended: that was the user's will. */
const INTERRUPTED = [130];

/** Whether the runner restarts a run with this end, unless a stop or Ctrl-C called for it or it is a crash loop. */
export function shouldRestart({ policy, success_exit_codes }: RestartRules, end: ExitStatus): boolean {
  if (policy === "no" || isSuccess(end, INTERRUPTED)) return false;
  return policy !== "on_failure" || !isSuccess(end, success_exit_codes);
}
