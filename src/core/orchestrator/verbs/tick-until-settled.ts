import type { DesiredState } from "../../model/desired.ts";
import type { ManagedSession } from "../../model/session.ts";
import type { FaultCode } from "../../model/fault.ts";
import type { Ports } from "../../model/ports.ts";
import type { Report, VerbOptions } from "../contract.ts";
import { reportOf, type OutcomeOf } from "./report.ts";
import type { Tick, TickOptions } from "../tick/tick.ts";
import { templateOf } from "../tick/stored-state.ts";

/** At the latest after this long (ms) a foreground verb ticks again; a session's report wakes it at once. */
const PAUSE = 700;

/** Trying again does not help; a person must do something first. */
export const BLOCKING: ReadonlySet<FaultCode> = new Set(["not_installed", "not_permitted", "cancelled"]);

/** An observation that fails for another reason may be tried again this often in a row. */
const PATIENCE = 3;

export interface SettleRequest {
  ports: Pick<Ports, "watch">;
  tickOnce: (options: TickOptions) => Promise<Tick>;
  /** The sessions that the verb is about, as they stand after a tick. */
  concerned: (sessions: ManagedSession[], desired: DesiredState) => ManagedSession[];
  outcomeOf: OutcomeOf;
  options: VerbOptions;
}

/** Ticks until its sessions have settled or nothing is under way, the caller gives up, or iTerm2 cannot be reached; then says how each session stands. */
export async function tickUntilSettled({
  ports,
  tickOnce,
  concerned,
  outcomeOf,
  options,
}: SettleRequest): Promise<Report> {
  const { signal, onProgress } = options;
  let failures = 0;
  for (;;) {
    const reported = await ports.watch.stamp();
    const { stored, settled, fault } = await tickOnce({ may_ask: true, signal });
    failures = fault === null ? 0 : failures + 1;
    if (fault !== null && (BLOCKING.has(fault.code) || failures >= PATIENCE)) throw fault;

    const sessions = concerned(Object.values(stored.runtime.sessions), stored.desired);
    const report = reportOf(sessions, (session) =>
      outcomeOf(session, templateOf(stored, session), stored.runtime.ticked_at),
    );
    onProgress?.({
      done: sessions.length - report.unfinished.length,
      total: sessions.length,
      current: report.unfinished[0]?.name ?? null,
    });
    const done = sessions.length > 0 && report.unfinished.length === 0;
    if ((fault === null && (settled || done)) || signal?.aborted) return report;
    await ports.watch.changed(PAUSE, signal, reported);
  }
}
