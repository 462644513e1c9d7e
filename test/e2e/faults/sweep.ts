import { type AppleEvent, type Fault as Planned, eventText } from "../../mac/osascript/index.ts";
import { disturbances, garblings } from "./mishaps.ts";
import type { Outcome, Scenario } from "./scenarios.ts";
import type { ScriptedMac } from "./scripted-mac.ts";
import type { ScriptSlot } from "./script-slot.ts";

/** One Apple event of an undisturbed run. */
export interface Place {
  scenario: Scenario;
  script: "snapshot" | "perform";
  /** Which script after the verb has begun, from 1, and which event of it. */
  run: number;
  event: number;
  /** In words, without what differs from run to run. */
  text: string;
  last: boolean;
}

export interface Cell {
  place: Place;
  fault: string;
  when: "before" | "after";
  outcome: Outcome;
  /** What was wrong in the end; a green cell has nothing. */
  wrong: string[];
}

/** So often the world is looked at after a fault, a second apart. */
const TICKS = 90;

/** An event in words, without ids and paths. */
function describe(event: AppleEvent): string {
  return eventText(event)
    .replace(/\{id [0-9A-F-]{36}\}/g, "{session}")
    .replace(/\{id \d+\}/g, "{window}")
    .replace(/\/bin\/(?:da)?sh [^"]*/g, "…");
}

/** The events that a scenario has disturbed, as its verb sends them when nothing goes wrong; of its snapshots, the first. */
export async function placesOf(scenario: Scenario): Promise<Place[]> {
  const mac = await scenario.prepare();
  try {
    const before = mac.appleEvents.runCount;
    const outcome = await scenario.act(mac);
    if (outcome !== "done") throw new Error(`${scenario.name}, undisturbed: ${outcome}`);
    const places: Place[] = [];
    let snapshots = 0;
    for (const { run, argv, events } of mac.appleEvents.runs.filter((record) => record.run > before)) {
      const script = argv[0]?.startsWith('{"steps"') ? "perform" : "snapshot";
      if (script === "snapshot" && ++snapshots > 1) continue;
      const own = mac.appleEvents.events.filter((record) => record.run === run);
      for (const { number, event } of own) {
        const text = describe(event);
        if (!(scenario.disturbed?.(text, script) ?? script === "perform")) continue;
        places.push({ scenario, script, run: run - before, event: number, text, last: number === events });
      }
    }
    return places;
  } finally {
    await mac.shutdown();
  }
}

/** What a fault that was reported to the caller still owes is done by the next ticks, or by asking again. */
async function recover(mac: ScriptedMac, scenario: Scenario, again: boolean): Promise<string[]> {
  mac.appleEvents.faults.clear();
  for (let ticks = 0; ; ticks++) {
    const { settled, fault } = await mac.orchestrator().tick();
    await mac.pass(1_000);
    if (settled && fault === null) break;
    if (ticks >= TICKS) return [`not settled after ${TICKS} ticks${fault ? `: ${fault.code}` : ""}`];
  }
  if (again) await scenario.again?.(mac);
  await mac.pass(6_000);
  return scenario.wrong(mac);
}

/** Projects and the sessions that were known are still known; no session was ever begun while it ran already. */
async function lost(mac: ScriptedMac): Promise<string[]> {
  const { projects, damaged } = await mac.ports.store.projects();
  const tokens = mac.started.map(({ token }) => token);
  return [
    ...(projects.length === 1 && damaged.length === 0 ? [] : ["the project is lost"]),
    ...(new Set(tokens).size === tokens.length ? [] : [`a launch ran twice: ${tokens.join(", ")}`]),
    ...mac.appleEvents.defects.map(String),
  ];
}

/** Whether a pane was given a session that ran in another at that moment is seen by whoever waits for it. */
export async function runCell(
  place: Place,
  fault: string,
  when: Planned["when"],
  planned: Mishap,
  slot?: ScriptSlot,
): Promise<Cell> {
  const { scenario } = place;
  const mac = await scenario.prepare(slot);
  const watch = watchForTwins(mac);
  try {
    const run = mac.appleEvents.runCount + place.run;
    let happened = false;
    const matches = () => (happened = true);
    mac.appleEvents.inject({ run, event: place.event, matches, when, then: planned.then(mac) });
    const act = () => scenario.act(mac);
    const outcome = await (slot === undefined ? act() : slot.disturbing(act));
    const missed = happened ? [] : ["the fault did not happen"];
    // What was reported, or taken away by the user, is asked for again; anything else is done by the next ticks alone.
    const again = planned.takesAway === true || outcome !== "done";
    const wrong = await recover(mac, scenario, again);
    return { place, fault, when, outcome, wrong: [...missed, ...wrong, ...(await lost(mac)), ...watch.twins()] };
  } finally {
    await mac.shutdown();
  }
}

export interface Mishap {
  takesAway?: boolean;
  then: (mac: ScriptedMac) => Planned["then"];
}

/** A session that begins while it runs in another pane is found at that moment, even if one of the two ends soon. */
function watchForTwins(mac: ScriptedMac): { twins(): string[] } {
  const found: string[] = [];
  const { started } = mac;
  const push = started.push.bind(started);
  started.push = (...entries) => {
    for (const { session } of entries) {
      if (mac.running.filter((running) => running === session).length > 1) found.push(`${session} ran twice at once`);
    }
    return push(...entries);
  };
  return { twins: () => found };
}

/** A refusal of these numbers means that nothing was done; told after a `write` was done, it would be a lie. */
const REFUSALS = new Set(["-600", "-1743", "-1728", "-1719"]);

/**
 * All that is run for one place. A reading has no effect that could be there or not, and what happens after an event
 * happens before the next: both sides are told apart for commands and for errors only.
 */
export function cellsOf(place: Place): { fault: string; when: Planned["when"]; planned: Mishap }[] {
  const isCommand = !place.text.startsWith("get ");
  const lies = (name: string) => place.text.includes(".write(") && REFUSALS.has(name);
  const each = disturbances.flatMap((planned) => {
    const before = { fault: planned.name, when: "before" as const, planned };
    const after = { fault: planned.name, when: "after" as const, planned };
    return isCommand && !planned.takesAway && !lies(planned.name) ? [before, after] : [before];
  });
  if (!place.last) return each;
  const spoiled = garblings.map((garble) => ({
    fault: `${garble} output`,
    when: "after" as const,
    planned: { then: () => ({ garble }) },
  }));
  return [...each, ...spoiled];
}
