import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { RuntimeState } from "../../../src/core/model/runtime.ts";
import type { SessionTemplate } from "../../../src/core/model/session-template.ts";
import { aProject, aTemplate } from "../../core/builders/project.ts";
import { realClock } from "../../setup/core.ts";
import { AGENT_PROGRAMS, anAgent, screenOf, SEEN } from "../../e2e/attention/an-agent.ts";
import type { Mac } from "../../mac/index.ts";
import { keep, storeOf } from "../../setup/raycast-store.ts";
import { startMac } from "../../setup/start-mac.ts";
import type { Effort } from "../effort.ts";
import { figure, type Figure } from "../figure.ts";
import { median } from "../timing.ts";

/** What the product promises, ms. */
const MOST = { question_by_interval: 12_000, question_looking_again: 5_000, question_instantly: 2_000 };
/** An end is in an open view sooner than a background run would be over. */
const LEAST_RATIO = 1;
/** Raycast's shortest interval, ms. */
const INTERVAL = 10_000;
/** When in an interval the question comes, ms after the run began: at once, between two looks, after the last one. */
const PHASES = [300, 2_500, 5_500, 8_000];
/** Of a run that looks once: what comes just after it waits longest. */
const PHASES_OF_ONE_LOOK = [1_500, 8_000];

const PATIENCE = 30_000;

async function until<T>(what: string, look: () => T): Promise<Exclude<T, false>> {
  const limit = Date.now() + PATIENCE;
  for (;;) {
    const found = look();
    if (found) return found as Exclude<T, false>;
    if (Date.now() > limit) throw new Error(`not in time: ${what}`);
    await realClock.sleep(5);
  }
}

interface OpenProject {
  mac: Mac;
  runtime(): Promise<RuntimeState>;
  guid(template: string): Promise<string>;
}

/** A whole Mac with one open project. */
async function openedOn(
  dist: string,
  templates: SessionTemplate[],
  preferences: Record<string, unknown>,
): Promise<OpenProject> {
  const mac = await startMac({ dist, programs: AGENT_PROGRAMS, raycast: { preferences } });
  const store = storeOf(mac);
  const kept = await keep(mac, aProject({ path: mac.home, session_templates: templates }));
  mac.raycast.answerLink("always");
  await mac.raycast.menuBar("session-status").run();
  await mac.raycast.open("open-project", { arguments: { project: kept.id } });
  await mac.raycast.until(() => mac.raycast.huds.length > 0, "the project to be open");
  // What is in front of its user brings no notification.
  mac.iterm2.user.switchesTo("Safari");
  const runtime = () => store.runtime();
  const guid = async (template: string) => {
    const session = Object.values((await runtime()).sessions).find(({ template_id }) => template_id === template);
    return session?.iterm_session_id ?? "";
  };
  return { mac, runtime, guid };
}

/** When the newest end was written to any journal, ms since the epoch. */
async function lastEnd({ mac }: OpenProject): Promise<number> {
  const folder = join(mac.supportPath, "journals");
  const texts = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), "utf8")));
  const ends = texts.flatMap((text) =>
    [...text.matchAll(/"event":"exited","at":(\d+)/g)].map((match) => Number(match[1])),
  );
  return Math.max(...ends);
}

/**
 * `shown`: from the moment a session's program has ended, as its runner notes it, to its new status in an open view.
 * `runs`: what a background run of the menu bar takes meanwhile. All in ms.
 */
async function endsInView(open: OpenProject, rounds: number): Promise<{ shown: number[]; runs: number[] }> {
  const view = await open.mac.raycast.open("search-sessions");
  const finished = () => view.sections.find(({ title }) => title === "Finished")?.items.length ?? 0;
  await view.until((now) => !now.isLoading && now.items.length > 0);
  const shown: number[] = [];
  const runs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    open.mac.iterm2.user.types(await open.guid(`job-${round}`), "\r");
    const at = await view.until(() => (finished() > round ? Date.now() : null), "the end in the view");
    shown.push(at - (await lastEnd(open)));
    await realClock.sleep(500 + ((round * 370) % 1500));
    const began = performance.now();
    await open.mac.raycast.runInterval("session-status");
    runs.push(performance.now() - began);
  }
  await view.close();
  return { shown, runs };
}

async function agentShows(open: OpenProject, guid: string, key: keyof typeof SEEN): Promise<number> {
  open.mac.iterm2.user.types(guid, key);
  return until(`the agent shows ${key}`, () => SEEN[key].test(screenOf(open.mac, guid)) && Date.now());
}

/** From a question on the screen to its notification. `schedule`: what Raycast does from when the agent is at work. */
async function questionTold(
  open: OpenProject,
  phase: number,
  schedule: (stop: AbortSignal) => Promise<void>,
): Promise<number> {
  const guid = await open.guid("agent");
  const { notifications } = open.mac.appleEvents;
  await agentShows(open, guid, "b");
  const stop = new AbortController();
  const running = schedule(stop.signal);
  await realClock.sleep(phase);
  const before = notifications.length;
  const asked = await agentShows(open, guid, "p");
  await until("the notification", () => notifications.length > before);
  const took = Date.now() - asked;
  stop.abort();
  await running;
  return took;
}

/** A run of the menu bar at each interval, the first of them now. */
const atIntervals = (open: OpenProject) => async (stop: AbortSignal) => {
  while (!stop.aborted) {
    const next = Date.now() + INTERVAL;
    await open.mac.raycast.runInterval("session-status");
    while (!stop.aborted && Date.now() < next) await realClock.sleep(20);
  }
};

async function withOpenProject<T>(
  dist: string,
  templates: SessionTemplate[],
  preferences: Record<string, unknown>,
  work: (open: OpenProject) => Promise<T>,
): Promise<T> {
  const open = await openedOn(dist, templates, preferences);
  try {
    return await work(open);
  } finally {
    await open.mac.shutdown();
  }
}

/** How soon a person learns of an end and of a question, on a whole test Mac with the shipped bundles. */
export async function attentionLatency(dist: string, { long }: Effort): Promise<Figure[]> {
  const rounds = long.rounds;
  const jobs = Array.from({ length: rounds }, (_, at) =>
    aTemplate({ id: `job-${at}`, command: "read x; exit 0", auto_start: true }),
  );
  const inView = await withOpenProject(dist, jobs, {}, (open) => endsInView(open, rounds));
  const byInterval = (phases: number[], preferences: Record<string, unknown>) =>
    withOpenProject(dist, [anAgent("agent")], preferences, async (open) => {
      const times: number[] = [];
      for (const phase of phases) times.push(await questionTold(open, phase, atIntervals(open)));
      return times;
    });
  const atOneLook = await byInterval(PHASES_OF_ONE_LOOK, {});
  const lookingAgain = await byInterval(PHASES, { look_again: true });
  const instantly = await withOpenProject(
    dist,
    [anAgent("agent", "registry")],
    { instant_updates: true },
    async (open) => {
      const times: number[] = [];
      for (let round = 0; round < rounds; round += 1)
        times.push(await questionTold(open, 2_500, () => Promise.resolve()));
      return times;
    },
  );
  const worst = (times: number[]) => `worst ${Math.round(Math.max(...times))} ms of ${times.length}`;
  const askedAt = (phases: number[], times: number[]) =>
    `the longest of ${times.map(Math.round).join(", ")} ms, asked ${phases.join(", ")} ms after a run began`;
  return [
    figure({
      name: "from a session's end to its status in an open view",
      value: median(inView.shown),
      unit: "ms",
      alternative: { name: "a background run, from start to end", value: median(inView.runs) },
      target: { ratio_at_least: LEAST_RATIO },
      note: worst(inView.shown),
    }),
    figure({
      name: "from a question on the screen to the notification, one look at each interval",
      value: Math.max(...atOneLook),
      unit: "ms",
      alternative: { name: "the interval", value: INTERVAL },
      target: { at_most: MOST.question_by_interval },
      note: askedAt(PHASES_OF_ONE_LOOK, atOneLook),
    }),
    figure({
      name: "from a question on the screen to the notification, looking again in each run",
      value: Math.max(...lookingAgain),
      unit: "ms",
      alternative: { name: "one look at each interval, at worst", value: INTERVAL },
      target: { at_most: MOST.question_looking_again },
      note: askedAt(PHASES, lookingAgain),
    }),
    figure({
      name: "from an agent's question to the notification, with instant updates",
      value: median(instantly),
      unit: "ms",
      alternative: { name: "one look at each interval, at worst", value: INTERVAL },
      target: { at_most: MOST.question_instantly },
      note: `the agent writes its state down; ${worst(instantly)}`,
    }),
  ];
}
