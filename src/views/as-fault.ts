import { Fault, type FaultCode } from "../core/model/fault.ts";

/** Any rejection as the product's one error. */
export function asFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new Fault("failed", message, { cause: error });
}

/** What one need not be told while looking on: iTerm2 rests, or another command is looking at this moment. */
const QUIET: ReadonlySet<FaultCode> = new Set<FaultCode>(["not_running", "locked", "cancelled"]);

/** A fault of a look at iTerm2 that is worth saying; null: none. */
export function worthSaying(fault: Fault | null): Fault | null {
  return fault !== null && QUIET.has(fault.code) ? null : fault;
}

/** What a toast or HUD says about a fault under its title. */
export function explain(fault: Fault): string {
  return [fault.message, fault.advice].filter(Boolean).join(" ");
}
