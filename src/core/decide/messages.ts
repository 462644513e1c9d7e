import { agentOf } from "../agents/agent-of.ts";
import { SignalName, type QueuedMessage, type SessionMessage } from "../model/message.ts";
import type { ManagedSession } from "../model/session.ts";
import { isIn, type SessionIn } from "../model/session-state.ts";
import { isIdleShell } from "../model/process-rows.ts";
import { paneOf, processesOf } from "./indexed-observation.ts";
import { isAtShellPrompt } from "./readiness.ts";
import { templateOf, type TickContext } from "./tick-context.ts";

/** How long a message waits for its receiver when nothing else is said, ms. */
export const MESSAGE_EXPIRES_AFTER = 600_000;

/** Puts a message in the queue; the next tick delivers it if it may. `id` must be unique. Times in ms since the epoch. */
export function enqueue(
  messages: QueuedMessage[],
  message: SessionMessage,
  options: { id: string; when: "now" | "receiver_ready"; now: number; expires_after?: number },
): QueuedMessage[] {
  const { id, when, now, expires_after = MESSAGE_EXPIRES_AFTER } = options;
  return [...messages, { id, message, when, queued_at: now, expires_at: now + expires_after }];
}

/**
 * Hands over what may be handed over, oldest first. A message is marked before it is sent: one that is still marked
 * here was under way when its tick was cut short, so it may have arrived, and is not sent again. Returns those that
 * were dropped: not delivered in time, or perhaps delivered.
 */
export function deliverMessages(tick: TickContext): QueuedMessage[] {
  const kept: QueuedMessage[] = [];
  const dropped: QueuedMessage[] = [];
  /** Receivers that have been given something in this tick are no longer known to be ready. */
  const served = new Set<string>();
  for (const queued of tick.messages) {
    const { message, sent_at, expires_at, when } = queued;
    const receiver = tick.sessions.get(message.to_session_id);
    if (sent_at !== undefined || tick.now >= expires_at) {
      dropped.push(queued);
      continue;
    }
    const open = receiver && (when === "now" || !served.has(receiver.id)) && mayReceive(tick, receiver, queued);
    if (!open || !send(tick, receiver, queued)) {
      kept.push(queued);
      if (receiver && when === "receiver_ready") served.add(receiver.id);
      continue;
    }
    served.add(receiver.id);
    if (message.message_type !== "signal") kept.push({ ...queued, sent_at: tick.now });
  }
  tick.messages = kept;
  return dropped;
}

function send(tick: TickContext, receiver: ManagedSession, { id, message }: QueuedMessage): boolean {
  const { id: session_id, tty, iterm_session_id } = receiver;
  const { payload, message_type } = message;
  if (message_type === "signal") {
    const signal = SignalName.safeParse(payload);
    if (!signal.success || tty === null) return false;
    tick.actions.push({ type: "signal", session_id, tty, signal: signal.data, whom: "foreground" });
    return true;
  }
  if (iterm_session_id === null) return false;
  const newline = message_type === "command";
  tick.actions.push({ type: "write", session_id, iterm_session_id, text: payload, newline, message_id: id });
  return true;
}

/**
 * Whether the receiver takes this message now. Text needs a pane that is seen; a shell that a finished command left
 * behind takes it only at its prompt, whatever `when` says: something else may run there.
 */
function mayReceive(tick: TickContext, receiver: ManagedSession, { message, when }: QueuedMessage): boolean {
  if (!isIn(receiver, "ended") && (!isIn(receiver, "up") || receiver.phase.restarting)) return false;
  if (message.message_type === "signal") return isIn(receiver, "up");
  if (paneOf(tick.seen, receiver).state !== "there") return false;
  if (isIn(receiver, "ended")) {
    return message.message_type === "command" && isIdleShell(processesOf(tick.seen, receiver));
  }
  return when === "now" || isReadyFor(tick, receiver);
}

/** At its prompt, an idle agent, or a program that is up and neither asks nor is known to be busy. */
function isReadyFor(tick: TickContext, receiver: SessionIn<"up">): boolean {
  const { phase, attention } = receiver;
  if (phase.ready_at === null) return false;
  const template = templateOf(tick, receiver);
  if (agentOf(template, processesOf(tick.seen, receiver) ?? []) !== null) return attention === "idle";
  if (template.command.trim() === "") return isAtShellPrompt(tick, receiver);
  return attention === null || attention === "idle";
}
