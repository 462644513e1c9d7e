import type { ManagedSession } from "../model/session.ts";
import type { SessionIn } from "../model/session-state.ts";
import type { SessionTemplate } from "../model/session-template.ts";
import type { Listener, LocalAddress, ProbeAnswer } from "../model/observation.ts";
import { isIdleShell, withDescendants } from "../model/process-rows.ts";
import { programName } from "../model/shells.ts";
import { paneOf, processesOf, type IndexedObservation } from "./indexed-observation.ts";
import { templateOf, type TickContext } from "./tick-context.ts";

/** When the time limit for this session's readiness passes, ms since the epoch; null if it is not waited for. */
export function readyDeadline({ phase }: SessionIn<"up">, template: SessionTemplate): number | null {
  if (phase.ready_at !== null || phase.restarting) return null;
  return phase.since + template.ready_timeout_seconds * 1000;
}

/** A program that ends within its first second never came up: supervisord's `startsecs` by default. */
const CAME_UP_AFTER_MS = 1000;

/**
 * Its command counts as ready because it has started, and started so short a time ago that it may still turn out not to
 * be there or not to find its port. Whoever asked for it waits that long; what depends on it does not.
 */
export function hasJustStarted(
  { since }: SessionIn<"up">["phase"],
  { command, ready_when }: SessionTemplate,
  now: number,
): boolean {
  const readyAtOnce = ready_when === null || ready_when.type === "started";
  return readyAtOnce && command !== "" && now < since + CAME_UP_AFTER_MS;
}

/** It has not shown to be ready within its time limit; it still may. */
export function isOverdue(session: SessionIn<"up">, template: SessionTemplate, now: number): boolean {
  const deadline = readyDeadline(session, template);
  return deadline !== null && now >= deadline;
}

/** That a session's time limit has passed, as the end of a sentence about it, with what its probe got last. */
export function notReadyInTime({ probe_got }: ManagedSession, { ready_timeout_seconds }: SessionTemplate): string {
  return `not ready within ${ready_timeout_seconds} s${probe_got ? `: ${probe_got}` : ""}`;
}

/**
 * What a session's readiness probe got in this tick; null: it was not asked. An answer from a program that was there
 * before the session is none: what the session starts has failed to get its port, or is yet to ask for it.
 */
export function probeAnswer(seen: IndexedObservation, { id, runner_pid }: ManagedSession): ProbeAnswer | null {
  const answer = seen.observation.probes[id];
  if (!answer?.ready) return answer ?? null;
  const others = answer.by.map((place) => olderListener(seen, place, runner_pid));
  const [first] = others;
  if (first === undefined || first === null || others.includes(null)) return answer;
  const whose = `${programName(first.command)} (pid ${first.pid})`;
  return { ready: false, got: `port ${first.port} is answered by ${whose}, which is older than this session` };
}

/**
 * Programs that listen for others, from before these have started: for containers (Docker, OrbStack, Podman, lima with
 * colima and Rancher Desktop), for virtual machines, and OpenSSH's master, which takes up forwards of later clients.
 */
export const LISTENS_FOR_OTHERS =
  /com\.docker\.|docker-proxy|dockerd|vpnkit|OrbStack|podman|gvproxy|limactl|colima|rancher|containerd|rootlesskit|qemu-system|multipass|^ssh: .*\[mux\]/i;

/**
 * The oldest process that listens there, if it is older than the session's runner and speaks for itself; else null, also
 * where nobody is known to listen. What the list of processes does not have yet has begun since.
 */
function olderListener(seen: IndexedObservation, place: LocalAddress, runner_pid: number | null) {
  const runner = seen.byPid.get(runner_pid ?? -1);
  if (runner?.age_s === undefined) return null;
  const age = runner.age_s;
  const family = new Set(withDescendants([runner], seen.children).map(({ pid }) => pid));
  const older = listenersAt(seen.observation.listeners ?? [], place)
    .flatMap(({ pid, port }) => {
      const row = seen.byPid.get(pid);
      return row?.age_s === undefined ? [] : [{ pid, port, age_s: row.age_s, command: row.command }];
    })
    // ps tells whole seconds; within one, process ids go up.
    .filter(({ pid, age_s }) => !family.has(pid) && (age_s > age || (age_s === age && pid < runner.pid)))
    .sort((a, b) => b.age_s - a.age_s);
  return older.some(({ command }) => LISTENS_FOR_OTHERS.test(command)) ? null : (older[0] ?? null);
}

/** Those that get a connection to this address: who listens on it alone, else on all of its family, else on both families. */
function listenersAt(listeners: readonly Listener[], { address, port }: LocalAddress): Listener[] {
  const here = listeners.filter((listener) => listener.port === port);
  const family = address.includes(":") ? "IPv6" : "IPv4";
  const exact = here.filter((listener) => listener.address === address);
  if (exact.length > 0) return exact;
  const all = here.filter((listener) => listener.address === "*");
  const same = all.filter((listener) => listener.family === family);
  return same.length > 0 ? same : all;
}

/** Whether a session shows now that it is ready, by its template's `ready_when`. */
export function showsReady(tick: TickContext, session: SessionIn<"up">): boolean {
  if (session.phase.starting_up) return false;
  const { ready_when } = templateOf(tick, session);
  const { output } = tick.seen.observation;
  switch (ready_when?.type) {
    case undefined:
    case "started":
      return true;
    case "ready_log_line":
      return output[session.id]?.matched.ready != null;
    case "http_get":
    case "exec":
      return probeAnswer(tick.seen, session)?.ready === true;
    case "shell_prompt":
      return isAtShellPrompt(tick, session);
  }
}

/** A shell waits there for a command: by shell integration where there is one, else by who has the foreground. */
export function isAtShellPrompt(tick: TickContext, session: ManagedSession): boolean {
  const pane = paneOf(tick.seen, session);
  if (pane.state !== "there") return false;
  return pane.pane.is_at_shell_prompt || isIdleShell(processesOf(tick.seen, session));
}
