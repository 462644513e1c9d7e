import { expect, test } from "vitest";
import { aProject, aTemplate } from "../builders/project.ts";
import { Driver } from "./driver.ts";

/** The first recipe of test/README.md: what follows from what is desired and what was seen, without a Mac. */
test("a session whose dependency failed is not started, and says why", () => {
  const project = aProject({
    session_templates: [aTemplate({ id: "build", auto_start: true }), aTemplate({ id: "server", auto_start: true })],
    config: { dependencies: [{ task_id: "server", depends_on: ["build"], condition: "success" }] },
  });

  const driver = new Driver(project, { build: { lasts: 1_000, code: 1 } }).open().run(5_000);

  expect(driver.started()).toEqual(["build"]);
  expect(driver.phase("server")).toBe("skipped");
  expect(driver.reason("server")).toContain("build");
});
