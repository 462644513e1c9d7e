import { describe, expect, test } from "vitest";
import { closeProject, restartSessions, startSession, stopSession } from "../../../src/core/decide/desired-state.ts";
import { Fault } from "../../../src/core/model/fault.ts";
import { aProject, aTemplate } from "../builders/project.ts";
import { Driver } from "./driver.ts";
import { SERVER, type Program } from "./model-world.ts";

const three = ["db", "api", "web"].map((id) => aTemplate({ id }));
const chain = [
  { task_id: "api", depends_on: ["db"], condition: "started" as const },
  { task_id: "web", depends_on: ["api"], condition: "started" as const },
];
const stubborn: Program = { ...SERVER, stubborn: true };

function opened(config: NonNullable<Parameters<typeof aProject>[0]>["config"], programs: Record<string, Program> = {}) {
  const project = aProject({ session_templates: three, config: { startup_sequence: ["db", "api", "web"], ...config } });
  return new Driver(project, programs).open().settle();
}

const close = (driver: Driver) => driver.edit((desired, { project, now }) => closeProject(desired, project, now));
const actionsOf = (driver: Driver) => driver.decisions.flatMap(({ actions }) => actions);

describe("closing a project", () => {
  test("closing a project stops each session only when all that depends on it has ended", () => {
    const driver = close(opened({ dependencies: chain })).settle();
    expect(driver.asked()).toEqual(["web", "api", "db"]);
    const order = driver.world.facts.filter(({ what }) => what === "ended" || what === "asked_to_stop");
    expect(order.map(({ what, session_id }) => `${what} ${session_id}`)).toEqual([
      "asked_to_stop webapp/web",
      "ended webapp/web",
      "asked_to_stop webapp/api",
      "ended webapp/api",
      "asked_to_stop webapp/db",
      "ended webapp/db",
    ]);
  });

  test("closing a project without dependencies stops all sessions at once, in the reverse of the start order", () => {
    const driver = close(opened({}));
    driver.tick();
    expect(driver.asked()).toEqual(["web", "api", "db"]);
  });

  test("closing a project walks shutdown_sequence in reverse, one by one, and stops what it does not name last", () => {
    const driver = close(opened({ shutdown_sequence: ["web", "db"] }));
    driver.tick();
    expect(driver.asked()).toEqual(["db"]);
    expect(driver.settle().asked()).toEqual(["db", "web", "api"]);
  });

  test("closing a project leaves nothing alive and no pane, and is published once", () => {
    const driver = close(opened({ dependencies: chain }, { api: stubborn }))
      .settle()
      .run(2000);
    expect(driver.world.anyAlive()).toBe(false);
    expect(driver.world.panes).toEqual([]);
    expect(
      driver.decisions.flatMap(({ events }) => events).filter(({ type }) => type === "project_closed"),
    ).toMatchObject([{ data: { project_id: "webapp", left_running: [] } }]);
  });

  test("a project closed with close_sessions_on_project_close off leaves its sessions running, and publishes which", () => {
    const driver = close(opened({ close_sessions_on_project_close: false }))
      .settle()
      .run(2000);
    expect(driver.world.alive("webapp/db")).toHaveLength(1);
    expect(driver.desired.active_project_id).toBeNull();
    const closed = driver.decisions.flatMap(({ events }) => events).filter(({ type }) => type === "project_closed");
    expect(closed).toMatchObject([{ data: { left_running: ["webapp/db", "webapp/api", "webapp/web"] } }]);
  });

  test("a project that is closed and opened again starts each session once", () => {
    const driver = close(opened({})).settle().open().settle();
    expect(driver.started()).toEqual(["db", "api", "web", "db", "api", "web"]);
  });

  test("a project that is opened again while it is still closing ends with each session once", () => {
    const driver = close(opened({ dependencies: chain }, { web: stubborn }));
    driver.run(1000).open().settle();
    for (const id of ["db", "api", "web"]) expect(driver.world.alive(`webapp/${id}`)).toHaveLength(1);
  });

  test("closing a project also closes the pane of a command that has ended, and the shell in it", () => {
    const driver = opened({}, { db: { lasts: 500, code: 0 } }).run(2000);
    expect(driver.session("db").phase).toMatchObject({ name: "ended", cause: "exited", pane_open: true });
    close(driver).settle();
    expect(driver.world.panes).toEqual([]);
    expect(driver.session("db").phase).toMatchObject({ name: "ended", cause: "exited", pane_open: false });
    expect(driver.session("db").exit_code).toBe(0);
  });
});

describe("stopping one session", () => {
  const stop = (driver: Driver, id: string) =>
    driver.edit((desired, { project, now }) => stopSession(desired, project.id, id, now));

  test("a session that is stopped is asked first, given its time, and only then killed with all on its terminal", () => {
    const driver = stop(opened({}, { api: stubborn }), "api").settle();
    const signals = actionsOf(driver).filter(({ type }) => type === "signal");
    expect(signals).toMatchObject([
      { signal: "SIGTERM", whom: "foreground" },
      { signal: "SIGKILL", whom: "everyone" },
    ]);
    const asked = driver.world.facts.find(({ what }) => what === "asked_to_stop")!;
    const ended = driver.world.facts.find(({ what }) => what === "ended")!;
    expect(ended.at - asked.at).toBeGreaterThanOrEqual(10_000);
    expect(driver.session("api").phase).toMatchObject({ name: "ended", cause: "stopped" });
  });

  test("a session that is stopped is not restarted: its runner is told before the signal", () => {
    const project = aProject({
      session_templates: [aTemplate({ id: "api", auto_start: true, restart_on_exit: true })],
    });
    const driver = stop(new Driver(project).open().settle(), "api");
    expect(driver.tick().actions.map(({ type }) => type)).toEqual(["ask_runner_to_stop", "signal"]);
    expect(driver.settle().run(5000).started()).toEqual(["api"]);
  });

  test.each([
    [{ stop_command: "make down" }, [{ type: "ask_runner_to_stop" }, { type: "run_stop_command" }]],
    [{ stop_keys: "q" }, [{ type: "ask_runner_to_stop" }, { type: "write", text: "q", newline: false }]],
    [{ stop_signal: "SIGINT" as const }, [{ type: "ask_runner_to_stop" }, { type: "signal", signal: "SIGINT" }]],
    [{ command: "" }, [{ type: "ask_runner_to_stop" }, { type: "signal", signal: "SIGHUP" }]],
  ])("a session with %o is stopped by it", (template, actions) => {
    const project = aProject({ session_templates: [aTemplate({ id: "api", auto_start: true, ...template })] });
    expect(stop(new Driver(project).open().settle(), "api").tick().actions).toMatchObject(actions);
  });

  test("a pane in which something lives is never closed", () => {
    const driver = opened({}, { api: stubborn });
    driver.world.keepsPanes = true;
    stop(driver, "api").settle();
    expect(driver.world.facts.filter(({ what }) => what === "closed_alive")).toEqual([]);
    expect(actionsOf(driver).at(-1)).toMatchObject({ type: "close_pane", session_id: "webapp/api" });
    expect(driver.world.panes).toHaveLength(2);
  });

  test("a session that is stopped before its launch has come up never starts", () => {
    const driver = new Driver(aProject({ session_templates: [aTemplate({ id: "api", auto_start: true })] })).open();
    driver.tick({ fate: () => "not_taken" });
    stop(driver, "api");
    expect(driver.tick().actions).toMatchObject([{ type: "revoke_launch" }]);
    expect(driver.settle().started()).toEqual([]);
    expect(driver.session("api").phase).toMatchObject({ name: "ended", cause: "stopped" });
  });
});

/** The ways in which a session was asked or made to stop, in order, and how long after the first (ms). */
function waysTaken(driver: Driver): { way: string; after: number }[] {
  const taken = driver.decisions.flatMap(({ actions, next }) =>
    actions.flatMap((action) => {
      if (action.type === "run_stop_command") return [{ way: "command", at: next.ticked_at }];
      if (action.type === "write") return [{ way: `keys ${action.text}`, at: next.ticked_at }];
      return action.type === "signal" ? [{ way: action.signal as string, at: next.ticked_at }] : [];
    }),
  );
  return taken.map(({ way, at }) => ({ way, after: at - taken[0]!.at }));
}

describe("a way to stop that does not work", () => {
  const one = (template: Partial<Parameters<typeof aTemplate>[0]>, program: Program = SERVER) => {
    const project = aProject({ session_templates: [aTemplate({ id: "db", auto_start: true, ...template })] });
    return new Driver(project, { db: program }).open().settle().run(6000);
  };
  const failing = (driver: Driver, message: string, code: Fault["code"] = "failed") => {
    driver.world.stopCommand = () => new Fault(code, message, { advice: "Try it in a terminal." });
    return driver;
  };

  test.each(["failed", "timed_out", "unknown_variable", "not_found"] as const)(
    "a stop command that comes to nothing (%s) is said on its session, and its signal is sent by the next tick",
    (code) => {
      const driver = close(
        failing(one({ stop_command: "make down" }), "The stop command came to nothing.", code),
      ).settle();
      expect(waysTaken(driver).map(({ way }) => way)).toEqual(["command", "SIGTERM"]);
      expect(waysTaken(driver)[1]!.after).toBeLessThan(1000);
      const { phase, stop_problem, evidence, errors } = driver.session("db");
      expect(phase).toMatchObject({ name: "ended", cause: "stopped" });
      const said = "The stop command came to nothing. Try it in a terminal.";
      expect({ stop_problem, detail: evidence.detail }).toEqual({ stop_problem: said, detail: said });
      expect(errors.map(({ message }) => message)).toEqual([said]);
    },
  );

  test("a stop command that fails is followed by the stop keys, and these by the signal, each with its time", () => {
    const template = {
      stop_command: "make down",
      stop_keys: "q",
      stop_signal: "SIGINT",
      stop_timeout_seconds: 4,
    } as const;
    const driver = close(failing(one(template, stubborn), "It failed.")).settle();
    const taken = waysTaken(driver);
    expect(taken.map(({ way }) => way)).toEqual(["command", "keys q", "SIGINT", "SIGKILL"]);
    expect(taken[1]!.after).toBeLessThan(1000);
    expect(taken[2]!.after - taken[1]!.after).toBeGreaterThanOrEqual(4000);
    expect(taken[3]!.after - taken[2]!.after).toBeGreaterThanOrEqual(4000);
  });

  test("what a stop command did not end in time, though it ended well, is said, and gets its signal before it is killed", () => {
    const driver = close(one({ stop_command: "make down", stop_timeout_seconds: 3 }, stubborn)).settle();
    expect(waysTaken(driver).map(({ way }) => way)).toEqual(["command", "SIGTERM", "SIGKILL"]);
    expect(driver.session("db").stop_problem).toMatch(/^Its stop command did not end it within 3 s/);
  });
});

describe("what a command has started elsewhere before it ended well", () => {
  const detached: Program = { lasts: 500, code: 0 };
  const composed = (program: Program = detached) => {
    const session_templates = [
      aTemplate({ id: "db", auto_start: true, command: "docker compose up -d", stop_command: "docker compose down" }),
    ];
    return new Driver(aProject({ session_templates }), { db: program }).open().settle().run(2000);
  };
  const stops = (driver: Driver) => driver.world.facts.filter(({ what }) => what === "stop_command").length;
  const history = (driver: Driver) =>
    driver.world.facts.flatMap(({ what }) => (what === "started" || what === "stop_command" ? [what] : []));

  test.each(["its shell is there", "its pane was closed by the user"])(
    "is stopped by its stop command when its project is closed, once, where %s",
    (where) => {
      const driver = composed();
      if (where !== "its shell is there") driver.world.closeByHand(driver.session("db").iterm_session_id!);
      driver.run(1000);
      expect(stops(driver)).toBe(0);
      close(driver).settle();
      close(driver).settle().run(2000);
      expect(stops(driver)).toBe(1);
      expect(driver.session("db")).toMatchObject({
        phase: { name: "ended", cause: "exited", pane_open: false },
        exit_code: 0,
      });
      expect(driver.world.panes).toEqual([]);
    },
  );

  test("is not stopped by its stop command if the command failed, or was stopped by it before", () => {
    const failed = close(composed({ lasts: 500, code: 1 })).settle();
    expect(stops(failed)).toBe(0);
    const stopped = close(composed(SERVER)).settle();
    expect(stops(close(stopped).settle())).toBe(1);
  });

  test("is stopped before it is started again by a restart, and left as it is by a start", () => {
    const restarted = composed()
      .edit((_, driver) => restartSessions(driver, driver.project, ["db"], driver.now))
      .settle();
    expect(history(restarted)).toEqual(["started", "stop_command", "started"]);
    const started = composed()
      .edit((_, driver) => startSession(driver, driver.project, "db", driver.now))
      .settle();
    expect(history(started)).toEqual(["started", "started"]);
  });

  test("is said to be still there when its stop command fails", () => {
    const driver = composed();
    driver.world.stopCommand = () => new Fault("failed", "The stop command ended with status 3.");
    close(driver).settle();
    expect(driver.session("db").stop_problem).toBe("The stop command ended with status 3.");
    expect(stops(driver)).toBe(1);
  });

  test("is said to be perhaps still there when whoever ran its stop command was ended before it could say", () => {
    const driver = close(composed());
    driver.tick({ killed: "before_settle" });
    driver.settle();
    expect(driver.session("db").stop_problem).toMatch(/not known whether the stop command has run/);
    expect(stops(driver)).toBe(1);
  });

  test("is stopped in the order of stopping: only when all that needs it has ended", () => {
    const driver = composed2();
    close(driver).settle();
    const order = driver.world.facts.filter(({ what }) => what === "ended" || what === "stop_command");
    expect(order.map(({ what, session_id }) => `${what} ${session_id}`).slice(1)).toEqual([
      "ended webapp/api",
      "stop_command webapp/db",
    ]);
  });

  function composed2(): Driver {
    const db = aTemplate({ id: "db", auto_start: true, stop_command: "docker compose down" });
    const api = aTemplate({ id: "api", auto_start: true });
    const dependencies = [{ task_id: "api", depends_on: ["db"], condition: "success" as const }];
    const project = aProject({ session_templates: [db, api], config: { dependencies } });
    const driver = new Driver(project, { db: detached }).open().settle().run(6000);
    driver.world.closeByHand(driver.session("db").iterm_session_id!);
    return driver.run(1000);
  }
});
