import type { Observation } from "../../model/observation.ts";
import type { Ports } from "../../model/ports.ts";
import type { Project } from "../../model/project.ts";
import type { RuntimeState } from "../../model/runtime.ts";
import type { Settings } from "../../model/settings.ts";
import type { SessionTemplate } from "../../model/template.ts";

/** What actions are carried out with. */
export interface ActContext {
  ports: Pick<Ports, "terminal" | "processes" | "runner" | "notifier" | "statusLink">;
  projects: Record<string, Project>;
  settings: Settings;
  /** What the actions were decided on. */
  observation: Observation;
  runtime: RuntimeState;
  /** Fills in variables. Rejects with a `Fault`: `not_trusted`, `needs_answer`, `unknown_variable`, `not_found`. */
  resolve: {
    template(
      project: Project,
      template: SessionTemplate,
    ): Promise<{ command: string; working_directory: string; environment: Record<string, string> }>;
  };
  signal?: AbortSignal;
}
