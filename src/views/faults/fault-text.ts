import { Fault, type FaultCode } from "../../core/model/fault.ts";

/** Any rejection as the product's one error. */
export function asFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new Fault("failed", message, { cause: error });
}

/** Not worth interrupting a person who only watches: iTerm2 does not run, or another command ticks at this moment. */
const QUIET: ReadonlySet<FaultCode> = new Set<FaultCode>(["not_running", "locked", "cancelled"]);

/** A tick's fault that a person shall see; null: none. */
export function userVisible(fault: Fault | null): Fault | null {
  return fault !== null && QUIET.has(fault.code) ? null : fault;
}

/** What a toast or HUD says about a fault under its title. */
export function faultText(fault: Fault): string {
  return [fault.message, fault.advice].filter(Boolean).join(" ");
}
