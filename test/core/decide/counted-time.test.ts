import { describe, expect, test } from "vitest";
import { closeProject } from "../../../src/core/decide/desired-state.ts";
import { enqueue } from "../../../src/core/decide/messages.ts";
import { LOOP_LIMIT } from "../../../src/core/decide/trigger-rate-limit.ts";
import type { Project } from "../../../src/core/model/project.ts";
import { aProject, aTemplate } from "../builders/project.ts";
import { Driver } from "./driver.ts";
import { SERVER, type Program } from "./model-world.ts";

const HOUR = 3_600_000;
const JUMPS = [
  ["the machine sleeps for an hour", HOUR],
  ["the clock is set an hour back", -HOUR],
] as const;

/** Runs, half a second a tick, until it is so; how long that took, ms in which the machine was awake. */
function awakeUntil(driver: Driver, isSo: () => boolean, limit = 120_000): number {
  let awake = 0;
  for (; !isSo(); awake += 500) {
    if (awake > limit) throw new Error(`Not within ${limit} ms.`);
    driver.run(500);
  }
  return awake;
}

/** Late enough that an hour before is a time as well. */
function aDriver(project: Project, programs: Record<string, Program> = {}): Driver {
  const driver = new Driver(project, programs);
  driver.world.now = 1_700_000_000_000;
  return driver;
}

const sent = (driver: Driver, signal: string) =>
  driver.decisions.some(({ actions }) =>
    actions.some((action) => action.type === "signal" && action.signal === signal),
  );

describe.each(JUMPS)("while %s", (_what, jump) => {
  test("a session that is being stopped keeps the time that it is given to end, and is killed when that is over", () => {
    const template = aTemplate({ id: "db", auto_start: true, stop_timeout_seconds: 10 });
    const driver = aDriver(aProject({ session_templates: [template] }), { db: { ...SERVER, stubborn: true } });
    driver.open().settle().run(6000);
    driver.edit((desired, { project, now }) => closeProject(desired, project, now)).run(2000);
    driver.world.jump(jump);
    const rest = awakeUntil(driver, () => sent(driver, "SIGKILL"));
    expect(rest).toBeGreaterThanOrEqual(5_000);
    expect(rest).toBeLessThanOrEqual(12_000);
    expect(driver.settle().session("db").phase.name).toBe("ended");
  });

  test("a session that is becoming ready keeps its time for that, and what depends on it starts", () => {
    const driver = waiting({ ...SERVER, ready_after: 40_000 }).run(10_000);
    driver.world.jump(jump);
    driver.settle();
    expect(driver.started()).toEqual(["db", "api"]);
  });

  test("a session that does not become ready is told to be overdue when its time is over, and what depends on it is skipped", () => {
    const driver = waiting({ ...SERVER, ready_after: null }).run(10_000);
    driver.world.jump(jump);
    const rest = awakeUntil(driver, () => driver.phase("api") === "skipped");
    expect(rest).toBeGreaterThanOrEqual(30_000);
    expect(rest).toBeLessThanOrEqual(55_000);
    expect(driver.reason("api")).toContain("was not ready within 60 s");
  });

  test("a launch that no runner has taken yet keeps its time, and is revoked when that is over", () => {
    const driver = aDriver(aProject({ session_templates: [aTemplate({ id: "db", auto_start: true })] })).open();
    driver.tick({ fate: () => "not_taken" });
    driver.run(2000);
    driver.world.jump(jump);
    const revoked = () => driver.decisions.some(({ actions }) => actions.some(({ type }) => type === "revoke_launch"));
    const rest = awakeUntil(driver, revoked);
    expect(rest).toBeGreaterThanOrEqual(8_000);
    expect(rest).toBeLessThanOrEqual(16_000);
  });

  test("a message keeps the time that it waits for its receiver", () => {
    const driver = aDriver(aProject({ session_templates: [aTemplate({ id: "db", auto_start: true })] }));
    driver.open().settle();
    const message = {
      from_session_id: null,
      to_session_id: "webapp/none",
      message_type: "data",
      payload: "x",
    } as const;
    const options = { id: "m", when: "receiver_ready", now: driver.now, expires_after: 60_000 } as const;
    driver.runtime = { ...driver.runtime, messages: enqueue([], message, options) };
    driver.run(10_000);
    driver.world.jump(jump);
    const rest = awakeUntil(driver, () => driver.runtime.messages.length === 0);
    expect(rest).toBeGreaterThanOrEqual(30_000);
    expect(rest).toBeLessThanOrEqual(55_000);
  });

  test("triggers that restart each other are still stopped by their rate limit, and slow ones go on", () => {
    const circle = (lasts: number) =>
      aDriver(
        aProject({
          session_templates: [aTemplate({ id: "lint" })],
          config: {
            startup_sequence: ["lint"],
            triggers: [{ on: { event: "ended", session: "lint" }, then: { do: "restart", session: "lint" } }],
          },
        }),
        { lint: { lasts, code: 0 } },
      ).open();
    const fast = circle(500).run(2000);
    fast.world.jump(jump);
    expect(fast.run(60_000).started()).toHaveLength(LOOP_LIMIT + 1);
    const slow = circle(20_000).run(100_000);
    slow.world.jump(jump);
    slow.run(200_000);
    expect(slow.session("lint").errors).toEqual([]);
  });

  test("a session that had come up before is told as it is when its pane is closed", () => {
    const driver = waiting(SERVER).run(5000);
    driver.world.jump(jump);
    driver.tick();
    driver.world.closeByHand(driver.session("db").iterm_session_id!);
    driver.tick();
    expect(driver.session("db").phase).toMatchObject({ name: "ended", cause: "closed" });
  });
});

function waiting(db: Program): Driver {
  const ready_when = db.ready_after === undefined ? null : ({ type: "ready_log_line", pattern: "listening" } as const);
  const project = aProject({
    session_templates: [
      aTemplate({ id: "db", auto_start: true, ready_when, ready_timeout_seconds: 60 }),
      aTemplate({ id: "api", auto_start: true }),
    ],
    config: { dependencies: [{ task_id: "api", depends_on: ["db"], condition: "ready" }] },
  });
  const driver = aDriver(project, { db }).open();
  driver.tick();
  return driver;
}

describe("a runner's journal", () => {
  test.each([5_000, HOUR, -5_000, -HOUR])(
    "is read whole although the clock was %i ms behind when its runner started, and what depends on it starts",
    (behind) => {
      const driver = aDriver(
        aProject({
          session_templates: [aTemplate({ id: "db", auto_start: true }), aTemplate({ id: "api", auto_start: true })],
          config: { dependencies: [{ task_id: "api", depends_on: ["db"], condition: "success" }] },
        }),
        { db: { lasts: 1000, code: 0 } },
      ).open();
      const shifted = (look: ReturnType<typeof driver.world.look>) => ({
        ...look,
        journals: Object.fromEntries(
          Object.entries(look.journals).map(([id, { entries }]) => [
            id,
            { entries: entries.map((entry) => ({ ...entry, at: Math.max(0, entry.at - behind) })) },
          ]),
        ),
      });
      for (let tick = 0; tick < 20; tick++, driver.world.pass(500)) driver.tick({ seen: shifted });
      expect(driver.phase("db")).toBe("ended");
      expect(driver.started()).toEqual(["db", "api"]);
    },
  );

  test("is not mistaken for a session's present launch after all that was known of it was lost", () => {
    const project = aProject({ session_templates: [aTemplate({ id: "db", auto_start: true })] });
    const driver = aDriver(project, { db: { lasts: 500, code: 7 } })
      .open()
      .settle()
      .run(2000);
    const lost = aDriver(project);
    Object.assign(lost.world.journals, driver.world.journals);
    lost.world.now = driver.world.now - HOUR;
    lost.open();
    lost.tick();
    expect(lost.settle().phase("db")).toBe("up");
  });
});
