import type { Observation } from "../../model/observation.ts";
import type { Ports } from "../../model/ports.ts";
import type { StoredState } from "./stored-state.ts";
import type { Resolve } from "./trusted-resolve.ts";

/** What actions are carried out with. */
export interface ActContext extends Pick<StoredState, "projects" | "settings" | "runtime"> {
  ports: Pick<Ports, "terminal" | "logProfile" | "processes" | "runner" | "notifier" | "statusLink">;
  /** What the actions were decided on. */
  observation: Observation;
  resolve: Pick<Resolve, "template">;
  signal?: AbortSignal;
}
