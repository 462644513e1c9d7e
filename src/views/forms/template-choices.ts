import type { DependencyCondition } from "../../core/model/dependency.ts";
import type { Layout, Readiness, RestartPolicy } from "../../core/model/session-template.ts";

export const LAYOUTS: Record<Layout, string> = {
  tab: "New Tab",
  pane_vertical: "Pane to the Right of Another",
  pane_horizontal: "Pane Below Another",
};

/** When a session starts. */
export type Starts = "sequence" | "auto" | "manual";

export const STARTS: Record<Starts, string> = {
  sequence: "With the Project, in Order",
  auto: "With the Project, After the Ordered Sessions",
  manual: "Only Manually",
};

/** As the end of "Start after Server, once it …". */
export const CONDITIONS: Record<DependencyCondition, string> = {
  success: "Has Succeeded",
  any: "Has Ended",
  failure: "Has Failed",
  started: "Has Started",
  ready: "Is Ready",
  idle: "Is Idle",
  waiting: "Is Waiting for You",
};

/** The ways to be ready, and what each has to be told: kept in this `field` of the readiness. */
export const READY: Record<
  Readiness["type"],
  { name: string; needs: { field: string; title: string; placeholder: string } | null }
> = {
  started: { name: "Its Command Has Started", needs: null },
  ready_log_line: {
    name: "A Line of Its Output Matches",
    needs: { field: "pattern", title: "Line", placeholder: "listening on port \\d+" },
  },
  http_get: {
    name: "A URL Answers",
    needs: { field: "url", title: "URL", placeholder: "http://localhost:3000/health" },
  },
  exec: { name: "A Command Succeeds", needs: { field: "command", title: "Check", placeholder: "pg_isready" } },
  shell_prompt: { name: "Its Shell Shows a Prompt", needs: null },
};

/** What a way to be ready has to be told; null: nothing. */
export function readinessNeeds(type: string) {
  return READY[type as Readiness["type"]]?.needs ?? null;
}

export const POLICIES: Record<RestartPolicy, string> = {
  no: "Never",
  on_failure: "On Failure",
  always: "Always",
  unless_stopped: "Always, Unless Stopped by You",
};
