import type { Agents } from "../model/ports.ts";

/** Reads the state files that agents keep under the user's home. */
export function createAgents(_options: { home: string }): Agents {
  return { records: async () => [] };
}
