import type {
  Journal,
  JournalEntry,
  Observation,
  SeenOutput,
  SeenSession,
} from "../../../src/core/model/observation.ts";
import { sessionIdOf } from "../../../src/core/model/runtime.ts";
import type { ManagedSession } from "../../../src/core/model/session.ts";

/** An iTerm2 that runs without a window, and nothing else. */
export function anObservation(given: Partial<Observation> = {}): Observation {
  return {
    at: 1_000_000,
    terminal: { state: "running", windows: [] },
    journals: {},
    processes: [],
    agents: [],
    output: {},
    probes: {},
    launches: {},
    ...given,
  };
}

export function aSeenSession(given: Partial<SeenSession> = {}): SeenSession {
  return { id: "GUID-1", tty: "/dev/ttys001", name: "zsh", is_processing: false, is_at_shell_prompt: false, ...given };
}

/** A journal of one launch that is up, followed by the given entries. */
export function aJournal(
  started: Partial<Extract<JournalEntry, { event: "started" }>> = {},
  ...more: JournalEntry[]
): Journal {
  const first: JournalEntry = {
    event: "started",
    at: 1_000_000,
    attempt: 1,
    pid: 100,
    tty: "/dev/ttys001",
    iterm_session_id: "GUID-1",
    token: "webapp/server.1.1",
    ...started,
  };
  return { entries: [first, ...more] };
}

/** What was read of a screen: nothing matched, unless said otherwise. */
export function aSeenOutput(given: Partial<SeenOutput> = {}): SeenOutput {
  return {
    entries: [],
    tail: [],
    reading: { anchor: [], partial: "", read_at: 1_000_000, length: 0, tty_mtime: 0 },
    findings: [],
    matched: { success: null, error: null, ready: null },
    trigger_patterns: [],
    slow_patterns: [],
    ...given,
  };
}

/** The session of template "server" of project "webapp", up and ready in pane GUID-1, unless said otherwise. */
export function aManagedSession(given: Partial<ManagedSession> = {}): ManagedSession {
  const project_id = given.project_id ?? "webapp";
  const template_id = given.template_id ?? "server";
  return {
    id: sessionIdOf(project_id, template_id),
    iterm_session_id: "GUID-1",
    template_id,
    project_id,
    status: "running",
    started_at: new Date(1_000_000).toISOString(),
    ended_at: null,
    exit_code: null,
    last_output: "",
    output_history: [],
    errors: [],
    name: template_id,
    phase: { name: "up", since: 1_000_000, ready_at: 1_000_000, starting_up: false, restarting: false },
    evidence: { source: "runner", rule: "started", at: 1_000_000, detail: "" },
    attention: null,
    generation: 1,
    tty: "/dev/ttys001",
    runner_pid: 100,
    exit_signal: null,
    restarts: 0,
    reading: null,
    findings: [],
    slow_patterns: [],
    status_since: 1_000_000,
    waited_ms: 0,
    ...given,
  };
}
