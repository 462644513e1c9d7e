import { describe, expect, test } from "vitest";
import { closeProject, stopSession } from "../../../src/core/decide/desired-state.ts";
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
