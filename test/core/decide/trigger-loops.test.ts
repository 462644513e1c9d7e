import { expect, test } from "vitest";
import { LOOP_LIMIT } from "../../../src/core/decide/trigger-rate-limit.ts";
import { aProject, aTemplate } from "../builders/project.ts";
import { Driver } from "./driver.ts";
import { shown } from "./shown.ts";

const onEnd = (session: string, other: string) => ({
  on: { event: "ended" as const, session },
  then: { do: "restart" as const, session: other },
});

const project = (...triggers: ReturnType<typeof onEnd>[]) =>
  aProject({
    session_templates: ["lint", "build", "deploy"].map((id) => aTemplate({ id, command: `npm run ${id}` })),
    config: { startup_sequence: ["lint"], triggers },
  });
const lasting = (lasts: number) => {
  const program = { lasts, code: 0 };
  return { lint: program, build: program, deploy: program };
};
const notified = (driver: Driver) =>
  driver.decisions.flatMap(({ actions }) => actions.flatMap((a) => (a.type === "notify" ? shown(a.notices) : [])));

test("triggers that restart each other without a pause are stopped by a rate limit, and the session says why, once", () => {
  const driver = new Driver(project(onEnd("lint", "build"), onEnd("build", "lint")), lasting(500)).open().run(60_000);
  driver.settle();
  expect(driver.started().length).toBeLessThanOrEqual(2 * LOOP_LIMIT + 1);
  const errors = ["lint", "build"].flatMap((id) => driver.session(id).errors.map(({ message }) => message));
  expect(errors).toEqual(["not started again: triggers go in a circle (lint → build → lint), 5 times within a minute"]);
  expect(notified(driver).filter(({ body }) => body.includes("circle"))).toHaveLength(1);
});

test("a trigger that restarts its own session has the same rate limit", () => {
  const driver = new Driver(project(onEnd("lint", "lint")), lasting(500)).open().run(60_000);
  driver.settle();
  expect(driver.started()).toHaveLength(LOOP_LIMIT + 1);
  expect(driver.session("lint").errors[0]?.message).toContain("(lint → lint)");
});

test("triggers that restart each other slowly go on as a job to be repeated", () => {
  const driver = new Driver(project(onEnd("lint", "lint")), lasting(20_000)).open().run(300_000);
  expect(driver.started().length).toBeGreaterThan(2 * LOOP_LIMIT);
  expect(driver.session("lint").errors).toEqual([]);
});

test("triggers that do not lead back to their own session have no rate limit", () => {
  const driver = new Driver(project(onEnd("lint", "build"), onEnd("build", "deploy")), lasting(500)).open().settle();
  expect(driver.run(5000).started()).toEqual(["lint", "build", "deploy"]);
});
