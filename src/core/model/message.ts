import * as z from "zod/mini";

export const MessageType = z.enum(["command", "data", "signal"]);
export type MessageType = z.infer<typeof MessageType>;

/** Signals a person may send to a session, by their POSIX names. */
export const SignalName = z.enum(["SIGHUP", "SIGINT", "SIGQUIT", "SIGKILL", "SIGTERM", "SIGUSR1", "SIGUSR2"]);
export type SignalName = z.infer<typeof SignalName>;

/**
 * One message between sessions. `command` types the payload and Enter, `data` types it as it is, `signal` sends the
 * signal it names to the receiver's foreground process group.
 */
export const SessionMessage = z.looseObject({
  from_session_id: z.nullable(z.string()),
  to_session_id: z.string(),
  message_type: MessageType,
  payload: z.string(),
});
export type SessionMessage = z.infer<typeof SessionMessage>;

/** A message that has not been delivered yet. Times are milliseconds since the epoch. */
export const QueuedMessage = z.object({
  id: z.string(),
  message: SessionMessage,
  when: z.enum(["now", "receiver_ready"]),
  queued_at: z.number(),
  expires_at: z.number(),
  /** Handed over for delivery then, and not yet heard of: never handed over twice. */
  sent_at: z.optional(z.number()),
});
export type QueuedMessage = z.infer<typeof QueuedMessage>;
