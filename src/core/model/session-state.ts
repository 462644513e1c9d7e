import type { Question } from "./question.ts";
import type { EndCause, Launch, ManagedSession, Phase } from "./session.ts";
import { isSuccess } from "./should-restart.ts";

/*
 * What can be said of a session from its own record alone, each said once and under one name. Where a pane or process
 * has to be looked for as well, `decide` does so.
 */

type Phased = Pick<ManagedSession, "phase">;

/** Where a session runs: the GUID and tty of its pane, and the process that runs its command. */
export interface Location {
  iterm_session_id: string;
  tty: string;
  runner_pid: number;
}

/** What is known of every session in this phase: `toUp` and `launch` in `decide` put it there. */
type KnownIn<Name extends Phase["name"]> = Name extends "up"
  ? Location
  : Name extends "launching"
    ? { launch: Launch }
    : unknown;

/** A session that is known to be in one of these phases, with what only they hold. */
export type SessionIn<Name extends Phase["name"]> = ManagedSession & {
  phase: Extract<Phase, { name: Name }>;
} & KnownIn<Name>;

export function isIn<Name extends Phase["name"]>(
  session: ManagedSession,
  ...names: Name[]
): session is SessionIn<Name> {
  return (names as string[]).includes(session.phase.name);
}

/** Has not been asked of iTerm2 yet: it waits for something, or cannot start as things stand. */
export function isWaitingToStart(session: ManagedSession): session is SessionIn<"pending" | "skipped"> {
  return isIn(session, "pending", "skipped");
}

/** Its command runs, or is on its way to start or to stop. */
export function isActive({ phase }: Phased): boolean {
  return phase.name !== "ended" && phase.name !== "skipped";
}

/** It has a pane of iTerm2 as far as is known: its command's, or that of the shell which an ended command left. */
export function hasPane({ phase }: Phased): boolean {
  return phase.name === "up" || phase.name === "stopping" || (phase.name === "ended" && phase.pane_open);
}

/** It has ended and nothing of it is left in iTerm2. */
export function isGone({ phase }: Phased): boolean {
  return phase.name === "ended" && !phase.pane_open;
}

/** There is something of it to look at, to wait for or to close: it is active, or its pane is still open. */
export function isPresent({ phase }: Phased): boolean {
  return phase.name !== "skipped" && !isGone({ phase });
}

/** Its output was read from the log of its pane, where nothing is missed. */
export function isLogged({ log, iterm_session_id }: Pick<ManagedSession, "log" | "iterm_session_id">): boolean {
  return log !== undefined && log.used && log.id === iterm_session_id;
}

/** What it asks its user; null: it does not wait, or what it asks is not known. */
export function questionOf({ attention, drawn }: Pick<ManagedSession, "attention" | "drawn">): Question | null {
  return attention === "waiting" ? (drawn?.question ?? null) : null;
}

/** Why its command ended; null: it has not. Also while the pane of a command that ended before is being closed. */
export function endCauseOf({ phase }: Phased): EndCause | null {
  if (phase.name === "ended") return phase.cause;
  return phase.name === "stopping" ? (phase.was ?? null) : null;
}

const DEFAULT_SUCCESS = [0];

/** `interrupted`: by Ctrl-C in its pane. `taken_away`: stopped, closed or lost before it could end by itself. */
export type Outcome = "succeeded" | "failed" | "interrupted" | "taken_away";

/**
 * How the latest run ended; null: it has not. `success_exit_codes` are its template's; without them, what was said of
 * the run when it ended counts.
 */
export function outcomeOf(
  session: Pick<ManagedSession, "phase" | "exit_code" | "exit_signal" | "ended_well">,
  success_exit_codes?: readonly number[],
): Outcome | null {
  const { exit_code, exit_signal, ended_well } = session;
  const cause = endCauseOf(session);
  switch (cause) {
    case null:
      return null;
    case "exited":
    case "signalled": {
      const end = { code: exit_code, signal: exit_signal };
      const succeeded = success_exit_codes
        ? isSuccess(end, success_exit_codes)
        : (ended_well ?? isSuccess(end, DEFAULT_SUCCESS));
      if (succeeded) return "succeeded";
      return exit_signal === "SIGINT" ? "interrupted" : "failed";
    }
    case "gave_up":
    case "launch_failed":
      return "failed";
    case "stopped":
    case "closed":
    case "lost":
      return "taken_away";
  }
}

/** How a run ended, as the end of a sentence about it. */
export const END_IN_WORDS: Record<EndCause, string> = {
  exited: "ended",
  signalled: "was ended by a signal",
  stopped: "was stopped",
  closed: "was closed",
  gave_up: "kept crashing and was given up",
  lost: "was lost with iTerm2 or the machine",
  launch_failed: "did not start",
};

/** How a session ended, as the end of a sentence about it, with its exit code, signal or reason. */
export function endInWords(session: Pick<ManagedSession, "phase" | "exit_code" | "exit_signal" | "evidence">): string {
  const cause = endCauseOf(session);
  const { exit_code, exit_signal, evidence } = session;
  if (cause === null) return "has not ended";
  if (cause === "exited" && exit_code !== null) return `ended with code ${exit_code}`;
  if (cause === "signalled" && exit_signal !== null) return `was ended by ${exit_signal}`;
  const reason = cause === "gave_up" || cause === "launch_failed" ? evidence.detail : "";
  return reason === "" ? END_IN_WORDS[cause] : `${END_IN_WORDS[cause]}: ${reason}`;
}
