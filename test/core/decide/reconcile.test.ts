import { describe, expect, test } from "vitest";
import { resumable, restartSessions, resumeSessions } from "../../../src/core/decide/desired-state.ts";
import type { SeenTerminal } from "../../../src/core/model/observation.ts";
import { NOTHING_KNOWN } from "../../../src/core/model/runtime.ts";
import { aProject, aTemplate } from "../builders/project.ts";
import { Driver } from "./driver.ts";
import { SERVER } from "./model-world.ts";

const webapp = aProject({
  session_templates: [
    aTemplate({ id: "server" }),
    aTemplate({ id: "tests", layout: "pane_vertical", parent_template_id: "server" }),
  ],
  config: { startup_sequence: ["server", "tests"] },
});
const opened = (programs = {}) => new Driver(webapp, programs).open().settle();
const guidOf = (driver: Driver, id: string) => driver.session(id).iterm_session_id!;
/** What iTerm2 shows, with every pane of this title. */
const titled = (terminal: SeenTerminal, name: string): SeenTerminal =>
  terminal.state !== "running"
    ? terminal
    : {
        ...terminal,
        windows: terminal.windows.map((window) => ({
          ...window,
          tabs: window.tabs.map((tab) => ({ ...tab, sessions: tab.sessions.map((pane) => ({ ...pane, name })) })),
        })),
      };
const eventsOf = (driver: Driver) => driver.decisions.flatMap(({ events }) => events);

describe("after anything that happens between two ticks", () => {
  test("a pane closed by hand is seen as closed at the next tick, and takes no other session with it", () => {
    const driver = opened();
    driver.world.closeByHand(guidOf(driver, "tests"));
    driver.tick();
    expect(driver.session("tests")).toMatchObject({ status: "exited", phase: { name: "ended", cause: "closed" } });
    expect(driver.phase("server")).toBe("up");
    expect(driver.settle().started()).toEqual(["server", "tests"]);
  });

  test("a session stays up while iTerm2 does not answer", () => {
    const driver = opened();
    driver.tick({ failed_look: true });
    expect(driver.phase("server")).toBe("up");
    expect(driver.runtime.connection).toBe("unknown");
    expect(driver.runtime.windows).toHaveLength(1);
  });

  test("a session that waits for its user still does while iTerm2 does not answer", () => {
    const project = aProject({
      session_templates: [aTemplate({ agent: "codex", command: "codex", auto_start: true })],
    });
    const driver = new Driver(project).open().settle();
    driver.run(5000);
    driver.tick({
      seen: ({ terminal, ...look }) => ({ ...look, terminal: titled(terminal, "✋ Action Required") }),
    });
    const before = driver.session("server");
    expect(before).toMatchObject({ status: "waiting", attention: "waiting" });
    const { actions } = driver.tick({ failed_look: true });
    expect(actions).toEqual([]);
    expect(driver.session("server")).toMatchObject({
      status: "waiting",
      status_since: before.status_since,
      evidence: before.evidence,
    });
  });

  test("a session stays up while its window cannot be read", () => {
    const driver = opened();
    driver.run(5000);
    const unreadable = [{ id: 1, tabs: [], readable: false }];
    driver.tick({
      seen: (look) => ({ ...look, terminal: { state: "running", windows: unreadable } }),
    });
    expect(driver.phase("server")).toBe("up");
    expect(driver.runtime.windows[0]?.tabs).toHaveLength(1);
  });

  test("the exit code is exact, whether or not anything was watching", () => {
    const driver = opened({ server: { lasts: 5000, code: 42 } });
    driver.world.pass(60_000);
    driver.tick();
    expect(driver.session("server")).toMatchObject({
      status: "exited",
      exit_code: 42,
      phase: { name: "ended", cause: "exited", pane_open: true },
      evidence: { source: "runner", rule: "exited", detail: "ended with code 42" },
    });
    const ended = driver.world.facts.find(({ what }) => what === "ended")!;
    expect(driver.session("server").ended_at).toBe(new Date(ended.at).toISOString());
  });

  test("each run that came and went between two ticks has its end in the events", () => {
    const project = aProject({
      session_templates: [aTemplate({ id: "w", auto_start: true, restart_policy: "always" })],
    });
    const driver = new Driver(project, { w: { lasts: 2000, code: 7 } }).open();
    driver.tick();
    driver.world.pass(20_000);
    driver.settle();
    const ends = eventsOf(driver).filter(({ type }) => type === "session_ended");
    expect(ends.length).toBe(driver.world.facts.filter(({ what }) => what === "ended").length);
    expect(ends.every((event) => event.type === "session_ended" && event.data.exit_code === 7)).toBe(true);
  });

  test("a session between two runs is starting, and says how the last one ended", () => {
    const project = aProject({
      session_templates: [aTemplate({ id: "w", auto_start: true, restart_policy: "always" })],
    });
    const driver = new Driver(project, { w: { lasts: 2000, code: 7 } }).open();
    driver.tick();
    driver.world.pass(2250);
    driver.tick();
    expect(driver.session("w")).toMatchObject({
      status: "starting",
      phase: { name: "up", restarting: true },
      evidence: { rule: "restarting", detail: "ended with code 7" },
    });
  });

  test("when what was stored is lost, a session that still runs is found by its journal and not started a second time", () => {
    const driver = opened();
    driver.runtime = NOTHING_KNOWN;
    driver.settle();
    expect(driver.started()).toEqual(["server", "tests"]);
    expect(driver.session("server")).toMatchObject({ phase: { name: "up" }, iterm_session_id: driver.world.panes[0] });
  });

  test("when iTerm2 has quit its sessions are lost, and resuming brings back exactly those that should run", () => {
    const driver = opened();
    driver.world.quitIterm();
    driver.settle();
    expect(driver.session("server").phase).toMatchObject({ name: "ended", cause: "lost" });
    expect(resumable(driver).map(({ name }) => name)).toEqual(["server", "tests"]);
    driver.edit((desired, { runtime, projects, now }) => resumeSessions({ desired, runtime }, projects, now)).settle();
    expect(driver.started()).toEqual(["server", "tests", "server", "tests"]);
    expect(resumable(driver)).toEqual([]);
  });

  test("a restored session (same GUID, new shell, no runner) is lost, not running; resuming uses its pane again", () => {
    const driver = opened();
    driver.run(5000);
    const guid = guidOf(driver, "server");
    const restored = (look: ReturnType<typeof driver.world.look>) => ({
      ...look,
      processes: look.processes!.map((row) =>
        row.tty === "ttys1" ? { ...row, pid: row.pid + 777, pgid: row.tpgid, command: "-zsh" } : row,
      ),
    });
    driver.tick({ seen: restored });
    expect(driver.session("server").phase).toMatchObject({ name: "ended", cause: "lost", pane_open: true });
    driver.edit((desired, { runtime, projects, now }) => resumeSessions({ desired, runtime }, projects, now));
    expect(driver.tick({ seen: restored }).actions[0]).toMatchObject({
      type: "launch",
      placement: { kind: "reuse", iterm_session_id: guid },
    });
  });

  test("a session dragged to another window stays what it is, and its tab keeps its id", () => {
    const driver = opened();
    driver.tick();
    const before = driver.runtime.windows.flatMap(({ tabs }) => tabs.map(({ tab_id }) => tab_id));
    driver.tick({
      seen: (look) => {
        if (look.terminal.state !== "running") return look;
        return {
          ...look,
          terminal: { ...look.terminal, windows: look.terminal.windows.map((w) => ({ ...w, id: 77 })) },
        };
      },
    });
    expect(driver.phase("server")).toBe("up");
    expect(driver.runtime.windows).toMatchObject([{ window_id: 77, managed_tab_ids: before }]);
  });

  test("Ctrl-C in a session is neither a failure nor a reason to restart failed ones", () => {
    const driver = opened({ server: SERVER });
    const { tty } = driver.session("server");
    driver.world.act([
      { type: "signal", session_id: "webapp/server", tty: tty!, signal: "SIGINT", whom: "foreground" },
    ]);
    const { actions } = driver.tick();
    expect(driver.session("server")).toMatchObject({ exit_signal: "SIGINT", phase: { cause: "signalled" } });
    expect(actions).toEqual([]);
  });

  test("a journal of an earlier launch is never mistaken for the present one", () => {
    const driver = opened();
    driver.world.closeByHand(guidOf(driver, "server"));
    driver.settle().open();
    driver.tick({ fate: () => "not_taken" });
    driver.run(2000);
    expect(driver.phase("server")).toBe("launching");
  });
});

test.each([
  { code: 0, good: [0], well: true },
  { code: 3, good: [0, 3], well: true },
  { code: 3, good: [0], well: false },
])("a session that exits with $code, where $good mean success, has ended well: $well", ({ code, good, well }) => {
  const project = aProject({ session_templates: [aTemplate({ success_exit_codes: good, auto_start: true })] });
  const driver = new Driver(project, { server: { lasts: 1000, code } }).open().run(5000);
  expect(driver.session("server")).toMatchObject({ status: "exited", exit_code: code, ended_well: well });
  driver.edit((desired, { runtime, now }) => restartSessions({ desired, runtime }, project, ["server"], now)).tick();
  expect(driver.session("server").ended_well).toBeNull();
});
