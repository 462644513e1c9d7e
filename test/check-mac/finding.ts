import type { Ask } from "./ask.ts";
import type { Inferred } from "./inferred.ts";
import type { Probe } from "./probes.ts";

/** How one fact came out. `not asked`: it could not be, for the reason found. */
export interface Finding {
  verdict: "same" | "DIFFERENT" | "not asked";
  what: string;
  found?: string;
}

/** Asks for one fact and compares. */
export async function findingOf(probe: Probe | Inferred, ask: Ask): Promise<Finding> {
  const found = await probe.find(ask).catch((error: unknown) => String(error));
  if (JSON.stringify(found) === JSON.stringify(probe.expected)) return { verdict: "same", what: probe.fact };
  const instead = `${JSON.stringify(found)} instead of ${JSON.stringify(probe.expected)}`;
  const why = "ifNot" in probe ? ` (inferred; ${probe.ifNot})` : "";
  return { verdict: "DIFFERENT", what: probe.fact, found: `${instead}${why}` };
}

/** One line for a person. */
export function lineOf({ verdict, what, found }: Finding): string {
  return `${verdict.padEnd(9)} ${what}${found === undefined ? "" : `: ${found}`}`;
}
