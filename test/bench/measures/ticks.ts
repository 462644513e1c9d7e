import type { OsaScript } from "../../../src/core/iterm2/osascript.ts";
import { macWithPanes, type BenchMac } from "../setup/mac-with-panes.ts";
import { managedIn } from "../setup/managed.ts";
import { settled, tickingOver } from "../setup/ticking.ts";
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
export async function countOn({ appleEvents }: BenchMac, work: () => Promise<unknown>): Promise<Counted> {
  const { eventCount, runCount } = appleEvents;
  await work();
  return { events: appleEvents.eventCount - eventCount, scripts: appleEvents.runCount - runCount };
}

/** The same core twice over one mac: as it is, and with the obvious script. */
async function bothOver(mac: BenchMac, osascript: OsaScript): Promise<{ ours: Core; naive: Core }> {
  const managed = managedIn(mac.panes, Date.now());
  const ours = await tickingOver(mac.root, osascript, managed);
  const naive = await tickingOver(mac.root, oneByOne(osascript), managed);
  for (const ticking of [ours, naive]) await settled(ticking);
  return { ours, naive };
}

/** What a tick at rest costs in both ways. */
export async function countTicks(mac: BenchMac): Promise<{ ours: Counted; naive: Counted }> {
  const { ours, naive } = await bothOver(mac, mac.inThread);
  return {
    ours: await countOn(mac, () => ours.orchestrator.tick()),
    naive: await countOn(mac, () => naive.orchestrator.tick()),
  };
}

function turnsOf({ ours, naive }: { ours: Core; naive: Core }, effort: Effort) {
  return takeTurns({ ours: () => ours.orchestrator.tick(), naive: () => naive.orchestrator.tick() }, effort.long);
}

async function ticksOf(size: number, effort: Effort): Promise<Figure[]> {
  const mac = await macWithPanes(size);
  try {
    const count = await countTicks(mac);
    const inThread = await turnsOf(await bothOver(mac, mac.inThread), effort);
    const overProgram = await bothOver(mac, mac.program);
    mac.appleEvents.eventLatencyMs = EVENT_MS;
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
    await mac.shutdown();
  }
}

/** A whole tick (observe, decide, act, save) of quiet sessions against one that reads every session by itself. */
export async function ticks(effort: Effort): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const size of SIZES) figures.push(...(await ticksOf(size, effort)));
  return figures;
}
