import { Color, Icon } from "@raycast/api";
import { type LiveProject, sessionsOf } from "../core/model/app-state.ts";
import type { ManagedSession } from "../core/model/session.ts";
import { isActive, outcomeOf } from "../core/model/session-state.ts";

export interface Appearance {
  title: string;
  icon: { source: Icon; tintColor: Color };
}

const shown = (title: string, source: Icon, tintColor: Color, group: string) => ({
  title,
  icon: { source, tintColor },
  group,
});

/** How a session's status is shown, and the section of a list it is in: the most urgent first. */
const APPEARANCES = {
  needs_you: shown("Waiting for You", Icon.QuestionMarkCircle, Color.Orange, "Waiting for You"),
  failed: shown("Failed", Icon.XMarkCircle, Color.Red, "Failed"),
  starting: shown("Starting", Icon.CircleProgress50, Color.Yellow, "Starting and Stopping"),
  stopping: shown("Stopping", Icon.StopFilled, Color.Yellow, "Starting and Stopping"),
  pending: shown("Waiting for Other Sessions", Icon.Clock, Color.Yellow, "Starting and Stopping"),
  running: shown("Running", Icon.CircleFilled, Color.Green, "Running"),
  at_prompt: shown("At the Prompt", Icon.Circle, Color.SecondaryText, "Running"),
  succeeded: shown("Succeeded", Icon.CheckCircle, Color.Green, "Finished"),
  exited: shown("Exited", Icon.MinusCircle, Color.SecondaryText, "Finished"),
  skipped: shown("Skipped", Icon.Forward, Color.SecondaryText, "Finished"),
};

/** A session's status as far as a person cares. */
export type DisplayStatus = keyof typeof APPEARANCES;

const MOST_URGENT_FIRST = Object.keys(APPEARANCES) as DisplayStatus[];

/** A session's phase where that says more than its status, else its status. */
export function displayStatus(session: ManagedSession): DisplayStatus {
  const { phase, status, attention } = session;
  if (phase.name === "pending" || phase.name === "skipped" || phase.name === "stopping") return phase.name;
  if (phase.name === "ended" && outcomeOf(session) === "failed") return "failed";
  if (status !== "waiting") return status;
  return attention === "idle" ? "at_prompt" : "needs_you";
}

/** How a session is shown; the title carries the exit code or signal of one that ended badly. */
export function appearanceOf(session: ManagedSession): Appearance {
  const { title, icon } = APPEARANCES[displayStatus(session)];
  return { title: `${title}${howItEnded(session)}`, icon };
}

function howItEnded({ phase, exit_signal, exit_code }: ManagedSession): string {
  if (phase.name !== "ended") return "";
  if (phase.cause === "gave_up") return " · Crash Loop";
  if (exit_signal) return ` · ${exit_signal}`;
  return exit_code ? ` · Exit ${exit_code}` : "";
}

/** How many sessions are shown as one: as the one that needs a person most. null: there are none. */
export function mostUrgentAppearance(sessions: ManagedSession[]): Appearance | null {
  const present = new Set(sessions.map(displayStatus));
  const status = MOST_URGENT_FIRST.find((candidate) => present.has(candidate));
  return status ? APPEARANCES[status] : null;
}

export interface Group<T> {
  title: string;
  items: T[];
}

/** Sessions by state, the most urgent first, the longest-standing first within each; no empty groups. */
export function grouped<T extends { session: ManagedSession }>(items: readonly T[]): Group<T>[] {
  const titles = new Set(MOST_URGENT_FIRST.map((status) => APPEARANCES[status].group));
  const oldestFirst = items.toSorted((a, b) => a.session.status_since - b.session.status_since);
  return [...titles]
    .map((title) => ({ title, items: oldestFirst.filter(({ session }) => groupOf(session) === title) }))
    .filter((group) => group.items.length > 0);
}

/** The sessions of a project, those that need a person first. */
export function sessionsByUrgency(project: LiveProject): ManagedSession[] {
  return grouped(sessionsOf([project])).flatMap(({ items }) => items.map(({ session }) => session));
}

/** A command that has shown its success pattern may still run. */
function groupOf(session: ManagedSession) {
  const { group } = APPEARANCES[displayStatus(session)];
  return group === "Finished" && isActive(session) ? "Running" : group;
}

/** How many sessions need an answer, have failed, and are active without trouble. */
export function countByUrgency(sessions: ManagedSession[]): { needs_you: number; failed: number; active: number } {
  const count = (fits: (status: DisplayStatus, session: ManagedSession) => boolean) =>
    sessions.filter((session) => fits(displayStatus(session), session)).length;
  return {
    needs_you: count((status) => status === "needs_you"),
    failed: count((status) => status === "failed"),
    active: count((status, session) => isActive(session) && status !== "needs_you" && status !== "failed"),
  };
}
