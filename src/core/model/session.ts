import * as z from "zod/mini";
import { Question } from "./question.ts";
import { LogPosition } from "./log-position.ts";
import { RestartPolicy } from "./session-template.ts";

export const SessionStatus = z.enum(["starting", "running", "waiting", "succeeded", "failed", "exited"]);
export type SessionStatus = z.infer<typeof SessionStatus>;

export const OutputEntry = z.object({
  timestamp: z.string(),
  content: z.string(),
  entry_type: z.enum(["output", "error", "prompt"]),
});
export type OutputEntry = z.infer<typeof OutputEntry>;

export const SessionError = z.object({
  timestamp: z.string(),
  message: z.string(),
  /** The lines around it. */
  output_context: z.array(z.string()),
});
export type SessionError = z.infer<typeof SessionError>;

/** Where a status comes from, strongest first: what is reported counts before what is seen, and that before silence. */
export const EvidenceSource = z.enum([
  "runner",
  "program_status",
  "agent_hook",
  "agent_registry",
  "title",
  "screen",
  "pattern",
  "tty",
  "silence",
  "iterm",
  "request",
]);
export type EvidenceSource = z.infer<typeof EvidenceSource>;

/** Why a status is what it is. `rule` names the row of the table that decided; `at` is in ms since the epoch. */
export const Evidence = z.object({
  source: EvidenceSource,
  rule: z.string(),
  at: z.number(),
  detail: z._default(z.string(), ""),
});
export type Evidence = z.infer<typeof Evidence>;

export const Attention = z.enum(["waiting", "busy", "idle"]);
export type Attention = z.infer<typeof Attention>;

/** What a program says of itself by an escape sequence in its output. */
export const OwnWord = z.object({
  state: Attention,
  /** What it was said with, and what exactly: `osc-7501-blocked-permission`, `osc-21337-waiting`, `osc-9-4`. */
  rule: z.string(),
  /** What it is blocked by, if it says so. */
  kind: z.nullable(z.enum(["permission", "question", "auth"])),
  /** The program's own name for itself, if it says one. */
  app: z.nullable(z.string()),
  /** Its words about it; empty: none. */
  text: z.string(),
  /** When it said so, ms since the epoch. */
  at: z.number(),
});
export type OwnWord = z.infer<typeof OwnWord>;

/** What was heard on one terminal so far. */
export const Heard = z.object({
  /** Program Status records with their ids, the least recently said first. */
  records: z.array(z.tuple([z.string(), OwnWord])),
  /** iTerm2's session status. */
  status: z.nullable(OwnWord),
  progress: z.nullable(OwnWord),
  /** The beginning of a sequence whose end has not come yet. */
  unfinished: z.string(),
});
export type Heard = z.infer<typeof Heard>;

export const EndCause = z.enum([
  "exited", // the command ended by itself
  "signalled", // ended by a signal that was not ours
  "stopped", // ended because we asked
  "closed", // its tab or pane went away
  "gave_up", // the runner stopped restarting it: crash loop
  "lost", // iTerm2 or the machine restarted and it did not come back
  "launch_failed", // it never came up
]);
export type EndCause = z.infer<typeof EndCause>;

/** How a session is asked to stop, in the order in which the ways are taken. */
export const StopWay = z.enum(["command", "keys", "signal"]);
export type StopWay = z.infer<typeof StopWay>;

/** A process by numbers that no other has while it lives. */
export const ProcessIdentity = z.object({ pid: z.int(), pgid: z.int() });
export type ProcessIdentity = z.infer<typeof ProcessIdentity>;

/**
 * What is being done with one desired session. Times are ms since the epoch.
 *
 * ```text
 * skipped ⇄ pending → launching → up → stopping → ended
 *
 * launching → pending          its launch was refused, or revoked before a runner took it: it is tried again
 * launching → ended            it never came up
 * up → ended                   its command ended by itself, or its pane went away
 * stopping, ended → pending    it is to start afresh
 * ended → stopping             it is not wanted any more: the pane that was left open is closed
 * pending, skipped → ended     it is not wanted any more
 * pending, ended → up          its runner turns out to live
 * ```
 */
export const Phase = z.discriminatedUnion("name", [
  /** Waits for a condition; `reason` says which, in words for the user. */
  z.object({ name: z.literal("pending"), since: z.number(), reason: z.string() }),
  /** Cannot start as things stand; `reason` says why, in words for the user. */
  z.object({ name: z.literal("skipped"), since: z.number(), reason: z.string() }),
  /** Asked of iTerm2; the runner has not reported yet. What was asked for is in the session's `launch`. */
  z.object({
    name: z.literal("launching"),
    since: z.number(),
    /** When the launch file was revoked, so that no runner can take it any more. */
    revoked_at: z.optional(z.number()),
  }),
  /**
   * The runner reported `started`; `ready_at` is null until readiness is seen. `starting_up`: the start-up files of its
   * shell have not come to the command. `restarting`: between two runs of its command.
   */
  z.object({
    name: z.literal("up"),
    since: z.number(),
    ready_at: z.nullable(z.number()),
    starting_up: z._default(z.boolean(), false),
    restarting: z._default(z.boolean(), false),
  }),
  /**
   * It shall go away, and stay away or start afresh (`then`). `asked`: by its stop command, keys or signal; `killed`:
   * SIGKILL was sent; `closing`: its processes are gone and its pane is being closed.
   */
  z.object({
    name: z.literal("stopping"),
    since: z.number(),
    step: z.enum(["asked", "killed", "closing"]),
    step_at: z.number(),
    then: z.enum(["stay", "start"]),
    /** How it was asked last, and what became of that; no answer: whoever asked was ended before it could say. */
    way: z.optional(StopWay),
    answer: z.optional(z.enum(["done", "failed"])),
    /** Why its command had ended before: only its pane is being closed, and what it started elsewhere stopped. */
    was: z.optional(EndCause),
    /** Its process tree as it was seen last: once its terminal is gone nothing else tells which processes are its own. */
    processes: z.optional(z.array(ProcessIdentity)),
    /** When its command was seen to be over, with only the shell left that it had been run from. */
    shell_at: z.optional(z.number()),
    /** When its detached processes, which have left its terminal or outlived it, were asked to end. */
    detached_asked_at: z.optional(z.number()),
  }),
  /** `pane_open`: an interactive shell is left in its pane. */
  z.object({ name: z.literal("ended"), since: z.number(), cause: EndCause, pane_open: z.boolean() }),
]);
export type Phase = z.infer<typeof Phase>;

/** What has to be remembered between two readings of a session's buffer to tell which lines are new; `output` makes it. */
export const Reading = z.object({
  /** The lines above the last one as they stood, newest last: the place where the next reading goes on. */
  anchor: z.array(z.string()),
  /** The last line that said something, maybe still growing, as it stood. */
  partial: z.string(),
  /** ms since the epoch. */
  read_at: z.number(),
  /** Where that line ended: UTF-16 units from the start of the buffer. */
  length: z.number(),
  /** `mtime` of the tty device then, ms since the epoch; 0 if unknown. */
  tty_mtime: z.number(),
});
export type Reading = z.infer<typeof Reading>;

/** What an output parser or pattern made out of the output so far. */
export const Finding = z.object({
  parser: z.string(),
  event_type: z.enum(["error", "warning", "success", "progress"]),
  groups: z.record(z.string(), z.string()),
  line: z.string(),
  at: z.number(),
});
export type Finding = z.infer<typeof Finding>;

/** What a launch was made of: see `launchDefinition`. */
export const LaunchDefinition = z.object({
  restart_policy: RestartPolicy,
  success_exit_codes: z.array(z.int()),
  digest: z.string(),
});
export type LaunchDefinition = z.infer<typeof LaunchDefinition>;

/** The latest launch of a session. */
export const Launch = z.object({
  /** Names the launch file. */
  token: z.string(),
  /** Which launch of this session it is, from 1. */
  attempt: z.int(),
  /** ms since the epoch. */
  requested_at: z.number(),
  /** Launches in a row that came to nothing. */
  tries: z.int(),
  /** Why the latest of those came to nothing, in words. */
  problem: z.nullable(z.string()),
  /** Another try would fail as well: a person has to do something first. */
  not_retryable: z.boolean(),
  /** The code of the fault behind `problem`, if it was one. */
  problem_code: z.optional(z.string()),
  /** Left out: it was not we who launched it, or an earlier version. */
  made_of: z.optional(LaunchDefinition),
});
export type Launch = z.infer<typeof Launch>;

/** The first eleven fields are the data model's; the rest is what `decide` needs to go on. */
const Fields = z.object({
  id: z.string(),
  iterm_session_id: z.nullable(z.string()),
  template_id: z.string(),
  project_id: z.string(),
  status: SessionStatus,
  started_at: z.nullable(z.string()),
  ended_at: z.nullable(z.string()),
  exit_code: z.nullable(z.int()),
  last_output: z.string(),
  output_history: z.array(OutputEntry),
  errors: z.array(SessionError),

  name: z.string(),
  phase: Phase,
  evidence: Evidence,
  attention: z.nullable(Attention),
  /** The desired generation that this session serves; while a higher one is desired it is stopped and started afresh. */
  generation: z.int(),
  tty: z.nullable(z.string()),
  runner_pid: z.nullable(z.int()),
  /** Signal name if the last run ended by one. */
  exit_signal: z.nullable(z.string()),
  restarts: z.int(),
  reading: z.nullable(Reading),
  /** How far the log of its pane was read; left out: none was there. */
  log: z.optional(LogPosition),
  /** What its program has said of itself in that log; left out: nobody listened. */
  heard: z.optional(Heard),
  /** The latest finding of each parser and event type. */
  findings: z.array(Finding),
  /** Patterns that were cut off for being too slow. */
  slow_patterns: z.array(z.string()),
  /** What its screen showed at that reading, so that an unchanged screen is searched once. */
  drawn: z.optional(
    z.object({
      read_at: z.number(),
      agent: z.nullable(z.string()),
      /** The attention that it had then. */
      before: z.nullable(Attention),
      state: Attention,
      rule: z.string(),
      /** What it asks, read once it is known that the session waits; null: nothing is on it. */
      question: z.optional(z.nullable(Question)),
    }),
  ),
  status_since: z.number(),
  /** Milliseconds spent waiting for the user in this run. */
  waited_ms: z.number(),
  launch: z.optional(Launch),
  /** What its launch was made of has been edited since: that applies once it is restarted. */
  outdated: z.optional(z.boolean()),
  /** Its command ended well by itself: what that started elsewhere is still to be stopped by its stop command. */
  stop_command_due: z.optional(z.boolean()),
  /** What did not work when it was last stopped, in words; null: nothing. */
  stop_problem: z.optional(z.nullable(z.string())),
  /** Whether the latest run ended with one of its template's success exit codes; null: it has not ended by itself. */
  ended_well: z.optional(z.nullable(z.boolean())),
  /** What its readiness probe got last in this run before it was ready; left out: nothing. */
  probe_got: z.optional(z.string()),
  /**
   * Its command has started something elsewhere (`docker compose up -d`) and ended well before its readiness probe
   * succeeded: whether that has since. `overdue`: not in time.
   */
  elsewhere: z.optional(z.enum(["awaited", "ready", "overdue"])),
  /** Which of the success and error patterns matched last in this run. */
  verdict: z.optional(
    z.nullable(z.object({ status: z.enum(["succeeded", "failed"]), at: z.number(), line: z.string() })),
  ),
});

/** What `SessionIn` in `session-state` promises of these phases. */
function knowsWhatItsPhaseNeeds({ phase, launch, iterm_session_id, tty, runner_pid }: z.infer<typeof Fields>): boolean {
  if (phase.name === "launching") return launch !== undefined;
  return phase.name !== "up" || (iterm_session_id !== null && tty !== null && runner_pid !== null);
}

/** A session that we manage. */
export const ManagedSession = Fields.check(z.refine(knowsWhatItsPhaseNeeds, "does not say where it runs"));
export type ManagedSession = z.infer<typeof ManagedSession>;
