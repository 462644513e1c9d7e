import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SHELLS } from "./shells.ts";
import { setUpRunner, SESSION, story, type RunnerSetup } from "./pane.ts";

let at: RunnerSetup;
beforeEach(async () => {
  at = await setUpRunner();
});
afterEach(() => at.clean());

/** A command that counts its runs in a file and then ends as `end` says. */
function counting(end: string): string {
  return `echo run >>runs.txt; ${end}`;
}
async function runs(): Promise<number> {
  const text = await readFile(join(at.project, "runs.txt"), "utf8");
  return text.trim().split("\n").length;
}
/** No waiting between runs. */
const AT_ONCE = { ITERM_RUNNER_BACKOFF_FIRST: "0", ITERM_RUNNER_BACKOFF_MAX: "0" };

test("restart waits one second after the first fast end and twice as long after each further one", async () => {
  const pane = await at.open({ command: counting("exit 1"), restart_policy: "on_failure" });
  const entries = await at.told("restarting", 2);
  expect(story(entries).slice(0, 5)).toEqual(["started 1", "exited 1", "restarting 1000", "started 2", "exited 1"]);
  expect(entries.flatMap((entry) => (entry.event === "restarting" ? [entry.delay_ms] : []))).toEqual([1000, 2000]);
  await pane.shows("starts again in 2 s");
});

test("no wait between two runs is longer than the limit", async () => {
  await at.open({ command: "exit 1", restart_policy: "always" }, { ITERM_RUNNER_BACKOFF_MAX: "1" });
  const entries = await at.told("restarting", 3);
  expect(entries.flatMap((entry) => (entry.event === "restarting" ? [entry.delay_ms] : []))).toEqual([
    1000, 1000, 1000,
  ]);
});

test("a run that stayed up long enough starts the waiting afresh and is no part of a crash loop", async () => {
  const env = { ITERM_RUNNER_STEADY_AFTER: "1", ITERM_RUNNER_CRASH_LIMIT: "2" };
  await at.open({ command: "sleep 2; exit 1", restart_policy: "always" }, env);
  const entries = await at.told("restarting", 3);
  expect(entries.flatMap((entry) => (entry.event === "restarting" ? [entry.delay_ms] : []))).toEqual([
    1000, 1000, 1000,
  ]);
  expect(story(entries)).not.toContain("gave_up crash loop");
});

test("five fast failures within a minute are a crash loop: said so, not restarted, and a shell is left", async () => {
  const pane = await at.open({ command: counting("exit 3"), restart_policy: "always" }, AT_ONCE);
  const entries = await at.told("shell");
  expect(story(entries).slice(-3)).toEqual(["exited 3", "gave_up crash loop", "shell"]);
  expect(await runs()).toBe(5);
  await pane.shows("not restarted any more");
});

test.each([
  ["no", "exit 1", [0], 1],
  ["on_failure", "exit 0", [0], 1],
  ["on_failure", "exit 42", [0, 42], 1],
  ["on_failure", "exit 42", [0], 5],
  ["always", "exit 0", [0], 5],
  ["unless_stopped", "exit 0", [0], 5],
  ["always", "kill -TERM $$", [0], 5],
] as const)("policy %s, `%s`, success codes %j: %i runs", async (restart_policy, end, success, expected) => {
  const command = `sh -c '${counting(end)}'`;
  await at.open({ command, restart_policy, success_exit_codes: [...success] }, AT_ONCE);
  await at.told("shell");
  expect(await runs()).toBe(expected);
});

test("the title is set again for each run, without control characters", async () => {
  const pane = await at.open(
    { command: "exit 1", restart_policy: "always", title: "Dev\u0007\u001b]0;evil\n 🚀" },
    AT_ONCE,
  );
  await at.told("shell");
  const titles = pane.screen.split("\u001b]0;Dev]0;evil 🚀\u0007").length - 1;
  expect(titles).toBeGreaterThanOrEqual(5);
});

test("Ctrl-C during the wait calls the restart off", async () => {
  const pane = await at.open({ command: "exit 1", restart_policy: "always" }, { ITERM_RUNNER_BACKOFF_FIRST: "30" });
  await pane.shows("starts again in 30 s");
  pane.type("\x03");
  expect(story(await at.told("shell"))).toEqual(["started 1", "exited 1", "restarting 30000", "shell"]);
});

test("a stop asked for during the wait ends the session without a shell", async () => {
  const pane = await at.open({ command: "exit 1", restart_policy: "always" }, { ITERM_RUNNER_BACKOFF_FIRST: "30" });
  await pane.shows("starts again in 30 s");
  await at.runner.requestStop(SESSION);
  expect(await pane.exited).toBe(0);
  expect(story(await at.journal())).toEqual(["started 1", "exited 1", "restarting 30000", "closed"]);
});

test("a stop asked for while it runs: no restart, no shell, and the request is used up", async () => {
  const pane = await at.open({ command: "echo up; read line; exit 1", restart_policy: "always" });
  await pane.shows("up");
  await at.runner.requestStop(SESSION);
  pane.type("go\r");
  expect(await pane.exited).toBe(0);
  expect(story(await at.journal())).toEqual(["started 1", "exited 1", "closed"]);
  await expect(stat(join(at.folder, "journals with blanks", "9e1c_2f_44ev_2520_53erver.stop"))).rejects.toThrow(
    "ENOENT",
  );
});

test("a session never ends so soon after its start that iTerm2 warns of it", async () => {
  const began = Date.now();
  const pane = await at.open({ command: "echo up; read line" }, { ITERM_RUNNER_MIN_LIFE: "3" });
  await pane.shows("up");
  await at.runner.requestStop(SESSION);
  pane.type("go\r");
  await pane.exited;
  // A lower bound that the runner promises; seconds are counted whole.
  expect(Date.now() - began).toBeGreaterThanOrEqual(2000);
});

describe("with bash as /bin/sh, as on macOS", () => {
  beforeEach(() => {
    at.sh = "/bin/bash --posix";
  });

  test.each(SHELLS)(
    "a session in $name ends by Ctrl-C, is left with a shell, and closes when that is left",
    async ({ path }) => {
      const pane = await at.open({ shell: path, command: "echo up; sleep 60; echo second", restart_policy: "always" });
      await pane.shows("up");
      await pane.runs("sleep 60");
      pane.type("\x03");
      const entries = story(await at.told("shell"));
      expect(entries).not.toContainEqual(expect.stringContaining("restarting"));
      pane.type("exit\r");
      await pane.exited;
      expect(story(await at.journal())).toEqual([...entries, "closed"]);
      expect(pane.screen).not.toContain("second");
    },
  );

  test("a crash loop is given up, and Ctrl-C during a wait calls the restart off", async () => {
    await at.open({ command: counting("exit 3"), restart_policy: "always" }, AT_ONCE);
    expect(story(await at.told("shell")).slice(-2)).toEqual(["gave_up crash loop", "shell"]);
    const env = { ITERM_RUNNER_BACKOFF_FIRST: "30" };
    const pane = await at.open({ command: "exit 1", restart_policy: "always" }, env);
    await pane.shows("starts again in 30 s");
    pane.type("\x03");
    expect(story(await at.told("shell", 2)).slice(-2)).toEqual(["restarting 30000", "shell"]);
  });
});
