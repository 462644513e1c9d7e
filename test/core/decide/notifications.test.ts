import { describe, expect, test } from "vitest";
import { decide } from "../../../src/core/decide/decide.ts";
import { isQuiet } from "../../../src/core/decide/notifications.ts";
import { shown } from "./shown.ts";
import { Settings } from "../../../src/core/model/settings.ts";
import type { Observation } from "../../../src/core/model/observation.ts";
import { claudeBox } from "../agents/screens/screen-case.ts";
import { aSeenOutput } from "../builders/observation.ts";
import { aProject, aTemplate } from "../builders/project.ts";
import { Driver } from "./driver.ts";
import type { Program } from "./model-world.ts";

const fails: Program = { lasts: 2000, code: 1 };
const ids = ["a", "b"];

function told(
  config: NonNullable<Parameters<typeof aProject>[0]>["config"],
  programs: Record<string, Program>,
  template = {},
) {
  const session_templates = ids.map((id) => aTemplate({ id, auto_start: true, ...template }));
  const driver = new Driver(aProject({ session_templates, config }), programs).open().run(60_000);
  return driver.decisions
    .flatMap(({ actions }) => actions)
    .flatMap((action) => (action.type === "notify" ? shown(action.notices) : []));
}

const dialog = (command: string) =>
  `${"─".repeat(72)}\n Bash command\n\n   ${command}\n\n Do you want to proceed?\n ❯ 1. Yes\n   2. No\n\n Esc to cancel`;

/** A project of running agents. */
function agents(...names: string[]): Driver {
  const session_templates = names.map((id) => aTemplate({ id, auto_start: true, agent: "claude", command: "claude" }));
  return new Driver(aProject({ session_templates })).open().settle();
}

/** What is seen when these sessions show these screens. */
const showing = (driver: Driver, screens: Record<string, string>) => (look: Observation) => ({
  ...look,
  output: Object.fromEntries(
    Object.entries(screens).map(([id, screen]) => [
      driver.session(id).id,
      aSeenOutput({ tail: screen.split("\n"), reading: { ...aSeenOutput().reading, read_at: driver.now } }),
    ]),
  ),
});

const notices = (driver: Driver) =>
  driver.decisions.flatMap(({ actions }) => actions.flatMap((a) => (a.type === "notify" ? shown(a.notices) : [])));

describe("a notification", () => {
  test("a failure is notified once, with how the session ended", () => {
    expect(told({}, { a: fails })).toMatchObject([
      { title: "webapp", subtitle: "a failed", body: "ended with code 1" },
    ]);
  });

  test("several failures at once are one notification", () => {
    expect(told({}, { a: fails, b: fails })).toMatchObject([{ subtitle: "2 sessions failed", body: "a, b" }]);
  });

  test("different events at once are one notification, with what needs the user first", () => {
    const project = aProject({
      session_templates: [
        aTemplate({ id: "a", auto_start: true }),
        aTemplate({ id: "plan", auto_start: true, agent: "claude", command: "claude" }),
      ],
    });
    const driver = new Driver(project, { a: { lasts: 6000, code: 1 } }).open().settle();
    const waits = (look: ReturnType<typeof driver.world.look>) => ({
      ...look,
      agents: [{ agent: "claude" as const, pid: driver.session("plan").runner_pid!, state: "waiting" as const, at: 0 }],
    });
    driver.world.pass(7000);
    driver.tick({ seen: waits });
    expect(notices(driver)).toEqual([
      { title: "webapp", subtitle: "1 waiting for you, 1 failed", body: "plan (waiting for you); a (failed)" },
    ]);
  });

  test("a crash loop is notified once, when it is given up, not at each crash", () => {
    expect(told({}, { a: { lasts: 500, code: 1 } }, { restart_policy: "always" })).toMatchObject([
      { subtitle: "a failed", body: "kept crashing and was given up: crash loop" },
    ]);
  });

  test("a success is notified only if it took long", () => {
    expect(told({}, { a: { lasts: 5000, code: 0 } })).toEqual([]);
    expect(told({}, { a: { lasts: 31_000, code: 0 } })).toMatchObject([{ subtitle: "a succeeded" }]);
  });

  test("that an agent waits is notified once", () => {
    const project = aProject({
      session_templates: [aTemplate({ id: "a", auto_start: true, agent: "claude", command: "claude" })],
    });
    const driver = new Driver(project).open().settle();
    const waiting = (look: ReturnType<typeof driver.world.look>) => ({
      ...look,
      agents: [
        { agent: "claude" as const, pid: driver.session("a").runner_pid!, state: "waiting" as const, at: driver.now },
      ],
    });
    driver.tick({ seen: waiting });
    expect(notices(driver)).toMatchObject([{ subtitle: "a is waiting for you" }]);
    expect(driver.session("a").status).toBe("waiting");
    driver.world.pass(4000);
    expect(driver.tick({ seen: waiting }).actions).toEqual([]);
    expect(driver.session("a").waited_ms).toBeGreaterThan(3999);
  });

  test("a question that an agent has told before its screen shows it is notified once", () => {
    const driver = agents("a");
    const question = { kind: "permission" as const, asks: "Run this command?", subject: "rm -rf build", choices: [] };
    const told = (screen: string) => (look: Observation) => ({
      ...showing(driver, { a: screen })(look),
      agents: [
        { agent: "claude" as const, pid: driver.session("a").runner_pid!, state: "waiting" as const, at: 0, question },
      ],
    });
    driver.tick({ seen: told("") });
    driver.tick({ seen: told(dialog("rm -rf build")) });
    expect(notices(driver)).toEqual([{ title: "webapp", subtitle: "a asks", body: "Run this command? rm -rf build" }]);
  });

  test("a session that waits is told with what it asks and what that is about", () => {
    const driver = agents("a");
    driver.tick({ seen: showing(driver, { a: dialog("rm -rf build") }) });
    expect(notices(driver)).toEqual([
      { title: "webapp", subtitle: "a asks", body: "Do you want to proceed? rm -rf build" },
    ]);
  });

  test("a long command is shortened in a notification, and the question is not", () => {
    const driver = agents("a");
    driver.tick({ seen: showing(driver, { a: dialog(`node run.js ${"--flag ".repeat(100)}`) }) });
    expect(notices(driver)[0]?.body).toMatch(/^Do you want to proceed\? node run\.js (?:--flag )+.*…$/u);
    expect(notices(driver)[0]?.body.length).toBeLessThanOrEqual(240);
  });

  test("a question is told once, and another one that follows it at once is told as well", () => {
    const driver = agents("a");
    for (const command of ["rm -rf build", "rm -rf build", "npm publish"]) {
      driver.world.pass(4000);
      driver.tick({ seen: showing(driver, { a: dialog(command) }) });
    }
    expect(notices(driver).map(({ body }) => body)).toEqual([
      "Do you want to proceed? rm -rf build",
      "Do you want to proceed? npm publish",
    ]);
  });

  test("two sessions that ask at once are told with what each asks", () => {
    const driver = agents("a", "b");
    driver.tick({ seen: showing(driver, { a: dialog("ls"), b: "Overwrite? [y/N] " }) });
    expect(notices(driver)).toMatchObject([
      { subtitle: "2 sessions are waiting for you", body: "a: Do you want to proceed? ls\nb: Overwrite?" },
    ]);
  });

  test("an agent that cannot go on is told with the text of its error", () => {
    const driver = agents("a");
    const screen = `❯ go on\n\n● API Error: 529 Overloaded. Try again.\n\n${claudeBox()}`;
    const agent = { agent: "claude" as const, pid: driver.session("a").runner_pid!, at: driver.now };
    driver.tick({
      seen: (look) => ({ ...showing(driver, { a: screen })(look), agents: [{ ...agent, state: "waiting" as const }] }),
    });
    expect(notices(driver)).toMatchObject([
      { subtitle: "a cannot go on", body: "API Error: 529 Overloaded. Try again." },
    ]);
  });

  test("nothing is notified of a project or session that has notifications off, and a session's own setting counts more", () => {
    expect(told({ notify: false }, { a: fails })).toEqual([]);
    expect(told({}, { a: fails }, { notify: false })).toEqual([]);
    expect(told({ notify: false }, { a: fails }, { notify: true })).toHaveLength(1);
  });

  test("nothing is notified in quiet hours, over midnight too", () => {
    expect([isQuiet("22:00-07:30", 23 * 60), isQuiet("22:00-07:30", 60), isQuiet("22:00-07:30", 450)]).toEqual([
      true,
      true,
      false,
    ]);
    expect([isQuiet("12:00-13:00", 720), isQuiet("12:00-13:00", 780), isQuiet("", 0), isQuiet("noon", 720)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});

test("a tick goes through the processes as often for two hundred sessions as for twenty", () => {
  const cost = (count: number) => {
    const session_templates = Array.from({ length: count }, (_, index) =>
      aTemplate({
        id: `t${index}`,
        auto_start: true,
        layout: index % 3 ? "pane_vertical" : "tab",
        parent_template_id: index % 3 ? `t${index - (index % 3)}` : null,
      }),
    );
    const dependencies = session_templates
      .slice(1)
      .map(({ id }, index) => ({ task_id: id, depends_on: [`t${index}`], condition: "started" as const }));
    const driver = new Driver(aProject({ session_templates, config: { dependencies } })).open();
    for (let tick = 0; tick < count + 2; tick++) driver.tick();
    const observation = driver.world.look();
    let reads = 0;
    const counting = new Proxy(observation.processes!, {
      get(target, key, receiver) {
        reads += 1;
        return Reflect.get(target, key, receiver);
      },
    });
    decide({
      desired: driver.desired,
      projects: driver.projects,
      settings: Settings.parse({}),
      previous: driver.runtime,
      observation: { ...observation, processes: counting },
      now: driver.now,
      minute_of_day: 0,
    });
    return reads / count;
  };
  expect(cost(200)).toBeLessThan(cost(20) * 1.5);
});
