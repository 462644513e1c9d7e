import * as z from "zod/mini";

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

/** Where a status comes from, strongest first (`facts/field.md`, section 5). */
export const EvidenceSource = z.enum([
  "runner",
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

/** A process by numbers that no other has while it lives. */
export const ProcessName = z.object({ pid: z.int(), pgid: z.int() });
export type ProcessName = z.infer<typeof ProcessName>;

/**
 * The life of one desired session, in one closed vocabulary. Times are ms since the epoch.
 *
 * pending → launching → up → stopping → ended; pending → skipped; launching → ended (launch_failed).
 */
export const Phase = z.discriminatedUnion("name", [
  /** Waits for a condition; `reason` says which, in words. */
  z.object({ name: z.literal("pending"), since: z.number(), reason: z.string() }),
  /** A dependency can never hold any more; `reason` says which, in words. */
  z.object({ name: z.literal("skipped"), since: z.number(), reason: z.string() }),
  /** Asked of iTerm2; the runner has not reported yet. `token` names the launch file. */
  z.object({
    name: z.literal("launching"),
    since: z.number(),
    token: z.string(),
    attempt: z.int(),
    requested_at: z.number(),
    /** When the launch file was asked back, so that no runner can take it any more. */
    revoked_at: z.optional(z.number()),
  }),
  /** The runner reported `started`; `ready_at` is null until readiness is seen. `restarting`: between two runs of the runner. */
  z.object({
    name: z.literal("up"),
    since: z.number(),
    ready_at: z.nullable(z.number()),
    restarting: z._default(z.boolean(), false),
  }),
  /** We want it gone. `asked`: told politely; `killed`: SIGKILL sent; `closing`: processes gone, its pane is being closed. */
  z.object({
    name: z.literal("stopping"),
    since: z.number(),
    step: z.enum(["asked", "killed", "closing"]),
    step_at: z.number(),
    then: z.enum(["stay", "start"]),
    /** It had ended before, of this cause; only its pane is being closed. */
    was: z.optional(EndCause),
    /** All its processes as they were seen last: with its terminal they lose what told them to be its own. */
    members: z.optional(z.array(ProcessName)),
    /** ms since the epoch; when those that have left its terminal, or outlived it, were asked to end. */
    strays_asked_at: z.optional(z.number()),
  }),
  /** `pane_open`: an interactive shell is left in its pane. */
  z.object({ name: z.literal("ended"), since: z.number(), cause: EndCause, pane_open: z.boolean() }),
]);
export type Phase = z.infer<typeof Phase>;

/** What new-output detection must remember between two readings of a session's buffer; owned by `observe/output`. */
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

/** A session that we manage. The first eleven fields are the data model's; the rest is what `decide` needs to go on. */
export const ManagedSession = z.object({
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
  /** The desired generation that this session serves; a higher desired one means restart. */
  generation: z.int(),
  tty: z.nullable(z.string()),
  runner_pid: z.nullable(z.int()),
  /** Signal name if the last run ended by one. */
  exit_signal: z.nullable(z.string()),
  restarts: z.int(),
  /** How many journal lines have been taken in. */
  journal_seen: z.int(),
  reading: z.nullable(Reading),
  /** The latest finding of each parser and event type. */
  findings: z.array(Finding),
  /** Patterns that were cut off for being too slow. */
  slow_patterns: z.array(z.string()),
  /** What its screen showed at that reading, so that a screen which stands still is looked through once. */
  drawn: z.optional(
    z.object({
      read_at: z.number(),
      agent: z.nullable(z.string()),
      /** The attention that it had then. */
      before: z.nullable(Attention),
      state: Attention,
      rule: z.string(),
    }),
  ),
  status_since: z.number(),
  /** Milliseconds spent waiting for the user in this run. */
  waited_ms: z.number(),
  /** The latest launch. `tries`: launches that came to nothing since the last that did; `hopeless`: trying again would not help. */
  launch: z.optional(
    z.object({
      token: z.string(),
      attempt: z.int(),
      requested_at: z.number(),
      tries: z.int(),
      problem: z.nullable(z.string()),
      hopeless: z.boolean(),
    }),
  ),
  /** Whether the run that has ended by itself ended with one of its template's good exit codes; null: no such end. */
  ended_well: z.optional(z.nullable(z.boolean())),
  /** What the success or error pattern said last in this run. */
  verdict: z.optional(
    z.nullable(z.object({ status: z.enum(["succeeded", "failed"]), at: z.number(), line: z.string() })),
  ),
});
export type ManagedSession = z.infer<typeof ManagedSession>;
