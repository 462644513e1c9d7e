import type { ManagedSession } from "../core/model/session.ts";

/** What is known of a session's output without looking at its screen: its last lines, `most` at the most. */
export function lastLines({ output_history, last_output }: ManagedSession, most = Infinity): string[] {
  if (output_history.length > 0) return output_history.slice(-most).map(({ content }) => content);
  return last_output === "" ? [] : last_output.split("\n");
}
