import { Fault } from "../../../src/core/model/fault.ts";
import { describe, expect, test } from "vitest";
import { applyResults } from "../../../src/core/decide/apply-results.ts";
import { aProject, aTemplate } from "../builders/project.ts";
import { Driver, type TickOptions } from "./driver.ts";

const one = aProject({ session_templates: [aTemplate({ id: "api", auto_start: true })] });
const launches = (driver: Driver) =>
  driver.decisions.flatMap(({ actions }) => actions.filter(({ type }) => type === "launch"));

describe("a launch", () => {
  test.each([
    ["before it asked iTerm2 for anything", { killed: "before_act" }],
    ["before it could note what came of it", { killed: "before_settle" }],
  ] as [string, TickOptions][])("a session whose launch was killed %s is started once", (_when, options) => {
    const driver = new Driver(one).open();
    driver.tick(options);
    expect(driver.settle().started()).toEqual(["api"]);
    expect(driver.world.panes).toHaveLength(1);
  });

  test.each(["unheard", "unheard_slow"] as const)(
    "a launch that iTerm2 did not answer is not repeated (%s)",
    (fate) => {
      const driver = new Driver(one).open();
      driver.tick({ fate: () => fate });
      expect(driver.settle().started()).toEqual(["api"]);
      expect(launches(driver)).toHaveLength(1);
    },
  );

  test("a launch that no runner takes is revoked, and tried again only when no runner can take it any more", () => {
    const driver = new Driver(one).open();
    driver.tick({ fate: () => "not_taken" });
    driver.settle();
    const kinds = driver.decisions.flatMap(({ actions }) => actions.map(({ type }) => type));
    expect(kinds).toEqual(["launch", "revoke_launch", "close_pane", "launch"]);
    expect(launches(driver)).toMatchObject([{ token: "webapp/api.1.1" }, { token: "webapp/api.1.2" }]);
    expect(driver.world.panes).toHaveLength(1);
  });

  test("a launch that a slow runner takes at the last moment is not started a second time", () => {
    const driver = new Driver(one).open();
    driver.tick({ fate: () => "late" });
    // Nobody ticks until just before the runner comes round: the launch is asked back, and too late.
    driver.world.pass(15_750);
    driver.tick({ killed: "before_act" });
    driver.settle();
    expect(driver.started()).toEqual(["api"]);
    expect(launches(driver)).toHaveLength(1);
  });

  test("a session whose launch comes to nothing three times has failed, with the reason", () => {
    const driver = new Driver(one).open();
    for (let tick = 0; tick < 200; tick++, driver.world.pass(500)) driver.tick({ fate: () => "not_taken" });
    expect(launches(driver)).toHaveLength(3);
    expect(driver.session("api")).toMatchObject({
      status: "failed",
      phase: { name: "ended", cause: "launch_failed" },
      evidence: { detail: "nothing started in its pane" },
    });
  });

  test("a launch that iTerm2 is not permitted to make is not tried again, and the session says why", () => {
    const driver = new Driver(one).open();
    const { actions, next } = driver.tick({ killed: "before_act" });
    const refused = { ok: false, action: actions[0]!, fault: new Fault("not_permitted", "Not allowed.") } as const;
    driver.runtime = applyResults(next, [refused], driver.now);
    driver.tick();
    expect(driver.session("api").evidence.detail).toBe("Not allowed.");
    expect(launches(driver)).toHaveLength(1);
  });
});

test("a pane for which there is no room comes up in a tab, which is said once, and what is split from it goes on", () => {
  const pane = (id: string, parent_template_id: string) =>
    aTemplate({ id, auto_start: true, layout: "pane_vertical", parent_template_id });
  const session_templates = [aTemplate({ id: "a", auto_start: true }), pane("b", "a"), pane("c", "b")];
  const driver = new Driver(aProject({ session_templates })).open();
  driver.tick({ fate: ({ template_id }) => (template_id === "b" ? "no_room" : "done") });
  driver.settle();
  const [a, b, c] = ["a", "b", "c"].map((id) => driver.session(id));
  expect(driver.world.tabs).toEqual([[a!.iterm_session_id], [b!.iterm_session_id, c!.iterm_session_id]]);
  expect(b!.phase.name).toBe("up");
  expect(b!.errors.map(({ message }) => message)).toEqual([expect.stringMatching(/no room .* opened in a tab\. Make/)]);
  expect([...a!.errors, ...c!.errors]).toEqual([]);
});
