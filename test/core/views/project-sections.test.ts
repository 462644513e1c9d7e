import { expect, test } from "vitest";
import type { ManagedSession } from "../../../src/core/model/session.ts";
import { isOpen } from "../../../src/views/projects/project-sections.ts";
import { aProject, aTemplate } from "../builders/project.ts";
import { Driver } from "../decide/driver.ts";

test("a project can be closed as long as something that it has started elsewhere is to be stopped, though its panes are gone", () => {
  const template = aTemplate({ id: "db", auto_start: true, stop_command: "docker compose down" });
  const project = aProject({ session_templates: [template] });
  const driver = new Driver(project, { db: { lasts: 500, code: 0 } }).open().settle().run(2000);
  driver.world.closeByHand(driver.session("db").iterm_session_id!);
  driver.run(1000);
  const live = (session: ManagedSession) => ({ ...project, active_sessions: { [session.id]: session } });
  expect(isOpen(live(driver.session("db")))).toBe(true);
  expect(isOpen(live({ ...driver.session("db"), stop_command_due: false }))).toBe(false);
});
