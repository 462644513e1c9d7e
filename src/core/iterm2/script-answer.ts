import * as z from "zod/mini";
import { appleEventFault } from "./faults.ts";
import { Fault, type FaultDetail } from "../model/fault.ts";

/** What any script may say instead of its own answer (see `jxa-script.ts`). */
const Failed = z.object({
  state: z.literal("failed"),
  reason: z.union([z.number(), z.enum(["not_installed", "no_terminology"])]),
  text: z.string(),
});

/** What a script has printed. Throws the `Fault` that it tells of, or `failed` with `unreadable` for anything else. */
export function readAnswer<T>(schema: z.ZodMiniType<T>, stdout: string, unreadable: FaultDetail): T {
  try {
    const answer: unknown = JSON.parse(stdout);
    const failed = Failed.safeParse(answer);
    if (!failed.success) return schema.parse(answer);
    const { reason, text } = failed.data;
    throw appleEventFault(reason, { raw: `${text} (${reason})` });
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    throw new Fault("failed", "iTerm2's answer could not be read.", { raw: stdout, cause, ...unreadable });
  }
}
