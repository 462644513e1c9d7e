import { expect, test } from "vitest";
import { eventually } from "../../setup/eventually.ts";
import { realClock } from "../../setup/core.ts";
import { launchCore, told } from "../../setup/core-on-mac.ts";

/** Says what became of it in the file, whatever ends it. */
const STUBBORN = `node -e 'process.on("SIGTERM", () => {}); process.on("SIGHUP", () => {}); require("node:fs").writeFileSync(process.argv[1], String(process.pid)); setInterval(() => {}, 1000)'`;

/** A child of the session that leaves the terminal and its process group, as daemons do, and stays a child. */
const DAEMON = `node -e 'const c = require("node:child_process").spawn(process.execPath, ["-e", "process.on(\\"SIGTERM\\", () => {}); setInterval(() => {}, 1000)"], { detached: true, stdio: "ignore" }); require("node:fs").writeFileSync("daemon", String(c.pid)); setInterval(() => {}, 1000)'`;

/** A program whose parent has ended, in a process group of its own: only the terminal tells whose it is. */
const ORPHAN = `bash -c 'set -m; nohup sleep 1234 >orphan 2>&1 &'; exec cat`;

test("closing leaves nothing alive: not what ignores SIGTERM, nor a group of its own, nor what has left its parent or the terminal", async () => {
  const mac = await launchCore();
  await mac.keep({
    polite: { command: "exec cat", stop_timeout_seconds: 1 },
    stubborn: { command: `${STUBBORN} stubborn`, stop_timeout_seconds: 1 },
    children: { command: `${STUBBORN} child & sleep 300 & exec cat`, stop_timeout_seconds: 1 },
    own_group: { command: `set -m; ${STUBBORN} group & exec cat`, stop_timeout_seconds: 1 },
    daemon: { command: DAEMON, stop_timeout_seconds: 1 },
    orphan: { command: ORPHAN, stop_timeout_seconds: 1 },
    pipeline: { command: "cat | sort | cat", stop_timeout_seconds: 1 },
    background: { command: `${STUBBORN} background & sleep 0.1`, stop_timeout_seconds: 1 },
    shell: { command: "", stop_timeout_seconds: 1 },
  });
  await mac.verbs.open("p");
  for (const file of ["stubborn", "child", "group", "background", "daemon", "orphan"])
    await eventually(file, () => mac.read(file));
  await mac.ticksTo({ background: "exited 0" });

  const closed = await mac.verbs.close("p");
  expect(told(closed).unfinished).toEqual([]);
  expect({ panes: mac.layout(), alive: mac.alive() }).toEqual({ panes: [], alive: [] });
});

test("a session stops as its template says: by its command, by keys, else by its signal", async () => {
  const mac = await launchCore();
  const onSignal = (signal: string) =>
    `trap 'echo ${signal} >>said; exit 0' ${signal}; echo up; while :; do sleep 0.1; done`;
  await mac.keep({
    by_command: {
      command: "while ! test -e stop-it; do sleep 0.1; done; echo command >>said",
      stop_command: "touch stop-it",
      ready_when: { type: "started" },
    },
    by_keys: { command: `read -r word; echo "keys $word" >>said`, stop_keys: "quit\r" },
    by_signal: {
      command: onSignal("USR1"),
      stop_signal: "SIGUSR1",
      ready_when: { type: "ready_log_line", pattern: "up" },
    },
  });
  await mac.verbs.open("p");
  expect(told(await mac.verbs.close("p")).unfinished).toEqual([]);
  expect((await mac.read("said")).trim().split("\n").sort()).toEqual(["USR1", "command", "keys quit"]);
  expect(mac.alive()).toEqual([]);
});

test("stop commands run however a session is stopped: alone, for a restart, and with its project (tmuxinator #555, #1004)", async () => {
  const mac = await launchCore();
  const command = "rm -f stop-it; echo up; while ! test -e stop-it; do sleep 0.1; done";
  const stop_command = "touch stop-it; echo stopped >>said";
  await mac.keep({ db: { command, stop_command, ready_when: { type: "ready_log_line", pattern: "up" } } });
  const stops = async () => (await mac.read("said")).trim().split("\n").length;

  await mac.verbs.open("p");
  await mac.verbs.stopSession(mac.id("db"));
  expect(await stops()).toBe(1);
  await mac.verbs.startSession("p", "db");
  await mac.verbs.restartSession(mac.id("db"));
  expect(await stops()).toBe(2);
  await mac.verbs.close("p");
  expect(await stops()).toBe(3);
});

test("no dialog of iTerm2 stands in the way of closing: not a profile that asks, a locked session, a pinned tab", async () => {
  const mac = await launchCore({ iterm2: { profiles: [{ promptBeforeClosing: "always" }] } });
  const pane = { layout: "pane_vertical", parent_template_id: "one" } as const;
  await mac.keep({
    one: "exec cat",
    two: { command: "exec cat", ...pane },
    three: { command: "exec cat", ...pane },
    four: "exec cat",
  });
  await mac.verbs.open("p");
  const { user } = mac.iterm2;
  user.locksSession(mac.pane("two").guid);
  const four = mac.pane("four");
  user.pinsTab(four.window, four.tab);
  expect(told(await mac.verbs.close("p")).unfinished).toEqual([]);
  expect(mac.iterm2.world.modals.history).toEqual([]);
  expect({ panes: mac.layout(), alive: mac.alive() }).toEqual({ panes: [], alive: [] });
});

test("sessions go in the reverse of their start, each only when what depends on it has gone", async () => {
  const mac = await launchCore();
  const task = (id: string) =>
    `trap 'sleep 0.3; echo ${id} >>ends; exit 0' TERM; echo up; while :; do sleep 0.05; done`;
  const up = { type: "ready_log_line", pattern: "up" } as const;
  await mac.keep(
    {
      db: { command: task("db"), ready_when: up },
      api: { command: task("api"), ready_when: up },
      web: { command: task("web"), ready_when: up },
    },
    {
      dependencies: [
        { task_id: "api", depends_on: ["db"], condition: "ready" },
        { task_id: "web", depends_on: ["api"], condition: "ready" },
      ],
    },
  );
  await mac.verbs.open("p");
  const { running } = await mac.verbs.closePlan("p");
  expect(running.map(({ session }) => session.template_id)).toEqual(["web", "api", "db"]);
  await mac.verbs.close("p");
  expect((await mac.read("ends")).trim().split("\n")).toEqual(["web", "api", "db"]);
});

test("a stop command that fails, is not there or cannot be filled in is told by close, and the session's own signal ends it at once", async () => {
  const mac = await launchCore();
  const onTerm = (id: string) => `trap 'echo ${id} >>said; exit 0' TERM; echo up; while :; do sleep 0.05; done`;
  const session = (id: string, stop_command: string) => ({
    command: onTerm(id),
    stop_command,
    stop_timeout_seconds: 60,
    ready_when: { type: "ready_log_line", pattern: "up" } as const,
  });
  await mac.keep({
    failing: session("failing", "exit 3"),
    missing: session("missing", "no-such-program down"),
    unresolved: session("unresolved", "make down-{branch}"),
  });
  await mac.verbs.open("p");
  const began = Date.now();
  const closed = await mac.verbs.close("p");
  expect(Date.now() - began).toBeLessThan(30_000);
  expect((await mac.read("said")).trim().split("\n").sort()).toEqual(["failing", "missing", "unresolved"]);
  expect(Object.fromEntries(closed.failed.map(({ session: { name }, why }) => [name, why]))).toEqual({
    failing: expect.stringMatching(/ended with status 3/) as string,
    missing: expect.stringMatching(/was not found \(status 127\)/) as string,
    unresolved: expect.stringMatching(/^The stop command could not be run\. .*branch/) as string,
  });
  expect(mac.alive()).toEqual([]);
});

test("what a command has started elsewhere before it ended with 0 is stopped by its stop command: on close, and before a restart", async () => {
  const mac = await launchCore();
  await mac.keep({ db: { command: "echo up >>said; true", stop_command: "echo down >>said" } });
  const said = async () => (await mac.read("said")).trim().split("\n");
  await mac.verbs.open("p");
  await mac.ticksTo({ db: "exited 0" });
  await mac.verbs.restartSession(mac.id("db"));
  await mac.ticksTo({ db: "exited 0" });
  expect(await said()).toEqual(["up", "down", "up"]);
  const { running } = await mac.verbs.closePlan("p");
  expect(running.map(({ session, what }) => [session.name, what])).toEqual([["db", "echo down >>said"]]);
  await mac.verbs.close("p");
  await mac.verbs.close("p");
  expect(await said()).toEqual(["up", "down", "up", "down"]);
  expect({ panes: mac.layout(), alive: mac.alive() }).toEqual({ panes: [], alive: [] });
});

test.each([
  ["an hour forward, or the machine sleeps", 3_600_000],
  ["an hour back", -3_600_000],
])(
  "the clock is set %s while sessions start and stop: all of them start, and each has its time to end",
  async (_how, jump) => {
    let set = 0;
    const mac = await launchCore({ clock: { ...realClock, now: () => Date.now() + set } });
    const slow = `trap 'sleep 1.5; echo ended >>said; exit 0' TERM; echo up; while :; do sleep 0.05; done`;
    await mac.keep(
      {
        job: "true",
        slow: { command: slow, stop_timeout_seconds: 8, ready_when: { type: "ready_log_line", pattern: "up" } },
        last: "exec cat",
      },
      {
        dependencies: [
          { task_id: "slow", depends_on: ["job"], condition: "success" },
          { task_id: "last", depends_on: ["slow"], condition: "ready" },
        ],
      },
    );
    const ticking = mac.verbs.open("p");
    await eventually("a launch", async () => (await mac.ports.store.runtime()).sessions[mac.id("job")]?.launch);
    set = jump;
    expect(told(await ticking).succeeded).toEqual(["job", "last", "slow"]);
    const closing = mac.verbs.close("p");
    const isAsked = async () => (await mac.session("slow")).phase.name === "stopping";
    await eventually("slow is asked to stop", isAsked);
    set = 0;
    expect(told(await closing).unfinished).toEqual([]);
    expect((await mac.read("said")).trim()).toBe("ended");
  },
);
