import { describe, expect, test } from "vitest";
import { restartSessions, restartFailedSessions, stopSession } from "../../../src/core/decide/desired-state.ts";
import type { DependencyCondition } from "../../../src/core/model/dependency.ts";
import { aSeenOutput } from "../builders/observation.ts";
import { aProject, aTemplate } from "../builders/project.ts";
import { Driver } from "./driver.ts";
import { SERVER, type Program } from "./model-world.ts";

/** "after" waits for "before". */
function pair(condition: DependencyCondition, before: Program, template: Parameters<typeof aTemplate>[0] = {}): Driver {
  const project = aProject({
    session_templates: [aTemplate({ id: "after" }), aTemplate({ id: "before", ...template })],
    config: {
      startup_sequence: ["after", "before"],
      dependencies: [{ task_id: "after", depends_on: ["before"], condition }],
    },
  });
  return new Driver(project, { before }).open();
}

const ends = (code: number, lasts = 2000): Program => ({ lasts, code });

describe("a dependency", () => {
  test.each([
    ["success", ends(0), "up"],
    ["success", ends(1), "skipped"],
    ["failure", ends(1), "up"],
    ["failure", ends(0), "skipped"],
    ["any", ends(1), "up"],
    ["any", ends(0), "up"],
    ["started", SERVER, "up"],
    ["ready", SERVER, "up"],
    ["idle", ends(0), "skipped"],
    ["waiting", ends(0), "skipped"],
  ] as const)("a dependency on %s of a session that is %o leaves its dependent %s", (condition, before, phase) => {
    const driver = pair(condition, before).settle().run(5000);
    expect(driver.phase("after")).toBe(phase);
    if (phase === "skipped") expect(driver.reason("after")).toContain("'before' ended with code");
  });

  test("a session does not start before its dependencies hold", () => {
    const driver = pair("success", ends(0, 3000)).run(2500);
    expect(driver.started()).toEqual(["before"]);
    expect(driver.reason("after")).toBe("waits for 'before' to succeed");
    expect(driver.run(2000).started()).toEqual(["before", "after"]);
  });

  test("an exit code listed as success counts as success everywhere", () => {
    expect(
      pair("success", ends(3), { success_exit_codes: [0, 3] })
        .settle()
        .run(5000)
        .phase("after"),
    ).toBe("up");
  });

  test("a success code above 128 counts everywhere for the signal that a shell tells by it", () => {
    const driver = pair("success", SERVER, { success_exit_codes: [0, 143], restart_policy: "on_failure" }).settle();
    const { tty } = driver.session("before");
    driver.world.act([{ type: "signal", session_id: "webapp/before", tty: tty!, signal: "SIGTERM", whom: "everyone" }]);
    driver.settle();
    expect(driver.session("before")).toMatchObject({
      exit_signal: "SIGTERM",
      ended_well: true,
      phase: { name: "ended", cause: "signalled" },
    });
    expect(driver.phase("after")).toBe("up");
  });

  test("a dependency on success holds once the success pattern was seen, though the session still runs", () => {
    const driver = pair("success", SERVER, { success_pattern: "compiled" }).settle();
    expect(driver.phase("after")).toBe("pending");
    const seen = aSeenOutput({ matched: { success: "compiled", error: null, ready: null } });
    driver.tick({ seen: (look) => ({ ...look, output: { "webapp/before": seen } }) });
    expect(driver.settle().phase("after")).toBe("up");
  });

  test("a session may wait until an agent is idle", () => {
    const driver = pair("idle", SERVER, { command: "claude", agent: "claude" }).settle();
    expect(driver.reason("after")).toBe("waits for 'before' to be idle");
    const pid = driver.session("before").runner_pid! + 10_000;
    const agents = [{ agent: "claude" as const, pid, state: "idle" as const, at: driver.now }];
    driver.tick({ seen: (look) => ({ ...look, agents }) });
    expect(driver.settle().phase("after")).toBe("up");
  });

  test("sessions of a hand-edited project that depend on each other in a circle are skipped with the path, and the rest starts", () => {
    const project = aProject({
      session_templates: [aTemplate({ id: "a" }), aTemplate({ id: "b" }), aTemplate({ id: "c" })],
      config: {
        startup_sequence: ["a", "b", "c"],
        dependencies: [
          { task_id: "a", depends_on: ["b"], condition: "started" },
          { task_id: "b", depends_on: ["a"], condition: "started" },
        ],
      },
    });
    const driver = new Driver(project).open().settle();
    expect(driver.reason("a")).toBe("needs itself: a → b → a");
    expect(driver.phase("c")).toBe("up");
  });
});

describe("dependencies where other tools went wrong", () => {
  test("process-compose #363: when a dependency can never hold any more, the dependent is skipped and not pending for ever", () => {
    const driver = pair("success", ends(1)).settle().run(3000);
    expect(driver.session("after").phase).toMatchObject({ name: "skipped", reason: "'before' ended with code 1" });
    expect(driver.last).toMatchObject({ settled: true, actions: [] });
  });

  test("docker/compose #10042: what depends on a skipped one is skipped as well, down the whole chain", () => {
    const project = aProject({
      session_templates: ["a", "b", "c"].map((id) => aTemplate({ id })),
      config: {
        startup_sequence: ["a", "b", "c"],
        dependencies: [
          { task_id: "b", depends_on: ["a"], condition: "success" },
          { task_id: "c", depends_on: ["b"], condition: "started" },
        ],
      },
    });
    const driver = new Driver(project, { a: ends(1) }).open().run(4000);
    expect(driver.reason("c")).toBe("'b' was skipped: 'a' ended with code 1");
  });

  test("docker/compose #11030: a dependency that runs again is waited for again, however it ended before", () => {
    const driver = pair("success", ends(1)).settle().run(3000);
    expect(driver.phase("after")).toBe("skipped");
    driver.edit((desired, { runtime, project, now }) =>
      restartSessions({ desired, runtime }, project, ["before"], now),
    );
    driver.run(1000);
    expect(driver.phase("after")).toBe("pending");
  });

  test.each(["process-compose #530", "process-compose #544"])(
    "%s: a dependent waits through restarts of what it depends on, until the runner gives up",
    () => {
      const driver = pair("success", ends(1, 500), { restart_policy: "always" }).run(4000);
      expect(driver.phase("after")).toBe("pending");
      expect(driver.session("before").restarts).toBeGreaterThan(0);
      driver.run(15_000);
      expect(driver.session("before")).toMatchObject({
        status: "failed",
        phase: { name: "ended", cause: "gave_up" },
        evidence: { source: "runner", rule: "crash_loop" },
      });
      expect(driver.reason("after")).toBe("'before' kept crashing and was given up: crash loop");
    },
  );

  test("vscode #171496: a dependency that several share starts once", () => {
    const ids = ["x", "y", "z"];
    const project = aProject({
      session_templates: [...ids, "build"].map((id) => aTemplate({ id })),
      config: {
        startup_sequence: ids,
        dependencies: ids.map((id) => ({ task_id: id, depends_on: ["build"], condition: "success" as const })),
      },
    });
    const driver = new Driver(project, { build: ends(0) }).open().run(5000);
    expect(driver.started()).toEqual(["build", "x", "y", "z"]);
  });

  test("docker/compose #12098: an explicit restart checks the conditions again", () => {
    const driver = pair("started", SERVER).settle();
    driver.edit((desired, { project, now }) => stopSession(desired, project.id, "before", now)).settle();
    // The dependency is not started on the user's behalf here: what is wanted of it is that it is stopped.
    driver.edit((desired) => {
      const { webapp } = desired.projects;
      const sessions = { ...webapp!.sessions, after: { want: "running" as const, generation: 9 } };
      return { ...desired, projects: { webapp: { ...webapp!, sessions } } };
    });
    driver.settle();
    expect(driver.session("after").phase).toMatchObject({ name: "skipped", reason: "'before' was stopped" });
  });

  test("process-compose #274: a dependency that fails at once does not let the dependent start", () => {
    const driver = pair("started", ends(1, 0));
    driver.tick();
    driver.world.pass(250);
    driver.settle();
    expect(driver.started()).toEqual(["before"]);
    expect(driver.phase("after")).toBe("skipped");
  });

  test("process-compose #166: a session with a misspelt dependency is skipped with the reason, never pending for ever", () => {
    const project = aProject({
      session_templates: [aTemplate({ id: "a" })],
      config: {
        startup_sequence: ["a"],
        dependencies: [{ task_id: "a", depends_on: ["databse"], condition: "success" }],
      },
    });
    expect(new Driver(project).open().settle().reason("a")).toBe("there is no 'databse' to depend on");
  });

  test("process-compose #436, overmind #180: Restart Failed restarts the failed session and what depends on it, and no other", () => {
    const project = aProject({
      session_templates: ["build", "deploy", "docs"].map((id) => aTemplate({ id })),
      config: {
        startup_sequence: ["build", "deploy", "docs"],
        dependencies: [{ task_id: "deploy", depends_on: ["build"], condition: "success" }],
      },
    });
    const programs: Record<string, Program> = { build: ends(1) };
    const driver = new Driver(project, programs).open().run(4000);
    expect(driver.phase("deploy")).toBe("skipped");
    programs["build"] = ends(0);
    driver.edit((desired, { runtime, now }) => restartFailedSessions({ desired, runtime }, project, now)).run(6000);
    expect(driver.started()).toEqual(["build", "docs", "build", "deploy"]);
  });
});
