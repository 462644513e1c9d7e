import { decide, type DecideInput } from "../../../src/core/decide/decide.ts";
import type { SeenOutput, SeenWindow } from "../../../src/core/model/observation.ts";
import { Settings } from "../../../src/core/model/settings.ts";
import { anObservation, aSeenOutput, aSeenSession } from "../../core/builders/observation.ts";
import { journalOf, managedIn } from "../setup/managed.ts";
import type { Pane } from "../setup/mac-with-panes.ts";
import type { Effort } from "../effort.ts";
import { figure, type Figure } from "../figure.ts";
import { takeShortTurns } from "../timing.ts";

const SESSIONS = 200;
const TABS_PER_WINDOW = 20;
const NEW_LINES = 20;
const TAIL_LINES = 80;
/** 200 sessions cost twice as much as 200 times one session at most. */
const LEAST_GROWTH_RATIO = 0.5;
const WORLDS = [
  { loud: false, name: "quiet", ratio_at_least: 1.7 },
  { loud: true, name: `each with ${NEW_LINES} new lines`, ratio_at_least: 2.4 },
];
const NOW = Date.UTC(2026, 0, 1);

function windowsOf(panes: readonly Pane[]): SeenWindow[] {
  const windows: SeenWindow[] = [];
  panes.forEach(({ guid, tty }, at) => {
    const index = at % TABS_PER_WINDOW;
    if (index === 0) windows.push({ id: windows.length + 1, tabs: [], readable: true });
    const sessions = [aSeenSession({ id: guid, tty, name: `session ${at}` })];
    windows.at(-1)?.tabs.push({ index, title: `tab ${at}`, sessions });
  });
  return windows;
}

const TAIL = Array.from({ length: TAIL_LINES }, (_, line) => `  GET /api/items/${line} 200 in ${line % 17} ms`);

const readingAt = (read_at: number) => ({
  anchor: TAIL,
  partial: "",
  read_at,
  length: 10_000,
  tty_mtime: read_at,
});

/** A screen full of lines, the last of them new. */
function printed(): SeenOutput {
  const timestamp = new Date(NOW).toISOString();
  const entries = TAIL.slice(-NEW_LINES).map((content) => ({ timestamp, content, entry_type: "output" as const }));
  return aSeenOutput({ entries, tail: TAIL, reading: readingAt(NOW) });
}

/** What a tick decides upon: 200 sessions that run, quiet or all with new output. Throws if it is not at rest. */
function inputOf(panes: readonly Pane[], loud: boolean): DecideInput {
  const managed = managedIn(panes, NOW);
  const sessions = Object.values(managed.runtime.sessions);
  for (const session of sessions) session.reading = readingAt(NOW - 60_000);
  const output = loud ? sessions.map(({ id }) => [id, printed()] as const) : [];
  const input: DecideInput = {
    desired: managed.desired,
    projects: Object.fromEntries(managed.projects.map((project) => [project.id, project])),
    settings: Settings.parse({}),
    previous: managed.runtime,
    observation: anObservation({
      at: NOW,
      terminal: { state: "running", windows: windowsOf(panes) },
      journals: Object.fromEntries(sessions.map((session) => [session.id, journalOf(session)])),
      processes: managed.processes,
      output: Object.fromEntries(output),
    }),
    now: NOW,
    minute_of_day: 600,
  };
  const { next, actions } = decide(input);
  const up = Object.values(next.sessions).filter(({ phase }) => phase.name === "up");
  if (up.length !== panes.length || actions.length > 0) throw new Error("The sessions are not at rest");
  return { ...input, previous: next };
}

/**
 * Deciding for 200 sessions against two floors of its own: reading and writing what it decides upon, which every tick
 * has to do at least once, and as many decisions for one session, which shows how it grows.
 */
export function deciding({ short }: Effort): Figure[] {
  const panes = Array.from({ length: SESSIONS }, (_, at) => ({ guid: `GUID-${at}`, tty: `/dev/ttys${at}` }));
  return WORLDS.flatMap(({ loud, name, ratio_at_least }) => {
    const input = inputOf(panes, loud);
    const ofOne = inputOf(panes.slice(0, 1), loud);
    const written = JSON.stringify([input.previous, input.observation]);
    const time = takeShortTurns(
      {
        all: { work: () => decide(input), repeat: 5 },
        read_and_written: { work: () => JSON.stringify(JSON.parse(written)), repeat: 5 },
        one: { work: () => decide(ofOne), repeat: 200 },
      },
      short,
    );
    return [
      figure({
        name: `decide, ${SESSIONS} sessions, ${name}`,
        value: time.all,
        unit: "ms",
        alternative: { name: "what it decides upon, from JSON and back", value: time.read_and_written },
        target: { ratio_at_least },
      }),
      figure({
        name: `decide, ${SESSIONS} sessions, ${name}: growth`,
        value: time.all,
        unit: "ms",
        alternative: { name: `one session, ${SESSIONS} times`, value: time.one * SESSIONS },
        target: { ratio_at_least: LEAST_GROWTH_RATIO },
      }),
    ];
  });
}
