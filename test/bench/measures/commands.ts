import type { Raycast, Run, View } from "../../mac/raycast/index.ts";
import { macWithPanes, type BenchMac } from "../setup/mac-with-panes.ts";
import { emptyExtension, raycastOver } from "../setup/raycast.ts";
import type { Effort } from "../effort.ts";
import { figure, type Figure } from "../figure.ts";
import { median, processorTime, roundsOf, takeTurns } from "../timing.ts";

const PROJECTS = 200;
const SESSIONS = 100;
/** A first rendering costs 14 times an empty command at most. */
const LEAST_RATIO = 0.07;

/** All in ms, from the loading of the bundle. */
interface Opened {
  /** To the first rendering: on the clock, and what the processor did for it. */
  clock: number;
  processor: number;
  /** To the first rendering that has rows, of a list that has any. */
  rows: number | null;
}

/** Starts a command and gives its run; `processor` is known once it has rendered. */
function follow(
  raycast: Raycast,
  start: () => Promise<unknown>,
): { run: Run; done: Promise<unknown>; processor: () => number } {
  const done = start();
  const run = raycast.runs.at(-1);
  if (run === undefined) throw new Error("Nothing has run");
  let loading: number | null = null;
  let rendered: number | null = null;
  run.changes.listen(() => {
    loading ??= processorTime();
    if (run.loadToRenderMs !== null) rendered ??= processorTime();
  });
  return { run, done, processor: () => (rendered ?? Infinity) - (loading ?? 0) };
}

async function openView(raycast: Raycast, name: string, hasRows: boolean): Promise<Opened> {
  const { run, done, processor } = follow(raycast, () => raycast.open(name));
  const view = (await done) as View;
  const clock = run.loadToRenderMs ?? Infinity;
  const loadedAt = run.startedAt + (run.firstRenderMs ?? 0) - clock;
  const rows = hasRows ? await view.until((now) => now.items.length > 0 && performance.now() - loadedAt, "rows") : null;
  await view.close();
  return { clock, processor: processor(), rows: rows === null ? null : Number(rows) };
}

async function openItem(raycast: Raycast, name: string): Promise<Opened> {
  const { run, done, processor } = follow(raycast, () => raycast.menuBar(name).run());
  await done;
  return { clock: run.loadToRenderMs ?? Infinity, processor: processor(), rows: null };
}

async function openOnce(raycast: Raycast, name: string, hasRows: boolean): Promise<Opened> {
  return raycast.launcher.command(name).mode === "menu-bar"
    ? openItem(raycast, name)
    : openView(raycast, name, hasRows);
}

function medianOf(opened: readonly Opened[]): Opened {
  const rows = opened.flatMap((one) => (one.rows === null ? [] : [one.rows]));
  return {
    clock: median(opened.map(({ clock }) => clock)),
    processor: median(opened.map(({ processor }) => processor)),
    rows: rows.length > 0 ? median(rows) : null,
  };
}

/** Medians of several first renderings of a command and of an empty one of its kind, in turns. */
async function renderings(raycast: Raycast, empty: Raycast, name: string, { long }: Effort) {
  const ours: Opened[] = [];
  const nothing: Opened[] = [];
  for (const round of roundsOf(long)) {
    const one = await openOnce(raycast, name, WITH_ROWS.has(name));
    const none = await openOnce(empty, raycast.launcher.command(name).mode, false);
    if (round < 0) continue;
    ours.push(one);
    nothing.push(none);
  }
  return { ours: medianOf(ours), nothing: medianOf(nothing) };
}

/** Lists that show what is stored. */
const WITH_ROWS: ReadonlySet<string> = new Set(["list-projects", "open-project", "search-sessions", "quit-cleanup"]);

async function shown(raycast: Raycast, empty: Raycast, name: string, effort: Effort): Promise<Figure[]> {
  const { ours, nothing } = await renderings(raycast, empty, name, effort);
  const figures = [
    figure({
      name: `${name}, load to first rendering, processor time`,
      value: ours.processor,
      unit: "ms",
      alternative: { name: "an empty command", value: nothing.processor },
      target: { ratio_at_least: LEAST_RATIO },
    }),
    figure({
      name: `${name}, load to first rendering, on the clock`,
      value: ours.clock,
      unit: "ms",
      alternative: { name: "an empty command", value: nothing.clock },
    }),
  ];
  if (ours.rows === null) return figures;
  const alternative = { name: "an empty command", value: nothing.clock };
  return [
    ...figures,
    figure({ name: `${name}, load to first rows, on the clock`, value: ours.rows, unit: "ms", alternative }),
  ];
}

async function wholeRun(raycast: Raycast, empty: Raycast, name: string, effort: Effort): Promise<Figure[]> {
  const { ours, nothing } = await takeTurns(
    { ours: () => raycast.run(name), nothing: () => empty.run("no-view") },
    effort.long,
  );
  const alternative = { name: "an empty command", value: nothing };
  return [figure({ name: `${name}, start to end, on the clock`, value: ours, unit: "ms", alternative })];
}

async function measured(mac: BenchMac, dist: string, effort: Effort): Promise<Figure[]> {
  const raycast = await raycastOver(mac, dist, PROJECTS);
  const empty = await emptyExtension(mac.root);
  try {
    const figures: Figure[] = [];
    for (const { name, mode } of raycast.manifest.commands) {
      figures.push(
        ...(mode === "no-view"
          ? await wholeRun(raycast, empty, name, effort)
          : await shown(raycast, empty, name, effort)),
      );
    }
    return figures;
  } finally {
    await raycast.shutdown();
    await empty.shutdown();
  }
}

/** Each command of the bundles in the Raycast host, with 200 projects and 100 running sessions stored. */
export async function commands(dist: string, effort: Effort): Promise<Figure[]> {
  const mac = await macWithPanes(SESSIONS);
  try {
    return await measured(mac, dist, effort);
  } finally {
    await mac.shutdown();
  }
}
