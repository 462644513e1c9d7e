import type { Journal, JournalEntry } from "../model/observation.ts";
import type { ManagedSession } from "../model/session.ts";
import type { Location } from "../model/session-state.ts";
import type { TickContext } from "./tick-context.ts";

/** How one run of a command under its runner ended. Times are ms since the epoch. */
export interface RunEnd {
  started_at: number;
  ended_at: number;
  code: number | null;
  signal: string | null;
}

/** What a journal says of one launch, and where it runs. */
export interface Launched extends Location {
  token: string;
  started_at: number;
  /** Which run it is, from 1. */
  attempt: number;
  /** The start-up files of its shell are over. */
  begun: boolean;
  state: "running" | "over" | "restarting" | "gave_up";
  /** The latest end, if the latest run has ended. */
  end: RunEnd | null;
  /** Ends of the runs before the latest. */
  past: RunEnd[];
  /** Why the runner gave up. */
  reason: string;
  /** An interactive shell has the pane. */
  shell: boolean;
  /** The runner has ended. */
  closed: boolean;
  /** What the user should know about the latest run; empty: nothing. */
  note: string;
}

type Started = Extract<JournalEntry, { event: "started" }>;

/** A run that has just started; `before`: what was known of the runs of its launch before it. */
export function beginRun(entry: Omit<Started, "event">, before: Launched | null = null): Launched {
  const past = before?.end ? [...before.past, before.end] : (before?.past ?? []);
  return {
    token: entry.token,
    started_at: entry.at,
    attempt: entry.attempt,
    begun: entry.tells_running !== true,
    runner_pid: entry.pid,
    tty: entry.tty,
    iterm_session_id: entry.iterm_session_id.slice(entry.iterm_session_id.lastIndexOf(":") + 1),
    state: "running",
    end: null,
    past,
    reason: "",
    shell: false,
    closed: false,
    note: entry.note ?? "",
  };
}

function take(run: Launched, entry: Exclude<JournalEntry, Started>): void {
  switch (entry.event) {
    case "running":
      // The watch writes it, so it may come after the next run's `started`.
      run.begun ||= entry.attempt === run.attempt;
      return;
    case "exited":
    case "signalled":
      run.state = "over";
      run.end = {
        started_at: run.started_at,
        ended_at: entry.at,
        code: entry.event === "exited" ? entry.code : null,
        signal: entry.event === "signalled" ? entry.signal : null,
      };
      return;
    case "restarting":
      run.state = "restarting";
      return;
    case "gave_up":
      run.state = "gave_up";
      run.reason = entry.reason;
      return;
    case "shell":
      run.shell = true;
      return;
    case "closed":
      run.closed = true;
  }
}

/**
 * What the journal says of the launch with this token, or null if it has not started. Entries of other launches are
 * never mistaken for it. The token alone tells: the clock may have been set between the launch and the runner's start.
 */
export function launchedBy(journal: Journal | undefined, token: string): Launched | null {
  let run: Launched | null = null;
  let ours = false;
  for (const entry of journal?.entries ?? []) {
    if (entry.event === "started") {
      ours = entry.token === token;
      // A first run begins the launch anew: one of an earlier build, whose store was lost, may have had the same token.
      if (ours) run = beginRun(entry, entry.attempt === 1 ? null : run);
    } else if (run && ours) {
      take(run, entry);
    }
  }
  return run;
}

/** The number of a session's next launch: one whose token its journal does not have, should the store have been lost. */
export function nextAttempt(journal: Journal | undefined, after: number, tokenOf: (attempt: number) => string): number {
  const tokens = new Set(journal?.entries.flatMap((entry) => (entry.event === "started" ? [entry.token] : [])));
  let attempt = after + 1;
  while (tokens.has(tokenOf(attempt))) attempt++;
  return attempt;
}

/** What the session's journal says of its present launch; null: that has not started. */
export function journalOf({ seen }: TickContext, { id, launch }: ManagedSession): Launched | null {
  return launch ? launchedBy(seen.observation.journals[id], launch.token) : null;
}

/** The latest launch that the journal knows, whatever its token. */
export function latestLaunch(journal: Journal | undefined): Launched | null {
  const token = journal?.entries.findLast((entry) => entry.event === "started")?.token;
  return token === undefined ? null : launchedBy(journal, token);
}
