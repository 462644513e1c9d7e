import type { DependencyCondition } from "../../core/model/dependency.ts";
import type { Layout, Readiness, RestartPolicy } from "../../core/model/template.ts";

export const LAYOUTS: Record<Layout, string> = {
  tab: "Its Own Tab",
  pane_vertical: "Pane Right of Another",
  pane_horizontal: "Pane Below Another",
};

export const STARTS: Record<string, string> = {
  sequence: "In the Start-up Sequence",
  auto: "When the Project Opens, After the Sequence",
  manual: "By Hand",
};

export const CONDITIONS: Record<DependencyCondition, string> = {
  success: "Has Succeeded",
  any: "Has Ended Either Way",
  failure: "Has Failed",
  started: "Has Started",
  ready: "Is Ready",
  idle: "Is Idle",
  waiting: "Waits for You",
};

export const READY: Record<Readiness["type"], { title: string; field: string; placeholder: string }> = {
  started: { title: "Its Command Has Started", field: "", placeholder: "" },
  ready_log_line: { title: "A Line of Its Output Matches", field: "Line", placeholder: "listening on port \\d+" },
  http_get: { title: "A URL Answers 200", field: "URL", placeholder: "http://localhost:3000/health" },
  exec: { title: "A Command Succeeds", field: "Check", placeholder: "pg_isready" },
  shell_prompt: { title: "Its Shell Shows a Prompt", field: "", placeholder: "" },
};

export const POLICIES: Record<RestartPolicy, string> = {
  no: "Never",
  on_failure: "When It Fails",
  always: "Always",
  unless_stopped: "Always, Unless Stopped by You",
};
