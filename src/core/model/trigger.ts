import * as z from "zod/mini";
import { filledText } from "./fields.ts";
import { MessageType } from "./message.ts";

/** What sets a trigger off: something that happens to the session of template `session`. */
export const TriggerEvent = z.discriminatedUnion("event", [
  z.looseObject({ event: z.enum(["succeeded", "failed", "ended", "waiting"]), session: z.string() }),
  z.looseObject({ event: z.literal("pattern"), session: z.string(), pattern: filledText }),
]);
export type TriggerEvent = z.infer<typeof TriggerEvent>;

/** What a trigger does. `session` is a template id of the same project. */
export const TriggerEffect = z.discriminatedUnion("do", [
  z.looseObject({
    do: z.literal("message"),
    session: z.string(),
    message_type: z._default(MessageType, "command"),
    payload: z.string(),
    when: z._default(z.enum(["now", "receiver_ready"]), "receiver_ready"),
    expires_after_seconds: z._default(z.number().check(z.positive()), 600),
  }),
  z.looseObject({ do: z.enum(["start", "restart", "stop"]), session: z.string() }),
]);
export type TriggerEffect = z.infer<typeof TriggerEffect>;

export const Trigger = z.looseObject({ on: TriggerEvent, then: TriggerEffect });
export type Trigger = z.infer<typeof Trigger>;
