import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { NOTHING_DESIRED, type DesiredState } from "../../../src/core/model/desired.ts";
import type { Journal, ProcessRow } from "../../../src/core/model/observation.ts";
import type { Project } from "../../../src/core/model/project.ts";
import { runnerFileName } from "../../../src/core/model/runner-file-name.ts";
import { NOTHING_KNOWN, type RuntimeState } from "../../../src/core/model/runtime.ts";
import type { ManagedSession } from "../../../src/core/model/session.ts";
import { ttyName } from "../../../src/core/model/tty.ts";
import { aJournal, aManagedSession } from "../../core/builders/observation.ts";
import { aProject, aTemplate } from "../../core/builders/project.ts";
import type { Pane } from "./mac-with-panes.ts";

/** Open projects whose sessions have run in these panes for an hour. */
export interface Managed {
  projects: Project[];
  desired: DesiredState;
  runtime: RuntimeState;
  /** The runner of each session and the program it runs. */
  processes: ProcessRow[];
}

export const SESSIONS_PER_PROJECT = 10;
const HOUR = 3_600_000;
const FIRST_PID = 5_000_000;

const COMMANDS = ["npm run dev", "claude", "vitest", "docker compose up", "tail -f log/development.log"];

function projectOf(number: number, sessions: number): Project {
  const session_templates = Array.from({ length: sessions }, (_, at) =>
    aTemplate({
      id: `session-${at}`,
      command: COMMANDS[at % COMMANDS.length] ?? "npm run dev",
      error_pattern: at % 2 === 0 ? "^ERROR" : null,
    }),
  );
  return aProject({ id: `project-${number}`, session_templates });
}

/** What is kept of sessions that run in these panes, ten to a project. */
export function managedIn(panes: readonly Pane[], now: number): Managed {
  const since = now - HOUR;
  const projects: Project[] = [];
  for (let at = 0; at < panes.length; at += SESSIONS_PER_PROJECT) {
    projects.push(projectOf(projects.length, Math.min(SESSIONS_PER_PROJECT, panes.length - at)));
  }
  const sessions = panes.map(({ guid, tty }, at): ManagedSession => {
    const template_id = `session-${at % SESSIONS_PER_PROJECT}`;
    const project_id = `project-${Math.floor(at / SESSIONS_PER_PROJECT)}`;
    const session = aManagedSession({ project_id, template_id, iterm_session_id: guid, tty });
    return {
      ...session,
      started_at: new Date(since).toISOString(),
      phase: { name: "up", since, ready_at: since, starting_up: false, restarting: false },
      evidence: { source: "runner", rule: "started", at: since, detail: "" },
      runner_pid: FIRST_PID + 2 * at,
      status_since: since,
      launch: {
        token: `${session.id}.1`,
        attempt: 1,
        requested_at: since,
        tries: 0,
        problem: null,
        not_retryable: false,
      },
    };
  });
  const wanted = (project: Project) => ({
    want: "open" as const,
    changed_at: since,
    front: false,
    window: "current" as const,
    answers: {},
    sessions: Object.fromEntries(
      project.session_templates.map(({ id }) => [id, { want: "running" as const, generation: 1 }]),
    ),
  });
  return {
    projects,
    desired: {
      ...NOTHING_DESIRED,
      projects: Object.fromEntries(projects.map((project) => [project.id, wanted(project)])),
    },
    runtime: {
      ...NOTHING_KNOWN,
      sessions: Object.fromEntries(sessions.map((session) => [session.id, session])),
      connection: "connected",
      open_projects: projects.map(({ id }) => id),
      ticked_at: now - 10_000,
    },
    processes: sessions.flatMap(({ tty, runner_pid }) => processesOf(tty ?? "", runner_pid ?? 0)),
  };
}

function processesOf(device: string, pid: number): ProcessRow[] {
  const front = pid + 1;
  const tty = ttyName(device);
  const runner = { pid, ppid: 1, pgid: pid, tpgid: front, tty, stat: "Ss", command: "/bin/sh session-runner.sh" };
  return [runner, { ...runner, pid: front, ppid: pid, pgid: front, stat: "S+", command: "node server.js" }];
}

/** The journal as the session's runner would have written it. */
export function journalOf(session: ManagedSession): Journal {
  return aJournal({
    at: session.launch?.requested_at ?? 0,
    pid: session.runner_pid ?? 0,
    tty: session.tty ?? "",
    iterm_session_id: session.iterm_session_id ?? "",
    token: session.launch?.token ?? "",
  });
}

export async function writeJournals(folder: string, { runtime }: Managed): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const session of Object.values(runtime.sessions)) {
    const text = journalOf(session).entries.map((entry) => `${JSON.stringify(entry)}\n`);
    await writeFile(join(folder, `${runnerFileName(session.id)}.jsonl`), text.join(""));
  }
}
