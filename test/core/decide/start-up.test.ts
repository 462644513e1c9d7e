import { describe, expect, test } from "vitest";
import type { Observation } from "../../../src/core/model/observation.ts";
import { aProject, aTemplate } from "../builders/project.ts";
import { Driver } from "./driver.ts";

const project = aProject({
  session_templates: [aTemplate({ id: "server", command: "npm start" }), aTemplate({ id: "tests" })],
  config: {
    startup_sequence: ["server", "tests"],
    dependencies: [{ task_id: "tests", depends_on: ["server"], condition: "started" }],
  },
});

/** What a look finds while the server's shell reads its start-up files; `front`: the command line that has its terminal. */
const startingUp =
  (front: string) =>
  (look: Observation): Observation => {
    const entries = (look.journals["webapp/server"]?.entries ?? []).map((entry) =>
      entry.event === "started" ? { ...entry, tells_running: true } : entry,
    );
    const runner = entries.flatMap((entry) => (entry.event === "started" ? [entry.pid] : []))[0];
    const processes = look.processes?.map((row) => (row.ppid === runner ? { ...row, command: front } : row)) ?? null;
    return { ...look, processes, journals: { ...look.journals, "webapp/server": { entries } } };
  };
const OUR_SHELL = "/bin/zsh -l -i -c r_command=${ITERM_RUNNER_COMMAND-}";

function afterLooking(front: string, ms: number): Driver {
  const driver = new Driver(project).open();
  driver.tick();
  for (let passed = 0; passed < ms; passed += 1000) {
    driver.tick({ seen: startingUp(front) });
    driver.world.pass(1000);
  }
  driver.tick({ seen: startingUp(front) });
  return driver;
}

describe("a session whose shell reads its start-up files", () => {
  test("is starting, and what depends on its start waits", () => {
    const driver = afterLooking(OUR_SHELL, 3000);
    expect(driver.session("server")).toMatchObject({ status: "starting", phase: { ready_at: null } });
    expect(driver.reason("tests")).toBe("waits for 'server' to start");
  });

  test("is told within ten seconds to have been replaced, with what to do, and what depends on it does not start", () => {
    const driver = afterLooking("tmux new-session -A", 9000);
    expect(driver.session("server")).toMatchObject({ status: "failed", attention: null });
    expect(driver.session("server").evidence.detail).toMatch(
      /start-up file replaced the shell with 'tmux', so its command never ran.*ITERM_PROJECT_SESSION/,
    );
    expect(driver.started()).toEqual(["server"]);
    expect(driver.reason("tests")).toBe("'server' never came to its command");
  });

  test("is said to be slow after ten seconds, and runs once its command begins", () => {
    const driver = afterLooking(OUR_SHELL, 11_000);
    expect(driver.session("server").status).toBe("starting");
    expect(driver.session("server").evidence.detail).toContain("start-up files of its shell have not come to an end");
    driver.tick({
      seen: (look) => {
        const seen = startingUp(OUR_SHELL)(look);
        const { entries } = seen.journals["webapp/server"]!;
        const running = { event: "running" as const, at: driver.now, attempt: 1 };
        return { ...seen, journals: { ...seen.journals, "webapp/server": { entries: [...entries, running] } } };
      },
    });
    expect(driver.session("server").phase).toMatchObject({ starting_up: false, ready_at: driver.now });
    expect(driver.phase("tests")).toBe("launching");
  });
});
