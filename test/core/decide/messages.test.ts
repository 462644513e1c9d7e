import { Fault } from "../../../src/core/model/fault.ts";
import { describe, expect, test } from "vitest";
import { enqueue } from "../../../src/core/decide/messages.ts";
import { applyResults } from "../../../src/core/decide/apply-results.ts";
import { aSeenOutput } from "../builders/observation.ts";
import { aProject, aTemplate } from "../builders/project.ts";
import { Driver } from "./driver.ts";
import type { Program } from "./model-world.ts";

const build = aTemplate({ id: "build", command: "npm run build" });
const tests = aTemplate({ id: "tests", command: "" });
const agent = aTemplate({ id: "agent", command: "claude", agent: "claude" });

function project(triggers: unknown[] = []) {
  return aProject({
    session_templates: [build, tests, agent],
    config: { startup_sequence: ["build", "tests", "agent"], triggers: triggers as never },
  });
}

function queue(
  driver: Driver,
  to: string,
  when: "now" | "receiver_ready",
  type: "command" | "signal" = "command",
  payload = "npm test",
) {
  const message = { from_session_id: null, to_session_id: `webapp/${to}`, message_type: type, payload };
  const options = { id: "m1", when, now: driver.now, expires_after: 60_000 };
  driver.runtime = { ...driver.runtime, messages: enqueue(driver.runtime.messages, message, options) };
}

const atPrompt = (driver: Driver, id: string) => (look: ReturnType<typeof driver.world.look>) => ({
  ...look,
  processes: look.processes!.map((row) =>
    row.tty === driver.session(id).tty!.replace("/dev/", "")
      ? { ...row, command: row.command.replace("node server.js", "-zsh") }
      : row,
  ),
});

describe("a message", () => {
  test("a message to be sent now is typed at the next tick, with Enter, once", () => {
    const driver = new Driver(project()).open().settle();
    queue(driver, "build", "now");
    driver.run(3000);
    expect(driver.world.written).toEqual([
      { guid: driver.session("build").iterm_session_id, text: "npm test", newline: true },
    ]);
    expect(driver.runtime.messages).toEqual([]);
  });

  test("a message for a shell that must be ready waits until it is at its prompt", () => {
    const driver = new Driver(project()).open().settle();
    queue(driver, "tests", "receiver_ready");
    driver.run(3000);
    expect(driver.world.written).toEqual([]);
    driver.tick({ seen: atPrompt(driver, "tests") });
    expect(driver.world.written).toHaveLength(1);
  });

  test("a message never interrupts a busy agent: it is queued until the agent is idle (agent-deck #1578)", () => {
    const driver = new Driver(project()).open().settle();
    queue(driver, "agent", "receiver_ready");
    const says = (state: "busy" | "idle") => (look: ReturnType<typeof driver.world.look>) => ({
      ...look,
      agents: [{ agent: "claude" as const, pid: driver.session("agent").runner_pid!, state, at: driver.now }],
    });
    driver.tick({ seen: says("busy") });
    expect(driver.world.written).toEqual([]);
    driver.tick({ seen: says("idle") });
    expect(driver.world.written).toHaveLength(1);
  });

  test("a message whose tick was killed while it was being typed is not typed again, and its user is told", () => {
    const driver = new Driver(project()).open().settle();
    queue(driver, "build", "now");
    driver.tick({ killed: "before_settle" });
    const { actions } = driver.tick();
    expect(driver.world.written).toHaveLength(1);
    expect(actions).toMatchObject([{ type: "notify", notices: [{ kind: "undelivered", session: "build" }] }]);
    expect(driver.runtime.messages).toEqual([]);
  });

  test("a message that certainly was not typed stays queued, and one that may have been typed does not", () => {
    const driver = new Driver(project()).open().settle();
    queue(driver, "build", "now");
    const { actions, next } = driver.tick({ killed: "before_act" });
    const failed = (mayHaveHappened: boolean) =>
      [{ ok: false, action: actions[0]!, fault: new Fault("gone", "", { mayHaveHappened }) }] as const;
    expect(applyResults(next, failed(false), 0).messages[0]?.sent_at).toBeUndefined();
    expect(applyResults(next, failed(true), 0).messages).toEqual([]);
  });

  test("a message that its receiver cannot take in time expires", () => {
    const driver = new Driver(project()).open().settle();
    queue(driver, "tests", "receiver_ready");
    driver.run(61_000);
    expect(driver.runtime.messages).toEqual([]);
    driver.tick({ seen: atPrompt(driver, "tests") });
    expect(driver.world.written).toEqual([]);
  });

  test("a message that is a signal goes to the foreground of the receiver's terminal", () => {
    const driver = new Driver(project()).open().settle();
    queue(driver, "build", "now", "signal", "SIGUSR1");
    expect(driver.tick().actions).toMatchObject([{ type: "signal", signal: "SIGUSR1", whom: "foreground" }]);
  });
});

describe("a trigger", () => {
  const built: Program = { lasts: 2000, code: 0 };
  const toTests = {
    do: "message",
    session: "tests",
    message_type: "command",
    payload: "npm test",
    when: "receiver_ready",
  };

  test("a trigger runs the tests after the build, from the project's configuration alone", () => {
    const driver = new Driver(
      project([{ on: { event: "succeeded", session: "build" }, then: { ...toTests, expires_after_seconds: 600 } }]),
      {
        build: built,
      },
    );
    driver.open().run(4000);
    driver.tick({ seen: atPrompt(driver, "tests") });
    driver.run(3000);
    expect(driver.world.written).toEqual([
      { guid: driver.session("tests").iterm_session_id, text: "npm test", newline: true },
    ]);
  });

  test.each([
    ["failed", { lasts: 2000, code: 1 }, true],
    ["failed", built, false],
    ["ended", { lasts: 2000, code: 1 }, true],
    ["succeeded", { lasts: 2000, code: 1 }, false],
  ] as const)("a trigger on %s of a session that is %o fires: %s", (event, program, fires) => {
    const trigger = { on: { event, session: "build" }, then: { do: "restart", session: "tests" } };
    const driver = new Driver(project([trigger]), { build: program }).open().run(8000);
    expect(driver.started().filter((id) => id === "tests")).toHaveLength(fires ? 2 : 1);
  });

  test("a trigger on a pattern stops another session, and a stop sets off no trigger", () => {
    const driver = new Driver(
      project([
        { on: { event: "pattern", session: "build", pattern: "OOM" }, then: { do: "stop", session: "agent" } },
        { on: { event: "ended", session: "agent" }, then: { do: "restart", session: "tests" } },
      ]),
    ).open();
    driver.settle();
    const output = { "webapp/build": aSeenOutput({ trigger_patterns: ["OOM"] }) };
    driver.tick({ seen: (look) => ({ ...look, output }) });
    driver.settle();
    expect(driver.session("agent").phase).toMatchObject({ name: "ended", cause: "stopped" });
    expect(driver.started()).toEqual(["build", "tests", "agent"]);
  });
});
