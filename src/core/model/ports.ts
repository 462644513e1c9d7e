import type { DesiredState } from "./desired.ts";
import type { Event } from "./event.ts";
import type { Fault } from "./fault.ts";
import type {
  AgentRecord,
  Journal,
  LaunchState,
  Listener,
  ProbeAnswer,
  ProcessRow,
  SeenTerminal,
} from "./observation.ts";
import type { Notification } from "./action.ts";
import type { LogPosition } from "./log-position.ts";
import type { Project } from "./project.ts";
import type { RuntimeState } from "./runtime.ts";
import type { EndCause, SessionStatus } from "./session.ts";
import type { Settings } from "./settings.ts";
import type { SignalName } from "./message.ts";

export interface Clock {
  /** ms since the epoch. */
  now(): number;
  /** Resolves after `ms`, or as soon as `signal` aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Which buffers a snapshot shall bring along. */
export interface BufferRequest {
  /** GUID. */
  id: string;
  /** At most this many UTF-16 units from the end of the buffer. */
  max_chars: number;
  /** Read it whatever iTerm2 says; else only while `isProcessing` (output within the last 2 s). */
  always: boolean;
}

export interface Buffer {
  id: string;
  /** The end of `contents`. */
  text: string;
  /** Length of the whole `contents`, UTF-16 units. */
  length: number;
}

/** One thing to do in iTerm2. `ref` names what it makes, for later steps of the same script; a target is a GUID or a ref. */
export type Step =
  /**
   * In the window that holds the first of `beside` (GUIDs or refs) that is found, else in the `otherwise` window; a new
   * one if there is no current window.
   */
  | {
      do: "create_tab";
      ref: string;
      beside: string[];
      command: string;
      profile: string | null;
      /** With the profile that logs, if there is one and it is loaded. */
      log?: boolean;
      otherwise: "current_window" | "new_window";
    }
  | {
      do: "split";
      ref: string;
      target: string;
      direction: "horizontal" | "vertical";
      command: string;
      profile: string | null;
      /** With the profile that logs, if there is one and it is loaded. */
      log?: boolean;
    }
  | { do: "write"; target: string; text: string; newline: boolean }
  | { do: "close_pane"; target: string }
  | { do: "focus"; target: string };

/**
 * The GUID of the pane that a step made or was about, or why it was not done. `no_room`: a split opened a tab instead.
 */
export type StepResult = { ok: true; session_id: string; no_room?: boolean } | { ok: false; fault: Fault };

/** How a program ended, with what it had written by then. */
export type ProgramEnd = { stdout: string; stderr: string } & (
  | { ended: "exited"; code: number }
  | { ended: "signalled"; signal: string }
  | { ended: "timed_out" | "aborted" | "too_much_output" }
  | { ended: "not_started"; cause: unknown }
);

/** Runs a program, without a shell, to its end. Never rejects. */
export type RunProgram = (run: {
  program: string;
  args: readonly string[];
  cwd?: string;
  /** Beside what all programs get, or in its place. */
  environment?: Record<string, string>;
  /** What it reads; left out: nothing. */
  stdin?: string;
  /** It is killed after this or when `signal` aborts, with `whole_group` together with all that it has started. */
  timeout_ms: number;
  signal?: AbortSignal;
  whole_group?: boolean;
  /** For a program that may leave something running that holds its output open. */
  ignore_output?: boolean;
  /** The same, where its output counts: what is written after the program itself has ended is not waited for. */
  until_exit?: boolean;
}) => Promise<ProgramEnd>;

export function endedWell(end: ProgramEnd): boolean {
  return end.ended === "exited" && end.code === 0;
}

/** What is new in the log of a pane. */
export interface LogReading {
  /** Oldest first, blank ones left out; see `logLines`. */
  lines: string[];
  /** The same as it was written, escape sequences and all; empty if none of them is an OSC. */
  sequences: string;
  /** Bytes that came faster than they could be read, and were passed over. */
  passed_over: number;
  /** When iTerm2 wrote to it last, ms since the epoch. */
  written_at: number;
  /** Where the next reading goes on; null: it was emptied before anything was read. */
  position: LogPosition | null;
}

/** The logs that iTerm2 keeps of what its panes put out, where it keeps any. */
export interface SessionLogs {
  /** What has come since `from`, by GUID; panes without a log are left out. A log that has grown large is emptied. Never rejects. */
  read(
    requests: { id: string; from: LogPosition | null }[],
    /** ms since the epoch. */
    now: number,
  ): Promise<Record<string, LogReading>>;
  /** Removes logs of panes that are not in `keep` (GUIDs): `old` ones, or `all`. Never rejects. */
  sweep(keep: string[], which: "old" | "all", now: number): Promise<void>;
}

/** The profile by which iTerm2 logs what sessions put out. */
export interface LogProfile {
  /**
   * Sees that it is there, and gives its name; null: it cannot be, or the user's own default profile logs, which is left
   * alone. iTerm2 may not have loaded it yet. Never rejects.
   */
  offer(): Promise<string | null>;
  /** Takes it away; open sessions go on. Never rejects. */
  withdraw(): Promise<void>;
}

/** iTerm2. Each call is one osascript. Rejects with a `Fault` only. */
export interface Terminal {
  /** Never launches iTerm2 and never asks for consent unless `may_ask`. */
  snapshot(request: {
    buffers: BufferRequest[];
    /** With the size of each pane: two more events a window. */
    sizes?: boolean;
    may_ask: boolean;
    signal?: AbortSignal;
  }): Promise<{ terminal: SeenTerminal; buffers: Buffer[] }>;
  /** The GUID of the pane that its user looks at; null: iTerm2 is not in front. */
  paneInFront(): Promise<string | null>;
  /** Launches iTerm2 if needed. Results are in the order of the steps. */
  perform(steps: Step[], options: { signal?: AbortSignal; log_profile?: string | null }): Promise<StepResult[]>;
}

export interface StopCommand {
  command: string;
  working_directory: string;
  environment: Record<string, string>;
  shell: string;
  timeout_ms: number;
}

export interface Processes {
  list(): Promise<ProcessRow[]>;
  /** When the machine was started, ms since the epoch. */
  bootedAt(): number;
  /** Working directories by pid; of processes that are gone or another user's, none. Never rejects. */
  folders(pids: number[]): Promise<Record<number, string>>;
  /** Who listens on these TCP ports. Of other users' processes nothing is known. Never rejects. */
  listeners(ports: number[]): Promise<Listener[]>;
  /** To a whole process group. A group that is gone is no error. */
  signalGroup(pgid: number, signal: SignalName): Promise<void>;
  /** Resolves when it has ended with 0. Rejects with `failed`, or `timed_out` after killing it and what it started. */
  runStopCommand(stop: StopCommand): Promise<void>;
  /** `mtime` of tty devices in ms since the epoch, by tty name as iTerm2 gives it ("/dev/ttys001"); missing ones left out. */
  ttyTimes(ttys: string[]): Promise<Record<string, number>>;
}

/** Everything that a launch file needs; all variables resolved. */
export interface LaunchSpec {
  token: string;
  session_id: string;
  command: string;
  /** Run in the session's shell before its command, and before the shell that is left; empty: nothing. */
  setup: string;
  working_directory: string;
  environment: Record<string, string>;
  /** Names in `environment` in whose values `$NAME` stands for what the session's shell has. */
  expanded: string[];
  /** What the command finds in its environment is kept in a file while the session lives, for probes. */
  saves_environment: boolean;
  shell: string;
  /** What the tab shall be called. */
  title: string;
  restart_policy: "no" | "on_failure" | "always" | "unless_stopped";
  success_exit_codes: number[];
  /** Agents that are started in it report by hooks. */
  agent_hooks: boolean;
  /** Opened in the background after each journal entry ("instant updates"). */
  deep_link?: string;
  /** What the user should know of this launch; empty: nothing. */
  note: string;
}

/** A file that an agent's hooks need, by its path in their folder: programs that come first in PATH are in `bin`. */
export type HookFile = { path: string } & (
  | { text: string }
  | {
      /** In `assets/agents`. */
      asset: string;
      executable?: true;
    }
);

/** Launch files, journals and stop requests: the session runner's side of the world. */
export interface Runner {
  /** Writes the launch file; `command` is the plain line for iTerm2. */
  offer(spec: LaunchSpec): Promise<{ command: string }>;
  /** After this no runner can take the launch any more. False: one already has. */
  revoke(token: string): Promise<boolean>;
  states(tokens: string[]): Promise<Record<string, LaunchState>>;
  journals(sessionIds: string[]): Promise<Record<string, Journal>>;
  /** Where the environment of a launch is kept, as statements of sh; not there: it is not, or not yet. */
  environmentFile(token: string): string;
  /** The next end of this session is wanted: no restart, no shell left behind. */
  requestStop(sessionId: string): Promise<void>;
  /** Forgets the journals of sessions that are not in `keep`. */
  sweep(keep: string[]): Promise<void>;
}

export interface ExecProbe {
  cwd: string;
  env: Record<string, string>;
  /** See `Runner.environmentFile`; where it is there, it counts instead of `env`. */
  environment_file: string | null;
  shell: string;
  timeout_ms: number;
}

export interface Probes {
  /** A GET without a body: any status from 200 to 399 is ready. Redirects are not followed. */
  http(url: string, timeout_ms: number): Promise<ProbeAnswer>;
  /** A command in the user's shell: ready if it ends with 0. */
  exec(command: string, options: ExecProbe): Promise<ProbeAnswer>;
}

export interface Git {
  /** The branch that is checked out in a folder, else the short commit id. Rejects with `not_found`. */
  branch(folder: string): Promise<string>;
}

export interface SessionEnvironment {
  variables: Readonly<Record<string, string>>;
  folder: string;
}

export interface AgentStateFiles {
  /**
   * The state files of agents on this machine; unreadable ones are left out. `environments`: what sessions are given, since
   * some variables move these files; with the folder that relative paths in them start from.
   */
  records(environments?: readonly SessionEnvironment[]): Promise<AgentRecord[]>;
}

/** Wakes who waits for a session, or the agent in it, to report. */
export interface JournalWatch {
  /** What has been reported so far, to be compared only. Take it before a tick, so that nothing is missed during it. */
  stamp(): Promise<string>;
  /**
   * Resolves as soon as something else is reported than `since` (default: than now), `within_ms` has passed, or
   * `signal` aborts.
   */
  changed(within_ms: number, signal?: AbortSignal, since?: string): Promise<void>;
}

export interface Notifier {
  notify(notification: Notification): Promise<void>;
}

/** An entry of the store that could not be read; kept as it is. */
export interface Damaged {
  key: string;
  raw: string;
  problem: string;
}

export interface ProjectStore {
  projects(): Promise<{ projects: Project[]; damaged: Damaged[] }>;
  project(id: string): Promise<Project | null>;
  /** Rejects with `invalid_project`. Sets `updated_at`. */
  saveProject(project: Project): Promise<Project>;
  deleteProject(id: string): Promise<void>;
  /** Removes a damaged entry after the user has copied it. */
  discardDamaged(key: string): Promise<void>;
  settings(): Promise<Settings>;
  desired(): Promise<DesiredState>;
  saveDesired(desired: DesiredState): Promise<void>;
  runtime(): Promise<RuntimeState>;
  saveRuntime(runtime: RuntimeState): Promise<void>;
  /** Whether the user has agreed to exactly what this project runs. */
  isTrusted(project: Project): Promise<boolean>;
  trust(project: Project): Promise<void>;
  /** Stable port for a project and name, once given; see `{port:NAME}`. */
  ports(): Promise<Record<string, number>>;
  savePort(key: string, port: number): Promise<void>;
  pins(): Promise<string[]>;
  setPinned(projectId: string, pinned: boolean): Promise<void>;
}

/**
 * Raycast's LocalStorage as the store sees it: each call is asynchronous and takes effect for one key as a whole;
 * nothing holds two calls together.
 */
export interface KeyValue {
  getItem(key: string): Promise<string | undefined>;
  setItem(key: string, value: string): Promise<void>;
  removeItem(key: string): Promise<void>;
  allItems(): Promise<Record<string, string>>;
}

/**
 * One at a time across commands, workers and processes.
 *
 *     await lock.hold(async () => store.saveRuntime(change(await store.runtime())), { wait_ms: 20_000, limit_ms: 30_000 });
 */
export interface Lock {
  /**
   * Runs `work` while nobody else holds the lock; within `work`, holding it again runs at once. Rejects with `locked`,
   * which says who holds it and since when, if it was not had within `wait_ms` or before `signal` aborted; with
   * `timed_out` if `work` took longer than `limit_ms`: then the lock is free for others, `given_up` aborts, and the
   * store takes nothing more from `work`.
   */
  hold<T>(
    work: (given_up: AbortSignal) => Promise<T>,
    options: { wait_ms: number; limit_ms: number; signal?: AbortSignal },
  ): Promise<T>;
}

export interface Run {
  id: string;
  project_id: string;
  template_id: string;
  started_at: string | null;
  ended_at: string | null;
  exit_code: number | null;
  status: SessionStatus;
  cause: EndCause | null;
  waited_ms: number;
}

export interface History {
  /** Idempotent: an event whose id is already in is skipped. Never throws; a damaged file is set aside and begun anew. */
  append(events: Event[], names: { project_id: string; name: string; path: string }[]): Promise<void>;
  runs(filter: { project_id?: string; template_id?: string; limit: number }): Promise<Run[]>;
  /** The newest first. With a session: its own, and those of its project and window that are of no session. */
  events(filter: { session?: { project_id: string; template_id: string }; limit: number }): Promise<Event[]>;
  clear(): Promise<void>;
}

/** All that the core needs from outside, put together in `core/composition.ts` and in tests. */
export interface Ports {
  clock: Clock;
  terminal: Terminal;
  processes: Processes;
  runner: Runner;
  logs: SessionLogs;
  logProfile: LogProfile;
  probes: Probes;
  git: Git;
  agents: AgentStateFiles;
  watch: JournalWatch;
  notifier: Notifier;
  store: ProjectStore;
  lock: Lock;
  history: History;
  /** Absolute home folder. */
  home: string;
  /** Deep link that has the menu bar look once, for "instant updates"; left out: there is none. */
  statusLink?: string;
}
