import { Color, Icon } from "@raycast/api";
import type { ManagedSession } from "../core/model/session.ts";
import { isActive, outcomeOf } from "../core/model/session-state.ts";

/** How a session stands, as far as a person cares. */
export type Standing =
  | "needs_you"
  | "failed"
  | "stopping"
  | "starting"
  | "pending"
  | "running"
  | "at_prompt"
  | "succeeded"
  | "exited"
  | "skipped";

export interface Look {
  title: string;
  icon: Icon;
  color: Color;
}

const LOOKS: Record<Standing, Look> = {
  needs_you: { title: "Waiting for You", icon: Icon.QuestionMarkCircle, color: Color.Orange },
  failed: { title: "Failed", icon: Icon.XMarkCircle, color: Color.Red },
  stopping: { title: "Stopping", icon: Icon.StopFilled, color: Color.Yellow },
  starting: { title: "Starting", icon: Icon.CircleProgress50, color: Color.Yellow },
  pending: { title: "Waiting for Others", icon: Icon.Clock, color: Color.Yellow },
  running: { title: "Running", icon: Icon.CircleFilled, color: Color.Green },
  at_prompt: { title: "At Its Prompt", icon: Icon.Circle, color: Color.SecondaryText },
  succeeded: { title: "Succeeded", icon: Icon.CheckCircle, color: Color.Green },
  exited: { title: "Exited", icon: Icon.MinusCircle, color: Color.SecondaryText },
  skipped: { title: "Skipped", icon: Icon.Forward, color: Color.SecondaryText },
};

const BY_STATUS: Record<ManagedSession["status"], Standing> = {
  starting: "starting",
  running: "running",
  waiting: "needs_you",
  succeeded: "succeeded",
  failed: "failed",
  exited: "exited",
};

/** Where a session stands: its phase where that says more than its status, else its status. */
export function standingOf(session: ManagedSession): Standing {
  const { phase, status, attention } = session;
  if (phase.name === "pending") return "pending";
  if (phase.name === "skipped") return "skipped";
  if (phase.name === "stopping") return "stopping";
  if (status === "waiting" && attention === "idle") return "at_prompt";
  if (phase.name === "ended" && outcomeOf(session) === "failed") return "failed";
  return BY_STATUS[status];
}

/** Title, icon and color of a session's state; the title carries the exit code or signal of one that ended badly. */
export function lookOf(session: ManagedSession): Look {
  const look = LOOKS[standingOf(session)];
  return { ...look, title: `${look.title}${howItEnded(session)}` };
}

function howItEnded(session: ManagedSession): string {
  if (session.phase.name !== "ended") return "";
  if (session.phase.cause === "gave_up") return " · Crash Loop";
  if (session.exit_signal) return ` · ${session.exit_signal}`;
  return session.exit_code ? ` · Exit ${session.exit_code}` : "";
}

/** The icon as Raycast wants it. */
export function statusIcon(session: ManagedSession) {
  const { icon, color } = LOOKS[standingOf(session)];
  return { source: icon, tintColor: color };
}

export interface Group {
  title: string;
  sessions: ManagedSession[];
}

const GROUPS: { title: string; holds: (session: ManagedSession, standing: Standing) => boolean }[] = [
  { title: "Waiting for You", holds: (_, standing) => standing === "needs_you" },
  { title: "Failed", holds: (_, standing) => standing === "failed" },
  { title: "Starting and Stopping", holds: (_, standing) => ["starting", "pending", "stopping"].includes(standing) },
  { title: "Running", holds: isActive },
  { title: "Finished", holds: () => true },
];

/** Sessions by state, those that need attention first, the longest-standing first within each; no empty groups. */
export function grouped(sessions: ManagedSession[]): Group[] {
  const groups = GROUPS.map(({ title }): Group => ({ title, sessions: [] }));
  for (const session of [...sessions].sort((a, b) => a.status_since - b.status_since)) {
    const standing = standingOf(session);
    groups[GROUPS.findIndex((group) => group.holds(session, standing))]?.sessions.push(session);
  }
  return groups.filter((group) => group.sessions.length > 0);
}

/** The state that a group of sessions is shown by: the one that needs a person most. */
const WORST_FIRST: Standing[] = [
  "needs_you",
  "failed",
  "starting",
  "stopping",
  "pending",
  "running",
  "at_prompt",
  "succeeded",
  "exited",
  "skipped",
];

/** The look of many sessions as one; null: there are none. */
export function worstLook(sessions: ManagedSession[]): Look | null {
  const there = new Set(sessions.map(standingOf));
  const worst = WORST_FIRST.find((standing) => there.has(standing));
  return worst ? LOOKS[worst] : null;
}

/** How many sessions need an answer, have failed, and live without trouble. */
export function counts(sessions: ManagedSession[]): { needs_you: number; failed: number; live: number } {
  const standings = sessions.map(standingOf);
  const needs_you = standings.filter((standing) => standing === "needs_you").length;
  const failed = standings.filter((standing) => standing === "failed").length;
  const live = sessions.filter((session, at) => isActive(session) && !["needs_you", "failed"].includes(standings[at]!));
  return { needs_you, failed, live: live.length };
}
