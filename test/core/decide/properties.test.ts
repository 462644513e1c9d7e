import * as fc from "fast-check";
import { expect, test, vi } from "vitest";
import {
  closeProject,
  restartSessions,
  restartFailedSessions,
  startSession,
  stopSession,
} from "../../../src/core/decide/desired-state.ts";
import { planOf } from "../../../src/core/decide/project-plan.ts";
import type { Project } from "../../../src/core/model/project.ts";
import { aProject, aTemplate } from "../builders/project.ts";
import { Driver, type TickOptions } from "./driver.ts";
import type { Fact, Fate, Program } from "./model-world.ts";

const IDS = ["a", "b", "c", "d", "e"];

const program: fc.Arbitrary<Program> = fc.record({
  lasts: fc.option(fc.integer({ min: 0, max: 20_000 }), { nil: null }),
  code: fc.constantFrom(0, 0, 1, 3),
  stubborn: fc.boolean(),
  ready_after: fc.option(fc.integer({ min: 0, max: 8000 }), { nil: null }),
});

/** Edges go from later to earlier ids only: what cycles do is tested by itself. */
const project: fc.Arbitrary<Project> = fc
  .record({
    templates: fc.array(
      fc.record({
        layout: fc.constantFrom("tab" as const, "pane_vertical" as const),
        parent: fc.nat(),
        restart_policy: fc.constantFrom("no" as const, "no" as const, "on_failure" as const, "always" as const),
        wait_for_ready: fc.boolean(),
        ready: fc.boolean(),
        auto_start: fc.boolean(),
        needs: fc.option(
          fc.record({ on: fc.nat(), condition: fc.constantFrom("success", "any", "failure", "started", "ready") }),
          {
            nil: null,
          },
        ),
      }),
      { minLength: 1, maxLength: IDS.length },
    ),
    startup: fc.shuffledSubarray(IDS),
    shutdown: fc.shuffledSubarray(IDS),
  })
  .map(({ templates, startup, shutdown }) => {
    const known = IDS.slice(0, templates.length);
    const session_templates = templates.map(
      ({ layout, parent, ready, restart_policy, wait_for_ready, auto_start }, index) =>
        aTemplate({
          id: IDS[index]!,
          layout: index === 0 ? "tab" : layout,
          parent_template_id: index === 0 || layout === "tab" ? null : IDS[parent % index]!,
          ready_when: ready ? { type: "ready_log_line", pattern: "listening" } : null,
          ready_timeout_seconds: 5,
          stop_timeout_seconds: 3,
          restart_policy,
          wait_for_ready,
          auto_start,
        }),
    );
    const dependencies = templates.flatMap(({ needs }, index) =>
      needs && index > 0
        ? [{ task_id: IDS[index]!, depends_on: [IDS[needs.on % index]!], condition: needs.condition as "success" }]
        : [],
    );
    return aProject({
      session_templates,
      config: {
        startup_sequence: startup.filter((id) => known.includes(id)),
        shutdown_sequence: shutdown.filter((id) => known.includes(id)),
        dependencies,
      },
    });
  });

type Event =
  | {
      do: "tick" | "doubled" | "killed_before_act" | "killed_before_settle" | "failed_look" | "external" | "quit_iterm";
    }
  | { do: "pass"; ms: number }
  | { do: "fate"; fate: Fate }
  | { do: "close_by_hand" | "start" | "stop" | "restart"; which: number }
  | { do: "close" | "open" | "restart_failed" };

const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("tick" as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("pass" as const), ms: fc.integer({ min: 250, max: 12_000 }) }) },
  fc.record({
    do: fc.constantFrom(
      "doubled" as const,
      "killed_before_act" as const,
      "killed_before_settle" as const,
      "failed_look" as const,
      "external" as const,
    ),
  }),
  fc.record({
    do: fc.constant("fate" as const),
    fate: fc.constantFrom("refused" as const, "unheard" as const, "not_taken" as const, "late" as const),
  }),
  fc.record({
    do: fc.constantFrom("close_by_hand" as const, "start" as const, "stop" as const, "restart" as const),
    which: fc.nat(),
  }),
  fc.record({
    do: fc.constantFrom("close" as const, "open" as const, "restart_failed" as const, "quit_iterm" as const),
  }),
);

function live(driver: Driver, step: Event): void {
  const { world } = driver;
  const tick = (options: TickOptions = {}) => void driver.tick(options);
  const template = (which: number) => {
    const all = driver.project.session_templates;
    return all[which % all.length]!.id;
  };
  switch (step.do) {
    case "tick":
      return tick();
    case "doubled":
      tick();
      return tick();
    case "killed_before_act":
      return tick({ killed: "before_act" });
    case "killed_before_settle":
      return tick({ killed: "before_settle" });
    case "failed_look":
      return tick({ failed_look: true });
    case "fate":
      return tick({ fate: () => step.fate });
    case "pass":
      return world.pass(step.ms);
    case "external":
      return void world.openExternal();
    case "quit_iterm":
      return world.quitIterm();
    case "close_by_hand": {
      const { panes } = world;
      if (panes.length > 0) world.closeByHand(panes[step.which % panes.length]!);
      return;
    }
    case "start":
      driver.edit((desired, { runtime, project, now }) =>
        startSession({ desired, runtime }, project, template(step.which), now),
      );
      return;
    case "stop":
      driver.edit((desired, { project, now }) => stopSession(desired, project.id, template(step.which), now));
      return;
    case "restart":
      driver.edit((desired, { runtime, project, now }) =>
        restartSessions({ desired, runtime }, project, [template(step.which)], now),
      );
      return;
    case "restart_failed":
      driver.edit((desired, { runtime, project, now }) => restartFailedSessions({ desired, runtime }, project, now));
      return;
    case "close":
      driver.edit((desired, { project, now }) => closeProject(desired, project, now));
      return;
    case "open":
      driver.open();
  }
}

const story = fc.record({
  project,
  programs: fc.array(program, { minLength: IDS.length, maxLength: IDS.length }),
  steps: fc.array(event, { maxLength: 40 }),
});

function driverOf({ project: given, programs }: { project: Project; programs: Program[] }): Driver {
  return new Driver(given, Object.fromEntries(IDS.map((id, index) => [id, programs[index]!]))).open();
}

const RUNS = { numRuns: 300 };
/** ms; generous, for a machine that does other things meanwhile. */
vi.setConfig({ testTimeout: 60_000 });

test("whatever happens, nothing runs twice at any moment, and no pane is closed over something alive", () => {
  fc.assert(
    fc.property(story, (given) => {
      const driver = driverOf(given);
      for (const step of given.steps) {
        live(driver, step);
        for (const { id } of given.project.session_templates) {
          expect(driver.world.alive(`webapp/${id}`).length).toBeLessThanOrEqual(1);
        }
        expect(driver.world.facts.filter(({ what }) => what === "closed_alive")).toEqual([]);
      }
    }),
    RUNS,
  );
});

test("whatever happened, it settles, and then every session that is not there has a reason", () => {
  fc.assert(
    fc.property(story, (given) => {
      const driver = driverOf(given);
      for (const step of given.steps) live(driver, step);
      driver.settle();
      for (const { id } of given.project.session_templates) {
        const desired = driver.desired.projects["webapp"]!.sessions[id];
        const session = driver.runtime.sessions[`webapp/${id}`];
        if (desired?.want === "running" && driver.desired.projects["webapp"]!.want === "open")
          expect(session).toBeDefined();
        if (!session) continue;
        expect(["pending", "skipped", "up", "ended"]).toContain(session.phase.name);
        if (session.phase.name === "pending" || session.phase.name === "skipped") {
          expect(session.phase.reason).toMatch(/'.+'/);
          expect(session.evidence.detail).toBe(session.phase.reason);
        }
        if (session.phase.name === "up") expect(driver.world.alive(session.id)).toHaveLength(1);
      }
    }),
    RUNS,
  );
});

test("whatever happened, closing leaves nothing alive and only panes that are not ours", () => {
  fc.assert(
    fc.property(story, (given) => {
      const driver = driverOf(given);
      for (const step of given.steps) live(driver, step);
      driver.edit((desired, { project: closed, now }) => closeProject(desired, closed, now)).settle();
      for (const { id } of given.project.session_templates) expect(driver.world.alive(`webapp/${id}`)).toEqual([]);
      const ours = Object.values(driver.runtime.sessions).map(({ iterm_session_id }) => iterm_session_id);
      expect(driver.world.panes.filter((guid) => ours.includes(guid))).toEqual([]);
    }),
    RUNS,
  );
});

/** The state of a session as its facts have it, just before `at`. */
function truth(facts: Fact[], sessionId: string, until: number): { runs: boolean; ended: Fact | null; ready: boolean } {
  let runs = false;
  let ready = false;
  let ended: Fact | null = null;
  for (const fact of facts.slice(0, until)) {
    if (fact.session_id !== sessionId) continue;
    if (fact.what === "started") [runs, ready] = [true, false];
    if (fact.what === "ready") ready = true;
    if (fact.what === "ended") [runs, ended] = [false, fact];
  }
  return { runs, ended, ready };
}

test("nothing starts before its conditions truly hold", () => {
  fc.assert(
    fc.property(story, (given) => {
      const driver = driverOf(given);
      for (const step of given.steps.filter(({ do: name }) =>
        ["tick", "pass", "doubled", "failed_look"].includes(name),
      )) {
        live(driver, step);
      }
      driver.settle();
      const { facts } = driver.world;
      const plan = planOf(given.project);
      facts.forEach((fact, index) => {
        const first = facts.findIndex((other) => other.what === "started" && other.session_id === fact.session_id);
        if (fact.what !== "started" || index !== first) return;
        for (const { depends_on, condition } of plan.dependencies.get(fact.session_id.split("/")[1]!) ?? []) {
          const { runs, ended, ready } = truth(facts, `webapp/${depends_on[0]!}`, index);
          const template = plan.templates.get(depends_on[0]!)!;
          const done = !runs && ended !== null;
          // What is always restarted is over only when it was given up: a failure, whatever its code.
          const good = done && ended.code === 0 && template.restart_policy !== "always";
          const held = {
            success: good,
            failure: done && !good,
            any: done,
            started: runs || good,
            ready: (runs && (template.ready_when === null || ready)) || good,
          }[condition as "success"];
          expect(held, `${fact.session_id} on ${condition}`).toBe(true);
        }
      });
    }),
    RUNS,
  );
});

test("no order of closing breaks the order of stopping: each is asked only when those before it have ended", () => {
  fc.assert(
    fc.property(story, (given) => {
      const driver = driverOf(given);
      for (const step of given.steps.filter(({ do: name }) => ["tick", "pass", "start"].includes(name)))
        live(driver, step);
      driver.settle();
      const from = driver.world.facts.length;
      const running = given.project.session_templates
        .map(({ id }) => id)
        .filter((id) => driver.world.alive(`webapp/${id}`).length > 0);
      driver.edit((desired, { project: closed, now }) => closeProject(desired, closed, now)).settle();
      const facts = driver.world.facts.slice(from);
      const at = (what: Fact["what"], id: string) =>
        facts.findIndex((fact) => fact.what === what && fact.session_id === `webapp/${id}`);
      const { shutdown_sequence } = given.project.config;
      const plan = planOf(given.project);
      for (const later of running.filter((id) => at("asked_to_stop", id) >= 0)) {
        const before =
          shutdown_sequence.length > 0
            ? shutdown_sequence
                .toReversed()
                .slice(0, shutdown_sequence.includes(later) ? shutdown_sequence.toReversed().indexOf(later) : undefined)
            : (plan.neededBy.get(later) ?? []).map(([needing]) => needing);
        for (const earlier of before.filter((id) => running.includes(id))) {
          expect(at("ended", earlier), `${earlier} before ${later}`).toBeLessThan(at("asked_to_stop", later));
        }
      }
    }),
    RUNS,
  );
});

test("what is published is published once, however ticks are doubled or cut short", () => {
  fc.assert(
    fc.property(story, (given) => {
      const driver = driverOf(given);
      for (const step of given.steps) live(driver, step);
      driver.settle();
      const ids = driver.decisions.flatMap(({ events }) => events.map(({ id }) => id));
      expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    }),
    RUNS,
  );
});
