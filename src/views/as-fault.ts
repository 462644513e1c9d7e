import { Fault } from "../core/model/fault.ts";

/** Any rejection as the product's one error. */
export function asFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new Fault("failed", message, { cause: error });
}

/** What a toast or HUD says about a fault under its title. */
export function explain(fault: Fault): string {
  return [fault.message, fault.advice].filter(Boolean).join(" ");
}
