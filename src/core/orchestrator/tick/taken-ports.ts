import { indexObservation } from "../../decide/indexed-observation.ts";
import { processTreeOf } from "../../decide/process-tree.ts";
import { LISTENS_FOR_OTHERS } from "../../decide/readiness.ts";
import type { Observation, ProcessRow } from "../../model/observation.ts";
import type { Processes } from "../../model/ports.ts";
import type { RuntimeState } from "../../model/runtime.ts";
import { isIn, outcomeOf } from "../../model/session-state.ts";
import { programName } from "../../model/shells.ts";
import { isListenedOn } from "../../variables/assigned-port.ts";

export interface TakenPort {
  name: string;
  port: number;
  /** In words, with the process id. */
  owner: string;
}

export interface PortsRequest {
  processes: Pick<Processes, "list" | "listeners">;
  observation: Observation;
  runtime: RuntimeState;
  project_id: string;
  /** By the name that the project has for each. */
  ports: Readonly<Record<string, number>>;
}

/**
 * Which of these ports a program has that is none of the project's: not on the terminals of its sessions or started
 * there, not left running by one that has ended well, and not one that listens for containers. lsof is asked only if
 * somebody listens; whom it does not name is not counted.
 */
export async function takenPorts({ processes, ports, ...request }: PortsRequest): Promise<TakenPort[]> {
  const named = Object.entries(ports);
  const listened = await Promise.all(named.map(async ([, port]) => isListenedOn(port)));
  const busy = named.filter((_, index) => listened[index]);
  if (busy.length === 0) return [];
  const [listeners, rows] = await Promise.all([
    processes.listeners(busy.map(([, port]) => port)),
    processes.list().catch(() => []),
  ]);
  const isOwn = ownProcesses(request, rows);
  return busy.flatMap(([name, port]) => {
    const holders = listeners.filter((listener) => listener.port === port);
    const found = holders.flatMap(({ pid }) => rows.find((row) => row.pid === pid) ?? []);
    const [other] = found.filter((row) => !LISTENS_FOR_OTHERS.test(row.command) && !isOwn(row));
    return other ? [{ name, port, owner: `${programName(other.command)} (pid ${other.pid})` }] : [];
  });
}

function ownProcesses(
  { observation, runtime, project_id }: Pick<PortsRequest, "observation" | "runtime" | "project_id">,
  rows: ProcessRow[],
): (row: ProcessRow) => boolean {
  const seen = indexObservation({ ...observation, processes: rows });
  const sessions = Object.values(runtime.sessions).filter((session) => session.project_id === project_id);
  const own = new Set(sessions.flatMap((session) => processTreeOf(seen, session) ?? []).map(({ pid }) => pid));
  const spans = sessions
    .filter((session) => isIn(session, "ended") && outcomeOf(session) === "succeeded")
    .map(({ started_at, ended_at }) => [Date.parse(started_at ?? ""), Date.parse(ended_at ?? "")] as const);
  return ({ pid, age_s = 0 }) => {
    // ps tells whole seconds.
    const began = Date.now() - age_s * 1000;
    return own.has(pid) || spans.some(([from, to]) => began >= from - 1000 && began <= to + 1000);
  };
}
