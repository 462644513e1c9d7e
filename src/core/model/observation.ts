import type { AgentKind } from "./agent-kind.ts";
import type { Attention, Finding, OutputEntry, Reading } from "./session.ts";
import type { Fault } from "./fault.ts";

/** In character cells. */
export interface PaneSize {
  columns: number;
  rows: number;
}

/** One pane as iTerm2 lists it. */
export interface SeenSession {
  /** GUID. */
  id: string;
  tty: string | null;
  /** The evaluated title. */
  name: string | null;
  is_processing: boolean;
  is_at_shell_prompt: boolean;
  /** Only where sizes were asked for. */
  size?: PaneSize;
}

export interface SeenTab {
  /** 0-based; true only at the moment of the snapshot. */
  index: number;
  title: string;
  sessions: SeenSession[];
}

export interface SeenWindow {
  id: number;
  tabs: SeenTab[];
  /** A window that lists no tabs (null), or whose columns disagreed: there, but unreadable at this moment. */
  readable: boolean;
}

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

/** One line of the runner's journal. `at` is ms since the epoch. */
export type JournalEntry =
  | {
      event: "started";
      at: number;
      /** Which run of this launch, from 1. */
      attempt: number;
      /** The runner's. */
      pid: number;
      tty: string;
      iterm_session_id: string;
      token: string;
      /** What the user should know about this run, in words: a shell that does not exist. */
      note?: string;
    }
  | { event: "exited"; at: number; code: number }
  | { event: "signalled"; at: number; signal: string }
  | { event: "restarting"; at: number; attempt: number; delay_ms: number }
  | { event: "gave_up"; at: number; reason: string }
  | { event: "shell"; at: number } // the command is over; an interactive shell has its pane
  | { event: "closed"; at: number }; // the runner itself ended

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
  command: string;
}

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
  state: Attention | "shell";
  at: number;
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
  /** Readiness probes that were due: whether they passed. */
  probes: Record<string, boolean>;
  /** By launch token. */
  launches: Record<string, LaunchState>;
}
