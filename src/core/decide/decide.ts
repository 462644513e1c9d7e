import type { Action } from "../model/action.ts";
import type { DesiredState } from "../model/desired.ts";
import type { Event } from "../model/event.ts";
import type { Observation } from "../model/observation.ts";
import type { Project } from "../model/project.ts";
import type { RuntimeState } from "../model/runtime.ts";
import type { Settings } from "../model/settings.ts";

export interface DecideInput {
  desired: DesiredState;
  /** By id. A project that is not here (its entry is damaged) has its sessions left as they are. */
  projects: Record<string, Project>;
  settings: Settings;
  previous: RuntimeState;
  observation: Observation;
  /** ms since the epoch. */
  now: number;
  /** Local time as minutes since midnight, for the quiet hours. */
  minute_of_day: number;
}

export interface Decision {
  /** What was desired, with what triggers added to it; the very same object if nothing was. */
  desired: DesiredState;
  next: RuntimeState;
  /** In the order in which they are to be done: a split comes after the launch of the pane it splits. */
  actions: Action[];
  /** Also at the end of `next.outbox`. */
  events: Event[];
  /** Nothing is under way that can still move by itself soon. */
  settled: boolean;
}

/**
 * What follows from what is desired, what was known and what is seen. Pure: the same input gives the same answer.
 * `next` is to be saved before `actions` are done; `settle` then folds their results in.
 */
export function decide(input: DecideInput): Decision {
  return { desired: input.desired, next: input.previous, actions: [], events: [], settled: true };
}
