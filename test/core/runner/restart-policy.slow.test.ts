import { mkdir, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ExitStatus } from "../../../src/core/model/should-restart.ts";
import type { RestartPolicy } from "../../../src/core/model/session-template.ts";
import { runnerFileName } from "../../../src/core/model/runner-file-name.ts";
import { afterRun, NO_BACKOFF, RUNNER_TIMES, type RestartTimes } from "../builders/restart-policy.ts";
import { setUpRunner, SESSION, story, until, type RunnerSetup } from "./pane.ts";

/** One run of the command. Times in seconds of the clock that the runner is given. */
interface Run {
  lasts: number;
  ends: "by itself" | "with a stop asked for" | "after a Ctrl-C that it caught";
  /** As a shell tells it: above 128, by that signal. */
  status: number;
  by_signal: boolean;
  /** What happens in the first second of the back-off after it. */
  in_backoff: "nothing" | "a stop" | "Ctrl-C";
}

interface Case {
  sh: string;
  policy: RestartPolicy;
  success_exit_codes: number[];
  /** Null: the runner's own. */
  times: RestartTimes | null;
  runs: Run[];
}

const SIGNALS: Record<number, string> = { 129: "SIGHUP", 130: "SIGINT", 137: "SIGKILL", 143: "SIGTERM" };

/** Ends whatever the policy makes of it, so that every case is over after it. */
const LAST: Run = { lasts: 0, ends: "with a stop asked for", status: 0, by_signal: false, in_backoff: "nothing" };

const START = 1_700_000_000;

/** What the model says the journal will hold, each entry with its second. */
function predicted({ policy, success_exit_codes, times, runs }: Case): string[] {
  const entries: string[] = [];
  let now = START;
  let backoff = NO_BACKOFF;
  const note = (entry: string) => entries.push(`${now - START} s: ${entry}`);
  for (const [index, run] of [...runs, LAST].entries()) {
    note(`started ${index + 1}`);
    const began_at = now * 1000;
    now += run.lasts;
    const signal = SIGNALS[run.status] ?? null;
    const end: ExitStatus = { code: signal === null ? run.status : null, signal };
    note(signal === null ? `exited ${run.status}` : `signalled ${signal}`);
    const ended = {
      ...end,
      began_at,
      ended_at: now * 1000,
      stop_requested: run.ends === "with a stop asked for",
      interrupted: run.ends === "after a Ctrl-C that it caught",
    };
    const after = afterRun({ policy, success_exit_codes }, ended, backoff, times ?? RUNNER_TIMES);
    if (after.next === "close") note("closed");
    if (after.next === "give_up") note("gave_up crash loop");
    if (after.next === "give_up" || after.next === "leave_shell") note("shell");
    if (after.next !== "restart") return entries;
    backoff = after.backoff;
    note(`restarting ${backoff.delay_ms}`);
    if (backoff.delay_ms > 0 && run.in_backoff !== "nothing") {
      now += 1;
      note(run.in_backoff === "a stop" ? "closed" : "shell");
      return entries;
    }
    now += backoff.delay_ms / 1000;
  }
  return entries;
}

/** What the command does in one run, for sh; `$D` is a folder of the test, `$STOP` the stop request. */
function script(run: Run): string {
  const end = run.by_signal ? `kill -${run.status - 128} $$` : `exit ${run.status}`;
  return [
    `echo '${run.in_backoff}' >"$D/in-backoff"`,
    `read now <"$D/clock"; echo $((now + ${run.lasts})) >"$D/clock"`,
    ...(run.ends === "with a stop asked for" ? [`: >"$STOP"`] : []),
    ...(run.ends === "after a Ctrl-C that it caught" ? [`trap '${end}' INT; kill -INT 0`] : [end]),
  ].join("\n");
}

/** Programs that stand before the machine's own: a clock that only the command and `sleep` move. */
async function withClock(at: RunnerSetup): Promise<{ D: string; STOP: string; bin: string }> {
  const D = join(at.folder, "clock");
  const STOP = join(at.folder, "journals with blanks", `${runnerFileName(SESSION)}.stop`);
  const bin = join(D, "bin");
  await mkdir(bin, { recursive: true });
  const program = (name: string, text: string) =>
    writeFile(join(bin, name), `#!/bin/sh\nD='${D}' STOP='${STOP}'\nread now <"$D/clock"\n${text}\n`, { mode: 0o755 });
  await writeFile(join(D, "clock"), `${START}\n`);
  await writeFile(join(D, "run"), "0\n");
  await program("date", `case $1 in +%s) echo "$now" ;; *) echo "\${now}000000000" ;; esac`);
  await program(
    "sleep",
    `echo $((now + $1)) >"$D/clock"
read what <"$D/in-backoff"
case $what in "a stop") : >"$STOP" ;; Ctrl-C) kill -INT "$PPID" ;; esac`,
  );
  return { D, STOP, bin };
}

/** What the runner's journal holds at the end. */
async function observed({ sh, policy, success_exit_codes, times, runs }: Case): Promise<string[]> {
  const at = await setUpRunner();
  at.sh = sh;
  try {
    const { D, STOP, bin } = await withClock(at);
    for (const [index, run] of [...runs, LAST].entries()) await writeFile(join(D, `run-${index}`), script(run));
    await writeFile(
      join(D, "command"),
      `D='${D}' STOP='${STOP}'\nread n <"$D/run"; echo $((n + 1)) >"$D/run"\n. "$D/run-$n"\n`,
    );
    const seconds = (ms: number) => String(ms / 1000);
    const shortened = times && {
      ITERM_RUNNER_BACKOFF_FIRST: seconds(times.backoff_first),
      ITERM_RUNNER_BACKOFF_MAX: seconds(times.backoff_max),
      ITERM_RUNNER_STEADY_AFTER: seconds(times.steady_after),
      ITERM_RUNNER_CRASH_WINDOW: seconds(times.crash_window),
      ITERM_RUNNER_CRASH_LIMIT: String(times.crash_limit),
    };
    await at.open(
      { command: `sh '${D}/command'`, restart_policy: policy, success_exit_codes },
      { PATH: `${bin}:${process.env["PATH"]}`, ...shortened },
    );
    const entries = await until("the end of the case", async () => {
      const journal = await at.journal();
      return ["shell", "closed"].includes(journal.at(-1)?.event ?? "") && journal;
    });
    const told = story(entries);
    const untimed = entries.filter(({ event }) => event !== "running");
    return untimed.map(({ at }, index) => `${at / 1000 - START} s: ${told[index]}`);
  } finally {
    await at.clean();
  }
}

const aRun: fc.Arbitrary<Run> = fc
  .record({
    lasts: fc.constantFrom(0, 0, 0, 1, 2, 9, 10, 30),
    ends: fc.constantFrom(
      ...(["by itself", "by itself", "by itself", "by itself", "by itself", "by itself"] as const),
      ...(["with a stop asked for", "after a Ctrl-C that it caught"] as const),
    ),
    status: fc.constantFrom(1, 1, 1, 0, 3, 42, 129, 130, 137, 143),
    by_signal: fc.boolean(),
    in_backoff: fc.constantFrom("nothing", "nothing", "nothing", "nothing", "nothing", "a stop", "Ctrl-C"),
  })
  .map((run) => ({ ...run, by_signal: run.by_signal && run.status > 128 }));

const someTimes: fc.Arbitrary<RestartTimes> = fc.record({
  backoff_first: fc.constantFrom(0, 1_000, 2_000),
  backoff_max: fc.constantFrom(1_000, 3_000, 30_000),
  steady_after: fc.constantFrom(2_000, 10_000),
  crash_limit: fc.integer({ min: 1, max: 5 }),
  crash_window: fc.constantFrom(3_000, 20_000, 60_000),
});

const aCase: fc.Arbitrary<Case> = fc.record({
  sh: fc.constantFrom("/bin/sh", ...["/bin/bash"].filter(existsSync).map((bash) => `${bash} --posix`)),
  policy: fc.constantFrom("no", "always", "always", "on_failure", "on_failure", "unless_stopped"),
  success_exit_codes: fc.subarray([0, 3, 42, 143], { minLength: 1 }),
  times: fc.option(someTimes),
  runs: fc.array(aRun, { minLength: 1, maxLength: 6, size: "max" }),
});

test("after each run the runner does what the restart policy says, at the second that it says", async () => {
  await fc.assert(
    // Several panes at once: they wait for programs more than they compute.
    fc.asyncProperty(fc.array(aCase, { minLength: 5, maxLength: 5 }), async (cases) => {
      expect(await Promise.all(cases.map(observed))).toEqual(cases.map(predicted));
    }),
    { numRuns: Number(process.env["RESTART_RUNS"] ?? 5), endOnFailure: true },
  );
}, 120_000);
