import type { SessionError } from "../model/session.ts";
import type { Trigger } from "../model/trigger.ts";
import type { ProjectPlan } from "./order.ts";
import { iso, put, type Change, type TickContext } from "./tick-context.ts";

/*
 * Triggers that start or restart each other in a circle would go on for ever. Like a crash loop, such a circle is
 * broken when it turns fast; one that turns slowly is a job that the user wants to be repeated.
 */

/** A trigger of a circle may be pulled this often within `LOOP_WINDOW` ms. */
export const LOOP_LIMIT = 5;
export const LOOP_WINDOW = 60_000;

/**
 * Whether this trigger may be pulled now, which is noted. If not, the session that it would have started says why, and
 * the user is told.
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
  breakLoop(tick, plan, trigger, circle);
  return false;
}

/** Names of the sessions of the shortest circle that goes through this trigger; null: there is none. */
function circleOf(plan: ProjectPlan, { on, then }: Trigger): string[] | null {
  if (then.do !== "start" && then.do !== "restart") return null;
  const paths = [[then.session]];
  const seen = new Set([then.session]);
  for (const path of paths) {
    const last = path.at(-1)!;
    if (last === on.session) return [on.session, ...path].map((id) => plan.templates.get(id)?.name ?? id);
    for (const other of plan.project.config.triggers) {
      const { do: effect, session } = other.then;
      if (other.on.session !== last || (effect !== "start" && effect !== "restart") || seen.has(session)) continue;
      seen.add(session);
      paths.push([...path, session]);
    }
  }
  return null;
}

function breakLoop(tick: TickContext, plan: ProjectPlan, { then }: Trigger, circle: string[]): void {
  const target = [...tick.sessions.values()].find(
    ({ project_id, template_id }) => project_id === plan.project.id && template_id === then.session,
  );
  if (!target) return;
  const message = `not started again: triggers go in a circle (${circle.join(" → ")}), ${LOOP_LIMIT} times within a minute`;
  const error: SessionError = { timestamp: iso(tick.now), message, output_context: [] };
  const session = put(tick, { ...target, errors: [...target.errors, error] });
  const change: Change = { kind: "loop", session, reason: message };
  tick.changes.push(change);
}

/** The pulls that still count. */
export function recentFirings({ trigger_firings: pulls, now }: TickContext): Record<string, number[]> {
  return Object.fromEntries(
    Object.entries(pulls).flatMap(([key, times]) => {
      const recent = times.filter((at) => now - at < LOOP_WINDOW);
      return recent.length > 0 ? [[key, recent]] : [];
    }),
  );
}
