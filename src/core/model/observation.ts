import * as z from "zod/mini";
import type { AgentKind } from "./agent-kind.ts";
import type { LogPosition } from "./log-position.ts";
import type { Attention, Finding, Heard, OutputEntry, Reading } from "./session.ts";
import type { Fault } from "./fault.ts";
import { filledText } from "./fields.ts";
import type { Question } from "./question.ts";

/** In character cells. */
const PaneSize = z.object({ columns: z.number(), rows: z.number() });
export type PaneSize = z.infer<typeof PaneSize>;

/** One pane as iTerm2 lists it. */
const SeenSession = z.object({
  /** GUID. */
  id: filledText,
  tty: z.nullable(z.string()),
  /** The evaluated title. */
  name: z.nullable(z.string()),
  is_processing: z.boolean(),
  is_at_shell_prompt: z.boolean(),
  /** Only where sizes were asked for. */
  size: z.optional(PaneSize),
});
export type SeenSession = z.infer<typeof SeenSession>;

/** `index`: 0-based; true only at the moment of the snapshot. */
const SeenTab = z.object({ index: z.number(), title: z.string(), sessions: z.array(SeenSession) });
export type SeenTab = z.infer<typeof SeenTab>;

export const SeenWindow = z.object({
  id: z.number(),
  tabs: z.array(SeenTab),
  /** A window that lists no tabs (null), or whose columns disagreed: there, but unreadable at this moment. */
  readable: z.boolean(),
});
export type SeenWindow = z.infer<typeof SeenWindow>;

/** iTerm2 at one moment. `unknown` proves nothing about what is there: reading it failed, or (no `fault`) was not needed. */
export type SeenTerminal =
  | { state: "running"; windows: SeenWindow[] } // windows front to back
  | { state: "not_running" }
  | { state: "unknown"; fault: Fault | null };

/** The panes that are listed, in the order of windows and tabs. */
export function seenSessions(terminal: SeenTerminal): SeenSession[] {
  const windows = terminal.state === "running" ? terminal.windows : [];
  return windows.flatMap(({ tabs }) => tabs.flatMap(({ sessions }) => sessions));
}

const at = z.int().check(z.nonnegative());

/** One line of the runner's journal. `at` is ms since the epoch. */
export const JournalEntry = z.discriminatedUnion("event", [
  z.object({
    event: z.literal("started"),
    at,
    /** Which run of this launch, from 1. */
    attempt: z.int(),
    /** The runner's. */
    pid: z.int(),
    tty: z.string(),
    iterm_session_id: z.string(),
    token: z.string(),
    /** What the user should know about this run, in words: a shell that does not exist. */
    note: z.optional(z.string()),
    /** An entry `running` follows once its command begins; without this, the command counts as begun. */
    tells_running: z.optional(z.boolean()),
  }),
  /** The shell's start-up files are over and the command of this run begins. */
  z.object({ event: z.literal("running"), at, attempt: z.int() }),
  z.object({ event: z.literal("exited"), at, code: z.int() }),
  z.object({ event: z.literal("signalled"), at, signal: z.string() }),
  z.object({ event: z.literal("restarting"), at, attempt: z.int(), delay_ms: z.number() }),
  z.object({ event: z.literal("gave_up"), at, reason: z.string() }),
  z.object({ event: z.literal("shell"), at }), // the command is over; an interactive shell has its pane
  z.object({ event: z.literal("closed"), at }), // the runner itself ended
]);
export type JournalEntry = z.infer<typeof JournalEntry>;

export interface Journal {
  /** All entries of this journal, oldest first; lines that could not be read are left out. */
  entries: JournalEntry[];
}

export interface ProcessRow {
  pid: number;
  ppid: number;
  pgid: number;
  /** Foreground process group of its terminal; 0 or -1 without one. */
  tpgid: number;
  /** As ps prints it ("ttys001", "pts/3"), or null. */
  tty: string | null;
  stat: string;
  /** How long it has lived, in whole seconds; left out: unknown. */
  age_s?: number;
  command: string;
}

/** Where on this machine something is listened for, as IPv6 and IPv4 addresses are written. */
export interface LocalAddress {
  address: string;
  port: number;
}

/** A process that listens for TCP connections; `address` is `*` where it takes those to any address of this `family`. */
export interface Listener extends LocalAddress {
  pid: number;
  family: "IPv4" | "IPv6";
}

/**
 * What a readiness probe got. `by`: where on this machine it was answered, in order of preference; empty: elsewhere, or
 * no connection was made. `got` is in words that can follow "its probe".
 */
export type ProbeAnswer = { ready: true; by: LocalAddress[] } | { ready: false; got: string };

/** Whether a launch file was taken by a runner. `gone`: neither the file nor a claim is there. */
export type LaunchState = "offered" | "claimed" | "gone";

/** What was new on a session's screen since the reading before. */
export interface SeenOutput {
  entries: OutputEntry[];
  /** The first entry is the last line of the reading before, which has grown: it takes that entry's place. */
  continues?: boolean;
  /** The last lines of the buffer as they stand, newest last. */
  tail: string[];
  reading: Reading;
  /** How far its log was read; left out: it has none. */
  log?: LogPosition;
  /** What its program has said of itself in that log so far; left out: iTerm2 does not keep it up. */
  heard?: Heard;
  findings: Finding[];
  /** `success_pattern` / `error_pattern` / `ready_log_line` that matched in the new lines, with the line. */
  matched: { success: string | null; error: { line: string; context: string[] } | null; ready: string | null };
  /** Trigger patterns (by the pattern's text) that matched in the new lines. */
  trigger_patterns: string[];
  slow_patterns: string[];
}

/** An agent's own state file. */
export interface AgentRecord {
  agent: AgentKind;
  pid: number;
  /** `shell`: it idles, and only a shell goes on behind it. `menu`: its user has opened a menu or a setting. */
  state: Attention | "shell" | "menu";
  /** When it was written, ms since the epoch. */
  at: number;
  /** What it waits for, in the agent's own words (`permission prompt`, `input needed`); left out: it does not say. */
  waiting_for?: string;
  /** What the agent calls its session. */
  name?: string;
  /** When the process that wrote it began, ms since the epoch. */
  started?: number;
  /** What it asks, as far as it says. */
  question?: Question;
  /** The agent rests, and its record says so; what it asks stands all the same. */
  stands_at_rest?: true;
  /** A hook of the agent has written it, at this event; left out: the agent's own record. */
  by_hook?: string;
}

/** Everything that one reading of the world found. Keys are our session ids. */
export interface Observation {
  at: number;
  terminal: SeenTerminal;
  journals: Record<string, Journal>;
  /** null: ps failed; nothing is known of processes. */
  processes: ProcessRow[] | null;
  /** When the machine was started, ms since the epoch; left out: unknown. */
  booted_at?: number;
  agents: AgentRecord[];
  output: Record<string, SeenOutput>;
  /** Readiness probes that were due. */
  probes: Record<string, ProbeAnswer>;
  /** Who listens where these probes were answered, as far as it can be told; left out: nobody was looked for. */
  listeners?: Listener[];
  /** By launch token. */
  launches: Record<string, LaunchState>;
}
