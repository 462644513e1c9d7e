import type { ManagedSession } from "../model/session.ts";
import type { SessionIn } from "../model/session-state.ts";
import type { SessionTemplate } from "../model/session-template.ts";
import { isIdleShell } from "../model/process-rows.ts";
import { paneOf, processesOf } from "./indexed-observation.ts";
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

/** Whether a session shows now that it is ready, by its template's `ready_when`. */
export function showsReady(tick: TickContext, session: ManagedSession): boolean {
  const { ready_when } = templateOf(tick, session);
  const { output, probes } = tick.seen.observation;
  switch (ready_when?.type) {
    case undefined:
    case "started":
      return true;
    case "ready_log_line":
      return output[session.id]?.matched.ready != null;
    case "http_get":
    case "exec":
      return probes[session.id] === true;
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
