import { findTemplate } from "../../model/session-templates.ts";
import type { Observation, ProbeAnswer, SeenOutput, SeenTerminal } from "../../model/observation.ts";
import type { Buffer, LogReading, Ports } from "../../model/ports.ts";
import type { Project } from "../../model/project.ts";
import { sessionIdOf, type RuntimeState } from "../../model/runtime.ts";
import { isIn, isPresent } from "../../model/session-state.ts";
import type { Heard, ManagedSession } from "../../model/session.ts";
import { isProbe, type SessionTemplate } from "../../model/session-template.ts";
import { Fault } from "../../model/fault.ts";
import { buffersToRead, type Watched } from "./buffers-to-read.ts";
import { hear } from "../../agents/bytes.ts";
import { isKeptUp, readOutput } from "../../output/read-output.ts";
import type { StoredState } from "./stored-state.ts";

export interface ObserveRequest extends Pick<StoredState, "projects" | "desired"> {
  ports: Pick<Ports, "clock" | "terminal" | "processes" | "runner" | "agents" | "logs">;
  previous: RuntimeState;
  /** What the readiness probe of this template gets now. */
  probe: (project: Project, template: SessionTemplate, session: ManagedSession) => Promise<ProbeAnswer>;
  /** A consent sheet of macOS may come up. */
  may_ask: boolean;
  /** With the size of each pane. */
  sizes?: boolean;
  signal?: AbortSignal;
}

interface Known extends Watched {
  project: Project;
}

function knownSessions({ previous, projects }: ObserveRequest): Known[] {
  return Object.values(previous.sessions).flatMap((session) => {
    const project = projects[session.project_id];
    const template = findTemplate(project, session.template_id);
    return project && template ? [{ session, project, template }] : [];
  });
}

async function observeTerminal(
  request: ObserveRequest,
  watched: Known[],
): Promise<{ terminal: SeenTerminal; buffers: Buffer[]; times: Record<string, number> }> {
  const { ports, may_ask, sizes, signal } = request;
  const { terminal, processes } = ports;
  if (isNothingToSee(request)) return { terminal: { state: "unknown", fault: null }, buffers: [], times: {} };
  const ttys = watched.flatMap(({ session }) => (session.tty === null ? [] : [session.tty]));
  const times = await processes.ttyTimes(ttys);
  try {
    const buffers = buffersToRead(watched, times);
    return { ...(await terminal.snapshot({ buffers, sizes, may_ask, signal })), times };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { terminal: { state: "unknown", fault: error }, buffers: [], times };
  }
}

/**
 * With nothing wanted and nothing alive, a background run leaves iTerm2 alone: it costs nothing, and macOS does not ask
 * for consent out of the blue, before anything was ever opened.
 */
function isNothingToSee({ may_ask, desired, previous }: ObserveRequest): boolean {
  const wanted = Object.values(desired.projects).some(({ want }) => want === "open");
  return !may_ask && !wanted && !Object.values(previous.sessions).some(isPresent);
}

function isProbed({ session, template }: Known): boolean {
  const { phase } = session;
  const awaited = phase.name === "up" && phase.ready_at === null && !phase.starting_up;
  return (awaited || session.elsewhere === "awaited") && isProbe(template.ready_when?.type);
}

/** Sessions that are known, and those that are wanted: one of these may run although its record was lost. */
function journalIds({ desired, previous }: ObserveRequest): string[] {
  const wanted = Object.entries(desired.projects).flatMap(([projectId, { sessions }]) =>
    Object.keys(sessions).map((templateId) => sessionIdOf(projectId, templateId)),
  );
  return [...new Set([...Object.keys(previous.sessions), ...wanted])];
}

/** What was heard in the log of another pane is another program's. */
function heardIn({ sequences, written_at }: LogReading, { log, heard, iterm_session_id }: ManagedSession): Heard {
  return hear((log?.id === iterm_session_id && heard) || null, sequences, written_at);
}

/**
 * Reads the world once. The snapshot comes first and the journals last, so that a pane or a runner that is not there
 * any more has had its last words in its journal. A failed snapshot is part of the answer, never a rejection.
 */
export async function observe(request: ObserveRequest): Promise<Observation> {
  const { clock, processes, runner, agents } = request.ports;
  const watched = knownSessions(request);
  const at = clock.now();
  const { terminal, buffers, times } = await observeTerminal(request, watched);

  const launching = Object.values(request.previous.sessions).filter((session) => isIn(session, "launching"));
  const probed = watched.filter(isProbed);
  const asked = probed.map(
    async ({ session, project, template }) => [session.id, await request.probe(project, template, session)] as const,
  );
  const [launches, rows, records, answers] = await Promise.all([
    runner.states(launching.map(({ launch }) => launch.token)),
    processes.list().catch(() => null),
    agents.records(
      watched.map(({ project }) => ({ variables: project.config.environment_variables, folder: project.path })),
    ),
    Promise.all(asked),
  ]);
  const ports = answers.flatMap(([, answer]) => (answer.ready ? answer.by.map(({ port }) => port) : []));
  const listeners = await processes.listeners(ports);
  const journals = await runner.journals(journalIds(request));

  const positions = new Map(watched.map(({ session }) => [session.iterm_session_id, session.log]));
  const logs = await request.ports.logs.read(
    buffers.map(({ id }) => ({ id, from: positions.get(id) ?? null })),
    at,
  );
  const byGuid = new Map(buffers.map((buffer) => [buffer.id, buffer]));
  const output: Record<string, SeenOutput> = {};
  for (const { session, project, template } of watched) {
    const buffer = session.iterm_session_id === null ? undefined : byGuid.get(session.iterm_session_id);
    if (buffer === undefined) continue;
    const tty_mtime = session.tty === null ? 0 : (times[session.tty] ?? 0);
    const log = logs[buffer.id];
    const seen = readOutput({ session, template, project, buffer, log, now: at, tty_mtime });
    output[session.id] = log && isKeptUp(log, tty_mtime) ? { ...seen, heard: heardIn(log, session) } : seen;
  }

  return {
    at,
    terminal,
    journals,
    processes: rows,
    booted_at: processes.bootedAt(),
    agents: records,
    output,
    probes: Object.fromEntries(answers),
    listeners,
    launches,
  };
}
