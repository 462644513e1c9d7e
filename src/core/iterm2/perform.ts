import * as z from "zod/mini";
import { appleEventFault } from "./faults.ts";
import { Fault } from "../model/fault.ts";
import { jxaScript } from "./jxa-script.ts";
import type { OsaScript } from "./osascript.ts";
import type { Step, StepResult, Terminal } from "../model/ports.ts";
import { performScript, type PerformRequest, type StepOutcome } from "./perform-script.ts";
import { readAnswer } from "./script-answer.ts";
import { SHELLS } from "../model/shells.ts";
import { terminalMap } from "./terminal-map.ts";

const Outcome: z.ZodMiniType<StepOutcome> = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), session_id: z.string(), no_room: z.optional(z.boolean()) }),
  z.object({ ok: z.literal(false), number: z.number(), skipped: z.boolean() }),
]);

const Answer = z.object({ state: z.literal("done"), results: z.array(Outcome) });

const Progress = z.object({ step: z.number(), result: Outcome });

/** Apple event timed out: the step may have been done. */
const TIMED_OUT = -1712;

/** How long iTerm2 may take to answer after it was launched, ms: a cold start with many restored windows. */
const LAUNCH_MS = 20_000;

const UNREADABLE = {
  mayHaveHappened: true,
  advice: "Look at iTerm2 before trying again: what was asked may have been done.",
};

/**
 * How long all steps may take, ms. Making the first session may bring up macOS's consent sheet, which goes away with the
 * event that waits for it: minutes. Closing may bring up a sheet of iTerm2 that nobody answers: that must not last.
 */
function timeFor(steps: Step[]): number {
  const closes = steps.some((step) => step.do === "close_pane");
  return (closes ? 20_000 : 180_000) + 2_000 * steps.length;
}

/** What a script told before it was killed; the step it was at may have been done, later ones were not. */
function outcomesFromProgress(stderr: string, steps: readonly Step[]): StepOutcome[] {
  const told = stderr.split("\n").flatMap((line) => {
    try {
      const progress = Progress.safeParse(JSON.parse(line));
      return progress.success ? [progress.data] : [];
    } catch {
      return [];
    }
  });
  const known = new Map(told.map(({ step, result }) => [step, result]));
  return steps.map((_, index) => known.get(index) ?? { ok: false, number: TIMED_OUT, skipped: index > known.size });
}

function resultOf(outcome: StepOutcome): StepResult {
  return outcome.ok ? outcome : { ok: false, fault: appleEventFault(outcome.number, outcome) };
}

/**
 * All steps in one osascript. Rejects with a `Fault` only, and only if nothing is known of any step; of a script that
 * was killed, it is known how far it may have come.
 */
export function createPerform(osascript: OsaScript, { launch_ms } = { launch_ms: LAUNCH_MS }): Terminal["perform"] {
  const script = jxaScript(performScript, { terminalMap });
  return async (steps, { signal, log_profile = null }) => {
    if (steps.length === 0) return [];
    const request: PerformRequest = { steps, launch_ms, shells: SHELLS, log_profile };
    let stdout: string;
    try {
      stdout = await osascript(script, JSON.stringify(request), { timeout_ms: timeFor(steps), signal });
    } catch (error) {
      if (!(error instanceof Fault) || !error.mayHaveHappened || error.raw === undefined) throw error;
      return outcomesFromProgress(error.raw, steps).map(resultOf);
    }
    return readAnswer(Answer, stdout, UNREADABLE).results.map(resultOf);
  };
}
