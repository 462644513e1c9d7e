import type { SessionMessage } from "../model/message.ts";
import type { RuntimeState } from "../model/runtime.ts";

/** How long a message waits for its receiver when nothing else is said, ms. */
export const MESSAGE_EXPIRES_AFTER = 600_000;

/** Puts a message in the queue; the next tick delivers it if it may. `id` must be unique. Times in ms since the epoch. */
export function enqueue(
  runtime: RuntimeState,
  message: SessionMessage,
  options: { id: string; when: "now" | "receiver_ready"; now: number; expires_after?: number },
): RuntimeState {
  const { id, when, now, expires_after = MESSAGE_EXPIRES_AFTER } = options;
  const queued = { id, message, when, queued_at: now, expires_at: now + expires_after };
  return { ...runtime, messages: [...runtime.messages.filter((other) => other.id !== id), queued] };
}
