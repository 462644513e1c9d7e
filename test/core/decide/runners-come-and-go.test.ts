import { expect, test } from "vitest";
import { resumable } from "../../../src/core/decide/desired-state.ts";
import type { Observation } from "../../../src/core/model/observation.ts";
import { aProject, aTemplate } from "../builders/project.ts";
import { Driver } from "./driver.ts";

const project = aProject({ session_templates: [aTemplate({ id: "server", auto_start: true })] });
const withoutProcesses = (look: Observation): Observation => ({ ...look, processes: [] });

test("a session whose runner started only after the processes were listed is not lost", () => {
  const driver = new Driver(project).open();
  driver.tick();
  const began = driver.now;
  driver.world.pass(500);
  driver.tick({ seen: (look) => ({ ...withoutProcesses(look), at: began }) });
  expect(driver.phase("server")).toBe("up");
});

test("a session whose runner has vanished from its pane is lost", () => {
  const driver = new Driver(project).open().settle();
  driver.run(5000).tick({ seen: withoutProcesses });
  expect(driver.session("server")).toMatchObject({ phase: { name: "ended", cause: "lost" } });
});

test("what ran when the machine was restarted is lost with it, not closed by its user, and can be resumed", () => {
  const driver = new Driver(project).open().settle();
  driver.run(5000);
  driver.world.closeByHand(driver.session("server").iterm_session_id!);
  const booted_at = driver.now;
  driver.tick({ seen: (look) => ({ ...look, booted_at }) });
  expect(driver.session("server")).toMatchObject({
    phase: { name: "ended", cause: "lost" },
    evidence: { detail: "the machine has been restarted" },
  });
  expect(resumable(driver)).toHaveLength(1);
});
