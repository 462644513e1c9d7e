import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { aProject, aTemplate } from "../../core/builders/project.ts";
import type { Mac } from "../../mac/index.ts";
import type { KillAt, View } from "../../mac/raycast/index.ts";
import { keep, storeOf } from "../../setup/raycast-store.ts";
import { layoutOf } from "../../setup/panes.ts";
import { loaded, opens, sessionsOf } from "../../setup/commands.ts";
import { drives, saysYes, type Command } from "./command.ts";

/** Tells in `told` that it has begun and each signal it gets, and takes a moment to end, so that a second one is seen. */
const WORKER = `
name=$1
tell() { echo "$name $$ $1" >>"$HOME/told"; }
trap 'tell TERM; asked=1' TERM
trap 'tell HUP; exit' HUP
tell begun
until [ -n "$asked" ]; do sleep 1000 & wait $!; done
for moment in 1 2 3; do sleep 0.1; done`;

const SESSIONS = ["server", "plan"];
const mac = { programs: { worker: WORKER }, raycast: { limit: 90_000 } };

/** Two sessions of a project, and a tab that is none of ours. */
async function atWork(mac: Mac): Promise<void> {
  await kept(mac);
  await opens(mac, "webapp");
  await mac.iterm2.user.opensTab();
}

async function kept(mac: Mac): Promise<void> {
  await keep(
    mac,
    aProject({
      path: mac.home,
      session_templates: SESSIONS.map((id) => aTemplate({ id, command: `exec worker ${id}`, stop_timeout_seconds: 1 })),
      config: { startup_sequence: SESSIONS },
    }),
  );
}

const told = async (mac: Mac) => (await readFile(join(mac.home, "told"), "utf8").catch(() => "")).split("\n");

/** The session of each line that tells of a beginning. */
const begun = async (mac: Mac) => (await told(mac)).flatMap((line) => /^(\w+) \d+ begun$/.exec(line)?.[1] ?? []);

const twiceIn = (deeds: string[]) => [...new Set(deeds.filter((deed, at) => deed !== "" && deeds.indexOf(deed) < at))];

/** What there is of the project's sessions, and what happened to one of them twice. */
async function standing(mac: Mac) {
  const { windows } = mac.iterm2.desktop();
  const survivors = mac.survivors();
  const workers = survivors.flatMap((command) => /\bworker (\w+)$/.exec(command)?.[1] ?? []);
  const closings = mac.appleEvents.events.flatMap(({ event }) =>
    event.kind === "command" && event.name === "close" ? [JSON.stringify(event.target)] : [],
  );
  const sessions = Object.values(await sessionsOf(mac));
  return {
    tabs: layoutOf(mac).flat(2).sort(),
    windows: windows.length,
    workers: workers.sort(),
    sessions: sessions.map(({ template_id, phase }) => `${template_id} ${phase.name}`).sort(),
    /** When nothing of ours is to run, nothing but the shell of the other tab does. */
    left: workers.length > 0 ? [] : survivors.filter((command) => !/^\S*bash -l$/.test(command)),
    twice: [...twiceIn(await told(mac)), ...twiceIn(closings)],
  };
}

const OTHER = "Default";
const none = { windows: 1, left: [], twice: [] };
const all = {
  ...none,
  tabs: [OTHER, "plan", "server"],
  workers: ["plan", "server"],
  sessions: ["plan up", "server up"],
};
const closed = { ...none, tabs: [OTHER], workers: [], sessions: ["plan ended", "server ended"] };
const withoutServer = { ...none, tabs: [OTHER, "plan"], workers: ["plan"], sessions: ["plan up", "server ended"] };

const onSessions = (given: Pick<Command, "name" | "does" | "before" | "after"> & Partial<Command>): Command => ({
  mac,
  daily: 2,
  prepare: atWork,
  state: standing,
  killed: "goes_on",
  ...given,
});

/** Asked for twice, since the first time was killed, a session may be begun three times; never two of it live at once. */
const restarting = (name: string, does: Command["does"], restarted: string[]) =>
  onSessions({
    name,
    does,
    state: async (mac) => ({ ...(await standing(mac)), restarted: twiceIn(await begun(mac)).sort() }),
    before: { ...all, restarted: [] },
    after: { ...all, restarted },
  });

/** Chooses an action and says yes to whatever it asks; nothing if there is no such action any more. */
async function chooses(mac: Mac, view: View, action: string): Promise<void> {
  await loaded(view);
  if (!view.actions().some(({ title }) => title === action)) return;
  await saysYes(mac, view.perform(action));
}

function inList(command: string, action: string, item?: string) {
  return drives(command, async (view, mac) => {
    await loaded(view);
    if (item !== undefined) await view.select(item);
    await chooses(mac, view, action);
  });
}

const tool = (name: string) => async (mac: Mac, killAt?: KillAt) =>
  (await mac.raycast.tool(name, { project: "webapp" }, { ...(killAt && { killAt }) })).end;

/** Commands that start and stop sessions. */
export const onRunningSessions: Command[] = [
  onSessions({
    name: "Quit Cleanup, Close Managed Tabs",
    does: inList("quit-cleanup", "Close Managed Tabs"),
    before: all,
    after: closed,
  }),
  onSessions({
    name: "List Projects, Close Project",
    does: inList("list-projects", "Close Project"),
    before: all,
    after: closed,
  }),
  restarting(
    "List Projects, Restart All Sessions",
    inList("list-projects", "Restart All Sessions"),
    SESSIONS.toSorted(),
  ),
  restarting("Search Sessions, Restart Session", inList("search-sessions", "Restart Session", "server"), ["server"]),
  onSessions({
    name: "Search Sessions, Stop Session",
    does: inList("search-sessions", "Stop Session", "server"),
    before: all,
    after: withoutServer,
  }),
  onSessions({
    name: "the AI tool Open Project",
    prepare: async (mac) => {
      await kept(mac);
      await mac.iterm2.launch();
    },
    does: tool("open-project"),
    before: { ...none, tabs: [OTHER], workers: [], sessions: [] },
    after: all,
  }),
  onSessions({
    name: "List Projects, Delete Project, of one that runs",
    daily: 3,
    does: inList("list-projects", "Delete Project"),
    state: async (mac) => {
      const { projects } = await storeOf(mac).projects();
      const { tabs, workers, twice } = await standing(mac);
      return { projects: projects.length, tabs, workers, twice };
    },
    before: { projects: 1, tabs: all.tabs, workers: all.workers, twice: [] },
    after: { projects: 0, tabs: all.tabs, workers: all.workers, twice: [] },
    killed: "all_or_nothing",
    menuBar: true,
  }),
  onSessions({
    name: "the menu bar, looking",
    does: (mac, killAt) => mac.raycast.menuBar("session-status").run({ ...(killAt && { killAt }) }),
    state: async (mac) => ({ ...(await standing(mac)), begun: (await begun(mac)).sort() }),
    before: { ...all, begun: SESSIONS.toSorted() },
    after: { ...all, begun: SESSIONS.toSorted() },
  }),
  onSessions({ name: "the AI tool Close Project", does: tool("close-project"), before: all, after: closed }),
];
