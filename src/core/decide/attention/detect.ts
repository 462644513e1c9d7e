import type { Attention } from "../../model/session.ts";

export interface Detection {
  state: Attention;
  /** Names the row of the table that decided. */
  rule: string;
}

export function detect(_screen: string, _agent: string | null, _previous: Attention | null = null): Detection {
  return { state: "idle", rule: "nothing-asked" };
}
