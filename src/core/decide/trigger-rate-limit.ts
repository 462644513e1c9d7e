import type { SessionError } from "../model/session.ts";
import type { Trigger } from "../model/trigger.ts";
import type { ProjectPlan } from "./project-plan.ts";
import { iso, put, sessionsOf, type TickContext } from "./tick-context.ts";

/*
 * Triggers that start or restart each other in a circle would go on for ever. As with a crash loop, a limit on how often
 * they fire ends that; a circle that stays below it is a job that the user wants to be repeated.
 */

/** A trigger of a circle may fire this often within `LOOP_WINDOW` ms. */
export const LOOP_LIMIT = 5;
export const LOOP_WINDOW = 60_000;

/**
 * Whether this trigger may fire now; if so, that is counted. If not, the session that it would have started says why,
 * and the user is told.
 */
export function mayFire(tick: TickContext, plan: ProjectPlan, trigger: Trigger, index: number): boolean {
  const circle = circleOf(plan, trigger);
  if (circle === null) return true;
  const key = `${plan.project.id}:${index}`;
  const recent = (tick.trigger_firings[key] ?? []).filter((at) => tick.now - at < LOOP_WINDOW);
  if (recent.length < LOOP_LIMIT) {
    tick.trigger_firings = { ...tick.trigger_firings, [key]: [...recent, tick.now] };
    return true;
  }
  sayLimited(tick, plan, trigger, circle);
  return false;
}

/** Names of the sessions of the shortest circle that goes through this trigger; null: there is none. */
function circleOf(plan: ProjectPlan, { on, then }: Trigger): string[] | null {
  const starts = ({ do: effect }: Trigger["then"]) => effect === "start" || effect === "restart";
  if (!starts(then)) return null;
  const paths = [{ path: [on.session, then.session], last: then.session }];
  const seen = new Set([then.session]);
  for (const { path, last } of paths) {
    if (last === on.session) return path.map((id) => plan.templates.get(id)?.name ?? id);
    for (const other of plan.project.config.triggers) {
      const { session } = other.then;
      if (other.on.session !== last || !starts(other.then) || seen.has(session)) continue;
      seen.add(session);
      paths.push({ path: [...path, session], last: session });
    }
  }
  return null;
}

function sayLimited(tick: TickContext, plan: ProjectPlan, { then }: Trigger, circle: string[]): void {
  const target = sessionsOf(tick, plan.project.id).get(then.session);
  if (!target) return;
  const message = `not started again: triggers go in a circle (${circle.join(" → ")}), ${LOOP_LIMIT} times within a minute`;
  const error: SessionError = { timestamp: iso(tick.now), message, output_context: [] };
  const session = put(tick, { ...target, errors: [...target.errors, error] });
  tick.changes.push({ kind: "rate_limited", session, reason: message });
}

/** The firings that still count. */
export function recentFirings({ trigger_firings, now }: TickContext): Record<string, number[]> {
  return Object.fromEntries(
    Object.entries(trigger_firings).flatMap(([key, times]) => {
      const recent = times.filter((at) => now - at < LOOP_WINDOW);
      return recent.length > 0 ? [[key, recent]] : [];
    }),
  );
}
