import { Fault } from "../../../src/core/model/fault.ts";
import { sessionIdOf } from "../../../src/core/model/runtime.ts";
import type { Report } from "../../../src/core/orchestrator/orchestrator.ts";
import { aProject, aTemplate } from "../../core/builders/project.ts";
import { eventText } from "../../mac/osascript/index.ts";
import { breathe, ScriptedMac, type ScriptedMacOptions } from "./scripted-mac.ts";
import type { ScriptSlot } from "./script-slot.ts";

export const WORK = ["server", "tests", "worker"];

/** Two tabs, one of them split, that run until they are stopped. */
export const project = aProject({
  path: "/",
  session_templates: [
    aTemplate({ id: "server", command: "serve", auto_start: true }),
    aTemplate({
      id: "tests",
      command: "watch",
      layout: "pane_vertical",
      parent_template_id: "server",
      auto_start: true,
    }),
    aTemplate({ id: "worker", command: "work", auto_start: true }),
  ],
});

/** How a verb ended: `done`, `partial (n of m)`, or the code of its fault. Anything but a `Fault` is thrown on. */
export type Outcome = string;

export interface Scenario {
  name: string;
  /** Which events are disturbed, those that no other scenario has; default: all of its actions, none of its snapshots. */
  disturbed?: (event: string, script: "snapshot" | "perform") => boolean;
  /** A Mac as it is before; in `slot` if given. */
  prepare(slot?: ScriptSlot): Promise<ScriptedMac>;
  /** What is disturbed. */
  act(mac: ScriptedMac): Promise<Outcome>;
  /** How what was reported, or taken away, is asked for again; null: the next ticks do it. */
  again: ((mac: ScriptedMac) => Promise<unknown>) | null;
  /** What is wrong in the end, in words; empty: all is well. */
  wrong(mac: ScriptedMac): Promise<string[]>;
}

export async function outcomeOf(verb: Promise<Report | void>): Promise<Outcome> {
  try {
    const report = await verb;
    if (!report) return "done";
    const { succeeded, failed, skipped, unfinished } = report;
    const all = succeeded.length + failed.length + skipped.length + unfinished.length;
    return succeeded.length === all ? "done" : `partial (${succeeded.length} of ${all})`;
  } catch (error) {
    if (error instanceof Fault) return error.code;
    throw error;
  }
}

/** iTerm2 with one window of its user's, and the project kept. */
export const ready = () => aMac(true);

async function aMac(running: boolean, options: ScriptedMacOptions = {}): Promise<ScriptedMac> {
  const mac = await ScriptedMac.start(options);
  if (running) await mac.iterm.launch();
  await breathe();
  await mac.keep(project);
  return mac;
}

/** The project is open, its sessions run. */
export async function opened(options: ScriptedMacOptions = {}): Promise<ScriptedMac> {
  const mac = await aMac(true, options);
  await mac.orchestrator().open(project.id);
  await mac.pass(5_000);
  return mac;
}

const same = (a: string[], b: string[]) => a.join() === b.join();

/** Every session of the project runs, and in one pane only; besides `others`, which are not the project's, no pane was left by a launch that came to nothing. */
export async function wrongIfNotEachOnce(mac: ScriptedMac, others = 1): Promise<string[]> {
  const phases = Object.entries(await mac.sessions()).map(([id, { phase }]) => `${id} ${phase.name}`);
  const panes = mac.iterm.world.sessions.length;
  const alive = mac.panes.length;
  return [
    ...(same(mac.running, WORK) ? [] : [`running: ${mac.running.join(", ") || "nothing"} (${phases.join(", ")})`]),
    ...(panes === alive ? [] : [`${panes} panes for ${alive} living sessions`]),
    ...(panes <= WORK.length + others ? [] : [`${panes} panes, ${panes - WORK.length - others} too many`]),
  ];
}

const TEXT = "npm test";

/** How often the text was typed anywhere. */
const typed = (mac: ScriptedMac) => mac.panes.map((pane) => pane.typed.filter((text) => text.includes(TEXT)).length);

/** A command for the worker. */
export function writes(mac: ScriptedMac, payload = TEXT): Promise<void> {
  const to_session_id = sessionIdOf(project.id, "worker");
  return mac.orchestrator().message({ from_session_id: null, to_session_id, message_type: "command", payload }, "now");
}

/** Typed once at most, where it was meant for, and not waiting any more. */
export async function wrongIfTypedTwice(mac: ScriptedMac): Promise<string[]> {
  const times = typed(mac).reduce((sum, each) => sum + each, 0);
  const reached = mac.everyPane.filter((pane) => pane.typed.some((text) => text.includes(TEXT)));
  const elsewhere = reached.flatMap((pane) => pane.running().map(({ title }) => title)).filter((it) => it !== "worker");
  const { messages } = await mac.ports.store.runtime();
  return [
    ...(times <= 1 ? [] : [`typed ${times} times`]),
    ...(elsewhere.length === 0 ? [] : [`typed into ${elsewhere.join(", ")}`]),
    ...(messages.length === 0 ? [] : ["the message still waits"]),
  ];
}

const startsWorker = (mac: ScriptedMac) => outcomeOf(mac.orchestrator().startSession(project.id, "worker"));

const opensAgain = (mac: ScriptedMac) => mac.orchestrator().open(project.id);

/** All that is open goes, the user's own tab too. */
export async function quits(mac: ScriptedMac): Promise<Outcome> {
  try {
    const plan = await mac.orchestrator().quitPlan();
    const { closed, left } = await mac.orchestrator().quit("close_all", plan);
    return left.length === 0 ? "done" : `partial (${closed.length} of ${closed.length + left.length})`;
  } catch (error) {
    if (error instanceof Fault) return error.code;
    throw error;
  }
}

/** One look, as the menu bar has it. */
export async function looks(mac: ScriptedMac): Promise<Outcome> {
  const { fault } = await mac.orchestrator().tick();
  return fault?.code ?? "done";
}

/** Nothing runs any more, no pane is left but these, and nobody was asked twice. */
export function wrongIfNotGone(mac: ScriptedMac, panesLeft: number): string[] {
  const panes = mac.iterm.world.sessions.length;
  const counts = WORK.map((id) => mac.signals.filter(({ session }) => session === id).length);
  return [
    ...(mac.running.length === 0 ? [] : [`still running: ${mac.running.join(", ")}`]),
    ...(mac.panes.length <= panesLeft && panes <= panesLeft
      ? []
      : [`${panes} panes, ${mac.panes.length} living sessions left`]),
    ...(counts.every((count) => count <= 1) ? [] : [`signals sent: ${counts.join(", ")}`]),
  ];
}

/** Ended sessions stay on the screen, so that each pane has to be closed. */
const openedAndKept = () => opened({ profile: { whenProgramEnds: "keep" } });

export const scenarios: Scenario[] = [
  {
    name: "open",
    disturbed: () => true,
    prepare: (slot) => aMac(true, { slot }),
    act: (mac) => outcomeOf(mac.orchestrator().open(project.id)),
    again: opensAgain,
    wrong: (mac) => wrongIfNotEachOnce(mac),
  },
  {
    name: "open, iTerm2 not running",
    // Bringing to the front is the same as above.
    disturbed: (event, script) => script === "perform" && !/select|activate/.test(event),
    prepare: () => aMac(false),
    act: (mac) => outcomeOf(mac.orchestrator().open(project.id, { window: "new" })),
    again: opensAgain,
    wrong: (mac) => wrongIfNotEachOnce(mac),
  },
  {
    name: "start again, in the pane that is left",
    disturbed: (event) => event.includes(".write("),
    async prepare() {
      const mac = await opened();
      mac.ends("worker");
      await mac.orchestrator().tick();
      return mac;
    },
    act: startsWorker,
    again: async (mac) => [await opensAgain(mac), await startsWorker(mac)],
    // If iTerm2 crashes, the shell that was left comes back with it after the worker was started elsewhere.
    wrong: (mac) => wrongIfNotEachOnce(mac, 2),
  },
  {
    name: "look at what is open",
    disturbed: (event) => event.includes(".contents"),
    prepare: (slot) => opened({ slot }),
    act: looks,
    again: opensAgain,
    wrong: (mac) => wrongIfNotEachOnce(mac),
  },
  {
    name: "look, window by window since one has gone just now",
    disturbed: (event) => /windows\{window\}\.tabs\./.test(event),
    async prepare() {
      const mac = await opened();
      const title = "get app.windows.tabs.title";
      mac.appleEvents.inject({
        matches: (event) => eventText(event) === title,
        when: "before",
        then: { error: -1728 },
      });
      return mac;
    },
    act: looks,
    again: opensAgain,
    wrong: (mac) => wrongIfNotEachOnce(mac),
  },
  {
    name: "focus",
    prepare: (slot) => opened({ slot }),
    act: async (mac) => outcomeOf(mac.orchestrator().focusSession((await mac.sessions())["server"]!.id)),
    again: opensAgain,
    wrong: (mac) => wrongIfNotEachOnce(mac),
  },
  {
    name: "write",
    prepare: (slot) => opened({ slot }),
    act: (mac) => outcomeOf(writes(mac)),
    again: opensAgain,
    wrong: async (mac) => [...(await wrongIfNotEachOnce(mac)), ...(await wrongIfTypedTwice(mac))],
  },
  {
    name: "close",
    prepare: openedAndKept,
    act: (mac) => outcomeOf(mac.orchestrator().close(project.id)),
    again: null,
    wrong: async (mac) => wrongIfNotGone(mac, 1),
  },
  {
    name: "quit, with a tab that was opened by hand",
    disturbed: (event, script) => script === "perform" && event.includes("tabs[0]"),
    prepare: openedAndKept,
    act: quits,
    again: quits,
    // The user's own shell outlives a crash, out of everyone's reach until iTerm2 is back.
    wrong: async (mac) => wrongIfNotGone(mac, mac.iterm.running ? 0 : 1),
  },
];
