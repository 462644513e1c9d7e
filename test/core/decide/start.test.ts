import { describe, expect, test } from "vitest";
import { aProject, aTemplate } from "../builders/project.ts";
import { Driver } from "./driver.ts";
import { SERVER } from "./model-world.ts";
import { restartSessions, startSession } from "../../../src/core/decide/desired-state.ts";

const server = aTemplate({ id: "server", auto_start: true });
const tests = aTemplate({ id: "tests", layout: "pane_vertical", parent_template_id: "server" });
const plan = aTemplate({ id: "plan" });

const webapp = aProject({
  session_templates: [plan, aTemplate({ id: "work" }), server, tests],
  config: { startup_sequence: ["server", "tests", "plan"] },
});

describe("opening a project", () => {
  test("independent sessions start at once, in the order of the startup sequence, panes split from their parent (tmuxp #1056)", () => {
    const driver = new Driver(webapp).open();
    const launches = driver.tick().actions.filter(({ type }) => type === "launch");
    expect(launches).toMatchObject([
      { template_id: "server", placement: { kind: "tab", beside: [] } },
      { template_id: "tests", placement: { kind: "split", of: "webapp/server", direction: "vertical" } },
      { template_id: "plan", placement: { kind: "tab", beside: ["webapp/server", "webapp/tests"] } },
    ]);
  });

  test("a session that is neither in the startup sequence nor auto-started does not start with its project", () => {
    const driver = new Driver(webapp).open().settle();
    expect(driver.started()).toEqual(["server", "tests", "plan"]);
  });

  test("opening a project twice starts each session once", () => {
    const driver = new Driver(webapp).open().settle().open().settle();
    expect(driver.started()).toEqual(["server", "tests", "plan"]);
  });

  test("ticks in quick succession start each session once", () => {
    const driver = new Driver(webapp).open();
    driver.tick();
    driver.tick();
    driver.tick();
    expect(driver.started()).toEqual(["server", "tests", "plan"]);
  });

  test("opening a project again brings back the session that was closed by hand, and only that", () => {
    const driver = new Driver(webapp).open().settle();
    driver.world.closeByHand(driver.session("plan").iterm_session_id!);
    driver.settle().open().settle();
    expect(driver.started()).toEqual(["server", "tests", "plan", "plan"]);
  });

  test("a session that waits to be ready holds up those after it in the sequence, and no longer than until it is ready", () => {
    const project = aProject({
      session_templates: [
        aTemplate({ id: "db", wait_for_ready: true, ready_when: { type: "ready_log_line", pattern: "x" } }),
        aTemplate({ id: "api" }),
      ],
      config: { startup_sequence: ["db", "api"] },
    });
    const driver = new Driver(project, { db: { ...SERVER, ready_after: 5000 } }).open().run(4000);
    expect(driver.started()).toEqual(["db"]);
    expect(driver.reason("api")).toBe("waits for 'db' to be ready");
    driver.run(3000);
    expect(driver.started()).toEqual(["db", "api"]);
    expect(driver.session("db").status).toBe("running");
  });

  test("a session that is not ready within its limit lets the rest of the sequence go on, and those that need it are skipped with the reason", () => {
    const project = aProject({
      session_templates: [
        aTemplate({
          id: "db",
          wait_for_ready: true,
          ready_when: { type: "ready_log_line", pattern: "x" },
          ready_timeout_seconds: 10,
        }),
        aTemplate({ id: "api" }),
        aTemplate({ id: "docs" }),
      ],
      config: {
        startup_sequence: ["db", "api", "docs"],
        dependencies: [{ task_id: "api", depends_on: ["db"], condition: "ready" }],
      },
    });
    const driver = new Driver(project, { db: { ...SERVER, ready_after: null } }).open().settle();
    expect(driver.started()).toEqual(["db", "docs"]);
    expect(driver.phase("api")).toBe("skipped");
    expect(driver.reason("api")).toBe("'db' was not ready within 10 s");
  });

  test("a session to wait for that itself depends on a later one of the sequence starts after it, and neither waits for ever", () => {
    const project = aProject({
      session_templates: [aTemplate({ id: "a", wait_for_ready: true }), aTemplate({ id: "b" })],
      config: {
        startup_sequence: ["a", "b"],
        dependencies: [{ task_id: "a", depends_on: ["b"], condition: "started" }],
      },
    });
    expect(new Driver(project).open().settle().started()).toEqual(["b", "a"]);
  });

  test("a session whose launch is refused for good fails with what was said, and its panes are skipped", () => {
    const driver = new Driver(webapp).open();
    for (let tick = 0; tick < 5; tick++) {
      driver.tick({ fate: ({ template_id }) => (template_id === "server" ? "refused" : "done") });
    }
    expect(driver.session("server")).toMatchObject({
      status: "failed",
      phase: { name: "ended", cause: "launch_failed" },
    });
    expect(driver.reason("tests")).toContain("split from 'server', which did not start");
    expect(driver.phase("plan")).toBe("up");
  });

  test("a project comes to the front once, when its panes are there, and not at all if opened in the background", () => {
    const driver = new Driver(webapp).open({ front: true }).settle();
    driver.run(3000);
    const focused = driver.decisions.flatMap(({ actions }) => actions).filter(({ type }) => type === "focus");
    expect(focused).toEqual([{ type: "focus", iterm_session_id: driver.session("server").iterm_session_id }]);
    const behind = new Driver(webapp).open({ front: false }).settle();
    expect(behind.decisions.flatMap(({ actions }) => actions).some(({ type }) => type === "focus")).toBe(false);
  });

  test("a project in a window of its own makes one window, and its other tabs go beside the first", () => {
    const driver = new Driver(webapp).open({ window: "new" });
    const { actions } = driver.tick();
    expect(actions[0]).toMatchObject({ placement: { kind: "tab", beside: [], otherwise: "new_window" } });
    expect(actions[2]).toMatchObject({ placement: { kind: "tab", beside: ["webapp/server", "webapp/tests"] } });
  });

  test("while iTerm2 does not answer nothing starts, and each session says why", () => {
    const driver = new Driver(webapp).open();
    expect(driver.tick({ failed_look: true })).toMatchObject({ actions: [], settled: false });
    expect(driver.reason("server")).toBe("waits for iTerm2 to answer");
    expect(driver.settle().started()).toEqual(["server", "tests", "plan"]);
  });

  test("opening a project starts iTerm2 if it is not running", () => {
    const driver = new Driver(webapp);
    driver.world.running = false;
    expect(driver.open().settle().started()).toEqual(["server", "tests", "plan"]);
  });

  test("a project's opening is published once", () => {
    const driver = new Driver(webapp).open().settle().open().settle();
    const opened = driver.decisions.flatMap(({ events }) => events).filter(({ type }) => type === "project_opened");
    expect(opened).toHaveLength(1);
  });
});

describe("starting one session", () => {
  test("starting a session starts the parent of its pane and what it depends on as well", () => {
    const driver = new Driver(webapp).edit((desired, { runtime, project, now }) =>
      startSession({ desired, runtime }, project, "tests", now),
    );
    expect(driver.settle().started()).toEqual(["server", "tests"]);
  });

  test("a session that is asked for twice starts once", () => {
    const start = (driver: Driver) =>
      driver.edit((desired, { runtime, project, now }) => startSession({ desired, runtime }, project, "plan", now));
    const driver = start(start(new Driver(webapp)));
    expect(driver.settle().started()).toEqual(["plan"]);
  });

  test("a session that is restarted stops first and starts once more, and no other is touched", () => {
    const driver = new Driver(webapp).open().settle();
    driver
      .edit((desired, { runtime, project, now }) => restartSessions({ desired, runtime }, project, ["plan"], now))
      .settle();
    expect(driver.started()).toEqual(["server", "tests", "plan", "plan"]);
    expect(driver.world.alive("webapp/plan")).toHaveLength(1);
    expect(driver.asked()).toEqual(["plan"]);
  });

  test("the parent of a pane that is restarted comes back into the tab of that pane", () => {
    const driver = new Driver(webapp).open().settle();
    driver
      .edit((desired, { runtime, project, now }) => restartSessions({ desired, runtime }, project, ["server"], now))
      .settle();
    const again = driver.decisions
      .flatMap(({ actions }) => actions)
      .filter(({ type }) => type === "launch")
      .at(-1);
    expect(again).toMatchObject({ template_id: "server", placement: { kind: "split", of: "webapp/tests" } });
  });

  test("a command that has ended and left its shell is started again in that pane", () => {
    const driver = new Driver(webapp, { plan: { lasts: 1000, code: 0 } }).open().settle().run(2000);
    const pane = driver.session("plan").iterm_session_id;
    expect(driver.session("plan").phase).toMatchObject({ name: "ended", cause: "exited", pane_open: true });
    driver.edit((desired, { runtime, project, now }) => startSession({ desired, runtime }, project, "plan", now));
    expect(driver.tick().actions).toMatchObject([
      { type: "launch", placement: { kind: "reuse", iterm_session_id: pane } },
    ]);
  });

  test("a pane of an ended command in which the user works is left alone, and the command gets another", () => {
    const driver = new Driver(webapp, { plan: { lasts: 1000, code: 0 } }).open().settle().run(2000);
    driver.edit((desired, { runtime, project, now }) => startSession({ desired, runtime }, project, "plan", now));
    const busy = driver.tick({
      seen: (look) => ({
        ...look,
        processes: look.processes!.map((row) => ({ ...row, command: row.command.replace("/bin/zsh -l -i", "vim") })),
      }),
    });
    expect(busy.actions).toMatchObject([{ type: "launch", placement: { kind: "tab" } }]);
  });
});
