import type { OsaScript } from "../../../src/core/iterm2/osascript.ts";
import { deskOf, type Desk } from "../desk/desk.ts";
import { managedIn } from "../desk/managed.ts";
import { settled, tickingOver } from "../desk/ticking.ts";
import type { Core } from "../../setup/core.ts";
import type { Effort } from "../effort.ts";
import { figure, type Figure } from "../figure.ts";
import { oneByOne } from "../naive/read-one-by-one.ts";
import { takeTurns } from "../timing.ts";

const SIZES = [1, 10, 50, 200] as const;
const MOST = 200;

/** What a tick of so many quiet sessions may cost. */
const MOST_EVENTS = 9;
const MOST_SCRIPTS = 1;

/** What an Apple event takes on a Mac, at the least, in ms (1 to 10). */
const EVENT_MS = 1;

const ALTERNATIVE = "a tick that reads each session by itself";

export interface Counted {
  events: number;
  scripts: number;
}

/** How many Apple events and osascripts a piece of work needed. */
export async function countOn({ appleEvents }: Desk, work: () => Promise<unknown>): Promise<Counted> {
  const { eventCount, runCount } = appleEvents;
  await work();
  return { events: appleEvents.eventCount - eventCount, scripts: appleEvents.runCount - runCount };
}

/** The same core twice over one desk: as it is, and with the obvious script. */
async function bothOver(desk: Desk, osascript: OsaScript): Promise<{ ours: Core; naive: Core }> {
  const managed = managedIn(desk.panes, Date.now());
  const ours = await tickingOver(desk.root, osascript, managed);
  const naive = await tickingOver(desk.root, oneByOne(osascript), managed);
  for (const ticking of [ours, naive]) await settled(ticking);
  return { ours, naive };
}

/** What a tick at rest costs in both ways. */
export async function countTicks(desk: Desk): Promise<{ ours: Counted; naive: Counted }> {
  const { ours, naive } = await bothOver(desk, desk.inThread);
  return {
    ours: await countOn(desk, () => ours.orchestrator.tick()),
    naive: await countOn(desk, () => naive.orchestrator.tick()),
  };
}

function turnsOf({ ours, naive }: { ours: Core; naive: Core }, effort: Effort) {
  return takeTurns({ ours: () => ours.orchestrator.tick(), naive: () => naive.orchestrator.tick() }, effort.long);
}

async function ticksOf(size: number, effort: Effort): Promise<Figure[]> {
  const desk = await deskOf(size);
  try {
    const count = await countTicks(desk);
    const inThread = await turnsOf(await bothOver(desk, desk.inThread), effort);
    const overProgram = await bothOver(desk, desk.program);
    desk.appleEvents.eventLatencyMs = EVENT_MS;
    const program = await turnsOf(overProgram, effort);

    const sessions = size === 1 ? "1 session" : `${size} sessions`;
    return [
      figure({
        name: `Apple events of a tick, ${sessions}`,
        value: count.ours.events,
        unit: "events",
        alternative: { name: ALTERNATIVE, value: count.naive.events },
        target: size === MOST ? { at_most: MOST_EVENTS } : undefined,
      }),
      figure({
        name: `osascripts of a tick, ${sessions}`,
        value: count.ours.scripts,
        unit: "osascripts",
        alternative: { name: "one for each session", value: size },
        target: size === MOST ? { at_most: MOST_SCRIPTS } : undefined,
      }),
      figure({
        name: `wall time of a tick, ${sessions}, osascript program, ${EVENT_MS} ms an event`,
        value: program.ours,
        unit: "ms",
        alternative: { name: ALTERNATIVE, value: program.naive },
      }),
      figure({
        name: `wall time of a tick, ${sessions}, osascript in a thread, events for free`,
        value: inThread.ours,
        unit: "ms",
        alternative: { name: ALTERNATIVE, value: inThread.naive },
      }),
    ];
  } finally {
    await desk.shutdown();
  }
}

/** A whole tick (observe, decide, act, save) of quiet sessions against one that reads every session by itself. */
export async function ticks(effort: Effort): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const size of SIZES) figures.push(...(await ticksOf(size, effort)));
  return figures;
}
