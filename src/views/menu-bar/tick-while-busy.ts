import { journalWatch, orchestrator } from "../../core/composition.ts";
import { type AppState, sessionsOf } from "../../core/model/app-state.ts";
import type { TickReport } from "../../core/orchestrator/orchestrator.ts";

/*
 * Raycast starts a menu bar command every 10 s at most, and ends a run before the next one. A question that an agent
 * asks between two runs is told up to 10 s late. Whoever wants it sooner has a run that sees a session at work, which may
 * ask at any moment, tick twice more before it ends: no two ticks are further apart than 4 s. It ends earlier if nothing
 * is at work any more; a report of a session or of its agent wakes it at once.
 */

/** From the end of one tick to the next, ms. */
const PAUSE_MS = 3_000;
/** No tick begins later than this after the run began, ms: it must end well before Raycast would end it. */
const LAST_TICK_MS = 7_500;

/** Whether some session is at work whose question or end would be notified. */
function mayAskSoon({ projects, settings }: Pick<AppState, "projects" | "settings">): boolean {
  if (!settings.notifications) return false;
  return sessionsOf(projects).some(({ session }) => session.phase.name === "up" && session.attention === "busy");
}

/** Ticks once; `repeat`: again for as long as it may be worth it. Each report is given to `show`, with whether more follow. */
export async function tickWhileBusy(repeat: boolean, show: (report: TickReport, more: boolean) => void): Promise<void> {
  const began = Date.now();
  for (;;) {
    const reported = repeat ? await journalWatch().stamp() : undefined;
    const report = await orchestrator().tick({ may_ask: false });
    const left = LAST_TICK_MS - (Date.now() - began);
    const more = repeat && report.fault === null && left > 0 && mayAskSoon(report.state);
    show(report, more);
    if (!more) return;
    await journalWatch().changed(Math.min(PAUSE_MS, left), undefined, reported);
  }
}
