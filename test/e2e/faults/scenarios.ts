import { Fault } from "../../../src/core/model/fault.ts";
import type { Report } from "../../../src/core/orchestrator.ts";
import { aProject, aTemplate } from "../../core/builders/project.ts";
import type { Profile } from "../../mac/iterm2/switches.ts";
import { breathe, ScriptedMac } from "./scripted-mac.ts";

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
  /** Whether the snapshot before the action counts too; its events are the same in all scenarios. */
  withSnapshot?: boolean;
  /** A Mac as it is before. */
  prepare(): Promise<ScriptedMac>;
  /** What is disturbed. */
  act(mac: ScriptedMac): Promise<Outcome>;
  /** What holds in the end, in words; empty: all is well. `closing`: the user took something away on the way. */
  wrong(mac: ScriptedMac): Promise<string[]>;
}

async function outcomeOf(verb: Promise<Report | void>): Promise<Outcome> {
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

async function aMac(running: boolean, profile: Partial<Profile> = {}): Promise<ScriptedMac> {
  const mac = await ScriptedMac.start({ profile });
  if (running) await mac.iterm.launch();
  await breathe();
  await mac.keep(project);
  return mac;
}

/** The project is open, its sessions run. */
export async function opened(profile: Partial<Profile> = {}): Promise<ScriptedMac> {
  const mac = await aMac(true, profile);
  await mac.orchestrator().open(project.id);
  await mac.pass(5_000);
  return mac;
}

const same = (a: string[], b: string[]) => a.join() === b.join();

/** Every session of the project runs, and in one pane only; no pane was left by a launch that came to nothing. */
async function wrongIfNotEachOnce(mac: ScriptedMac): Promise<string[]> {
  const phases = Object.entries(await mac.sessions()).map(([id, { phase }]) => `${id} ${phase.name}`);
  const panes = mac.iterm.world.sessions.length;
  const alive = mac.panes.length;
  return [
    ...(same(mac.running, WORK) ? [] : [`running: ${mac.running.join(", ") || "nothing"} (${phases.join(", ")})`]),
    ...(panes === alive ? [] : [`${panes} panes for ${alive} living sessions`]),
    ...(panes <= WORK.length + 1 ? [] : [`${panes} panes, ${panes - WORK.length - 1} too many`]),
  ];
}

const TEXT = "npm test";

/** How often the text was typed anywhere. */
const typed = (mac: ScriptedMac) => mac.panes.map((pane) => pane.typed.filter((text) => text.includes(TEXT)).length);

export const scenarios: Scenario[] = [
  {
    name: "open",
    withSnapshot: true,
    prepare: () => aMac(true),
    act: (mac) => outcomeOf(mac.orchestrator().open(project.id)),
    wrong: wrongIfNotEachOnce,
  },
  {
    name: "open, iTerm2 not running",
    prepare: () => aMac(false),
    act: (mac) => outcomeOf(mac.orchestrator().open(project.id, { window: "new" })),
    wrong: wrongIfNotEachOnce,
  },
  {
    name: "focus",
    prepare: () => opened(),
    act: async (mac) => outcomeOf(mac.orchestrator().focusSession((await mac.sessions())["server"]!.id)),
    wrong: wrongIfNotEachOnce,
  },
  {
    name: "write",
    prepare: () => opened(),
    act: async (mac) => {
      const to_session_id = (await mac.sessions())["worker"]!.id;
      const message = { from_session_id: null, to_session_id, message_type: "command", payload: TEXT } as const;
      return outcomeOf(mac.orchestrator().message(message, "now"));
    },
    async wrong(mac) {
      const times = typed(mac).reduce((sum, each) => sum + each, 0);
      const reached = mac.everyPane.filter((pane) => pane.typed.some((text) => text.includes(TEXT)));
      const titles = reached.flatMap((pane) => pane.running().map(({ title }) => title));
      const elsewhere = titles.filter((title) => title !== "worker");
      const { messages } = await mac.ports.store.runtime();
      return [
        ...(await wrongIfNotEachOnce(mac)),
        ...(times <= 1 ? [] : [`typed ${times} times`]),
        ...(elsewhere.length === 0 ? [] : [`typed into ${elsewhere.join(", ")}`]),
        ...(messages.length === 0 ? [] : ["the message still waits"]),
      ];
    },
  },
  {
    name: "close",
    // Ended sessions stay on the screen, so that each pane has to be closed.
    prepare: () => opened({ whenProgramEnds: "keep" }),
    act: (mac) => outcomeOf(mac.orchestrator().close(project.id)),
    async wrong(mac) {
      const left = mac.panes.length;
      const panes = mac.iterm.world.sessions.length;
      const counts = WORK.map((id) => mac.signals.filter(({ session }) => session === id).length);
      return [
        ...(mac.running.length === 0 ? [] : [`still running: ${mac.running.join(", ")}`]),
        ...(left <= 1 && panes <= 1 ? [] : [`${panes} panes, ${left} living sessions left`]),
        ...(counts.every((count) => count <= 1) ? [] : [`signals sent: ${counts.join(", ")}`]),
      ];
    },
  },
];
