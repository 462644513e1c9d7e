import { createRunProgram } from "../../../src/core/processes/run.ts";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { act } from "../../../src/core/orchestrator/tick/act.ts";
import type { ActContext } from "../../../src/core/orchestrator/tick/act-context.ts";
import { createRunner } from "../../../src/core/runner/runner.ts";
import type { Action, LaunchAction, Notification } from "../../../src/core/model/action.ts";
import { Fault } from "../../../src/core/model/fault.ts";
import type { JournalEntry } from "../../../src/core/model/observation.ts";
import { Project } from "../../../src/core/model/project.ts";
import { NOTHING_KNOWN } from "../../../src/core/model/runtime.ts";
import { Settings } from "../../../src/core/model/settings.ts";
import { createProcesses } from "../../../src/core/processes/processes.ts";
import { TerminalSetup } from "../iterm2/setup.ts";
import { until } from "../runner/pane.ts";

const RUNNER = resolve(import.meta.dirname, "../../../assets/session-runner.sh");
let setup: TerminalSetup;
let folder: string;
let context: ActContext;
let shown: Notification[];

/** A project of sessions named after what they run. */
function project(commands: Record<string, string>): Project {
  return Project.parse({
    id: "p",
    name: "P",
    path: folder,
    created_at: "",
    updated_at: "",
    session_templates: Object.entries(commands).map(([id, command]) => ({ id, name: id, command })),
    config: { tab_prefix: "[p] " },
  });
}

const launch = (
  id: string,
  placement: LaunchAction["placement"] = { kind: "tab", beside: [], otherwise: "current_window" },
) =>
  ({
    type: "launch",
    session_id: `p/${id}`,
    project_id: "p",
    template_id: id,
    token: `t-${id}`,
    placement,
  }) as const;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "act-"));
  setup = await TerminalSetup.launched({
    iterm2: { env: { ITERM_RUNNER_MIN_LIFE: "0", ITERM_RUNNER_HANGUP_GRACE: "1" } },
  });
  const options = {
    journalFolder: join(folder, "journals"),
    launchFolder: join(folder, "launch"),
    runnerScript: RUNNER,
  };
  const processes = createProcesses(createRunProgram());
  shown = [];
  context = {
    ports: {
      terminal: setup.terminal,
      logProfile: { offer: async () => null, withdraw: async () => undefined },
      processes,
      runner: createRunner({ ...options, clock: Date }),
      notifier: { notify: async (notification) => void shown.push(notification) },
    },
    projects: {},
    settings: Settings.parse({ default_shell: "/bin/sh" }),
    observation: {
      at: 0,
      terminal: await setup.look(),
      journals: {},
      processes: await processes.list(),
      agents: [],
      output: {},
      probes: {},
      launches: {},
    },
    runtime: NOTHING_KNOWN,
    resolve: {
      template: async (_, { command }) => {
        if (command === "secret") throw new Fault("not_trusted", "Nobody has agreed.");
        return { command, setup: "", working_directory: folder, environment: {}, expanded: [], note: "", ports: {} };
      },
    },
  };
});
afterEach(async () => {
  await setup.clean();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function told(id: string, event: JournalEntry["event"]): Promise<JournalEntry> {
  return until(`${id} ${event}`, async () => {
    const { [`p/${id}`]: journal } = await context.ports.runner.journals([`p/${id}`]);
    return journal?.entries.find((entry) => entry.event === event);
  });
}

function use(commands: Record<string, string>): void {
  context = { ...context, projects: { p: project(commands) } };
}

test("sessions of one tick come up in one osascript, and their journals name the panes that were told", async () => {
  use({ server: "cat", tests: "cat" });
  const runs = setup.appleEvents.runCount;
  const split = { kind: "split", of: "p/server", direction: "vertical" } as const;
  const results = await act([launch("server"), launch("tests", split)], context);
  expect(setup.appleEvents.runCount).toBe(runs + 1);
  const started = [await told("server", "started"), await told("tests", "started")];
  expect(results.map((result) => result.ok && result.iterm_session_id)).toEqual(
    started.map((entry) => entry.event === "started" && entry.iterm_session_id),
  );
});

test("a session that may not be started takes what is split from it along, with the reason, and nothing else", async () => {
  use({ server: "secret", tests: "cat", plan: "cat" });
  const split = { kind: "split", of: "p/server", direction: "vertical" } as const;
  const results = await act([launch("server"), launch("tests", split), launch("plan")], context);
  expect(results.map((result) => (result.ok ? "ok" : result.fault.code))).toEqual(["not_trusted", "gone", "ok"]);
  await told("plan", "started");
  expect(await launchFiles()).not.toContain("t-tests.sh");
  expect(await readdir(join(folder, "launch"))).not.toContain("t-plan.revoked");
});

test("iTerm2 that may not be controlled: said by code, and no launch file stays behind", async () => {
  use({ server: "cat" });
  setup.appleEvents.permission = "denied";
  const [result] = await act([launch("server")], context);
  expect(result).toMatchObject({ ok: false, fault: { code: "not_permitted", mayHaveHappened: false } });
  expect(await launchFiles()).toEqual([]);
});

test("SIGKILL to everyone leaves nothing of a session alive, not even a child that ignores SIGTERM in a group of its own", async () => {
  use({ stubborn: `sh -c 'set -m; sh -c "trap : TERM HUP; while :; do sleep 1; done" & wait'` });
  await act([launch("stubborn")], context);
  const started = await told("stubborn", "started");
  const tty = started.event === "started" ? started.tty : "";
  const own = tty.replace("/dev/", "");
  const there = async () =>
    (await context.ports.processes.list()).filter((row) => row.tty === own && !row.stat.startsWith("Z"));
  await until("the whole family", async () => (await there()).some(({ command }) => command.startsWith("sleep 1")));
  const kill: Action = { type: "signal", session_id: "p/stubborn", tty, signal: "SIGKILL", whom: "everyone" };
  expect(await act([kill], context)).toMatchObject([{ ok: true }]);
  await until("nothing left", async () => (await there()).length === 0);
});

test("results are in the order of the actions, whatever was done first", async () => {
  use({ server: "cat" });
  const notice = {
    kind: "failed" as const,
    session_id: "p/other",
    iterm_session_id: null,
    project: "Shop",
    session: "other",
    question: null,
    body: "ended with code 1",
  };
  const actions: Action[] = [
    { type: "focus", iterm_session_id: "nowhere" },
    { type: "notify", notices: [notice] },
    launch("server"),
    { type: "revoke_launch", session_id: "p/other", token: "t-other" },
  ];
  const results = await act(actions, context);
  expect(results.map(({ action }) => action)).toEqual(actions);
  expect(results.map(({ ok }) => ok)).toEqual([false, true, true, true]);
  expect(shown).toMatchObject([{ title: "Shop", subtitle: "other failed", body: "ended with code 1" }]);
});

test("a stop command is given no more time than a tick may take, however long its session may take to stop", async () => {
  const runStopCommand = vi.fn(async () => undefined);
  const template = { id: "db", name: "db", command: "db", stop_command: "down", stop_timeout_seconds: 3600 };
  context = {
    ...context,
    projects: {
      p: Project.parse({
        id: "p",
        name: "P",
        path: folder,
        created_at: "",
        updated_at: "",
        session_templates: [template],
      }),
    },
    ports: { ...context.ports, processes: { ...context.ports.processes, runStopCommand } },
  };
  await act([{ type: "run_stop_command", session_id: "p/db", project_id: "p", template_id: "db" }], context);
  expect(runStopCommand).toHaveBeenCalledWith(expect.objectContaining({ command: "down", timeout_ms: 300_000 }));
});

/** Files from which a session could still be started; what is spent or revoked holds nothing of it any more. */
async function launchFiles(): Promise<string[]> {
  const names = (await readdir(join(folder, "launch"))).filter((name) => name.endsWith(".sh"));
  const texts = await Promise.all(names.map((name) => readFile(join(folder, "launch", name), "utf8")));
  return names.filter((_, index) => texts[index]!.includes("session_environment"));
}
