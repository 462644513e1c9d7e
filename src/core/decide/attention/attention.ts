import type { AgentRecord, ProcessRow, SeenOutput, SeenSession } from "../../model/observation.ts";
import type { Attention, Evidence, ManagedSession } from "../../model/session.ts";
import type { SessionTemplate } from "../../model/template.ts";

export { agentOf } from "./agent-of.ts";

export interface AttentionInput {
  template: SessionTemplate;
  session: ManagedSession;
  /** The pane as the snapshot lists it; null: not seen. */
  seen: SeenSession | null;
  /** Undefined: its buffer was not read this time. */
  output: SeenOutput | undefined;
  agents: AgentRecord[];
  /** All processes; null: unknown. */
  processes: ProcessRow[] | null;
  /** ms since the epoch. */
  now: number;
}

/** Whether a session waits, works or idles, and why; null where nothing is known or the session is not monitored. */
export function attentionOf(_input: AttentionInput): { attention: Attention | null; evidence: Evidence | null } {
  return { attention: null, evidence: null };
}
