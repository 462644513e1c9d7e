import type { Action, ActionResult } from "../../model/action.ts";
import { Fault } from "../../model/fault.ts";
import type { ProcessRow } from "../../model/observation.ts";
import type { Step, StepResult } from "../../model/ports.ts";
import type { ActContext } from "./act-context.ts";
import { prepareLaunch, templateOf, ttyOf } from "./prepare-launch.ts";
import { allGroups, foregroundGroup, rowsOnTty } from "../../model/process-rows.ts";

export type { ActContext } from "./act-context.ts";

type Of<Type extends Action["type"]> = Extract<Action, { type: Type }>;
type Failure = Extract<ActionResult, { ok: false }>;

function failed(action: Action, error: unknown): Failure {
  if (error instanceof Fault) {
    const { code, message, mayHaveHappened } = error;
    return { ok: false, action, code, message, mayHaveHappened };
  }
  return { ok: false, action, code: "failed", message: String(error), mayHaveHappened: true };
}

async function attempt(action: Action, work: () => Promise<unknown>): Promise<ActionResult> {
  try {
    await work();
    return { ok: true, action };
  } catch (error) {
    return failed(action, error);
  }
}

async function signal(context: ActContext, action: Of<"signal">, rows: ProcessRow[]): Promise<void> {
  const { processes } = context.ports;
  const own = rows.find(({ pid }) => pid === process.pid)?.pgid ?? process.pid;
  const onTty = {
    foreground: () => [foregroundGroup(rows, action.tty) ?? own],
    everyone: () => allGroups(rows, action.tty, own),
    groups: () => [],
  }[action.whom]();
  const groups = new Set([...onTty, ...(action.groups ?? [])]);
  for (const group of groups) if (group !== own) await processes.signalGroup(group, action.signal);
}

async function stopByCommand(context: ActContext, action: Of<"run_stop_command">): Promise<void> {
  const { project, template } = templateOf(context, action);
  const command = template.stop_command ?? "";
  const resolved = await context.resolve.template(project, { ...template, command });
  const timeout_ms = template.stop_timeout_seconds * 1000;
  await context.ports.processes.runStopCommand({ ...resolved, shell: context.settings.default_shell, timeout_ms });
}

/** What is typed into a pane whose program has ended is dropped by iTerm2 without a word: say so instead. */
function requireListener(context: ActContext, action: Of<"write">): void {
  const tty = ttyOf(context, action.iterm_session_id);
  const rows = context.observation.processes;
  if (tty === null || rows === null || rowsOnTty(rows, tty).length > 0) return;
  throw new Fault("gone", "Nothing runs in the pane any more.", { advice: "Start the session again." });
}

/** The iTerm2 step of an action; null: it is none of iTerm2's. Rejects with a `Fault` if it cannot come to a step. */
async function stepFor(context: ActContext, action: Action, inBatch: ReadonlySet<string>): Promise<Step | null> {
  switch (action.type) {
    case "launch":
      return prepareLaunch(context, action, inBatch);
    case "write":
      requireListener(context, action);
      return { do: "write", target: action.iterm_session_id, text: action.text, newline: action.newline };
    case "close_pane":
      return { do: "close_pane", target: action.iterm_session_id };
    case "focus":
      return { do: "focus", target: action.iterm_session_id, activate: action.activate };
    case "signal":
    case "ask_runner_to_stop":
    case "run_stop_command":
    case "revoke_launch":
    case "notify":
      return null;
  }
}

/** Calls a launch off. Rejects if a runner has taken it already. */
async function revoke(context: ActContext, token: string): Promise<void> {
  if (await context.ports.runner.revoke(token)) return;
  throw new Fault("failed", "The session has started meanwhile.", { mayHaveHappened: true });
}

/** What an action takes that is none of iTerm2's; null: it is iTerm2's. */
function workOutside(
  context: ActContext,
  action: Action,
  listOnce: () => Promise<ProcessRow[]>,
): (() => Promise<unknown>) | null {
  const { runner, notifier } = context.ports;
  switch (action.type) {
    case "ask_runner_to_stop":
      return () => runner.requestStop(action.session_id);
    case "revoke_launch":
      return () => revoke(context, action.token);
    case "signal":
      return async () => signal(context, action, await listOnce());
    case "notify":
      return () => notifier.notify(action.notification);
    case "run_stop_command":
      return () => stopByCommand(context, action);
    case "launch":
    case "write":
    case "close_pane":
    case "focus":
      return null;
  }
}

/**
 * Everything that is not iTerm2's, in order: a stop request is there before the signal that it explains. Stop commands
 * take their time side by side.
 */
async function actOutside(context: ActContext, actions: Action[], results: Map<Action, ActionResult>): Promise<void> {
  let rows: Promise<ProcessRow[]> | undefined;
  const listOnce = () => (rows ??= context.ports.processes.list());
  const stopping: Promise<void>[] = [];
  for (const action of actions) {
    const work = workOutside(context, action, listOnce);
    if (work === null) continue;
    const done = attempt(action, work).then((result) => void results.set(action, result));
    if (action.type === "run_stop_command") stopping.push(done);
    else await done;
  }
  await Promise.all(stopping);
}

function resultOf(action: Action, result: StepResult | undefined): ActionResult {
  if (result?.ok) return { ok: true, action, iterm_session_id: result.session_id };
  return failed(action, result?.fault ?? notAttempted());
}

const notAttempted = () => new Fault("failed", "It was not attempted.");

/** All iTerm2 work of the batch in one osascript. */
async function actInTerminal(
  context: ActContext,
  actions: Action[],
  results: Map<Action, ActionResult>,
): Promise<void> {
  const steps: Step[] = [];
  const owners: Action[] = [];
  const inBatch = new Set<string>();
  for (const action of actions) {
    try {
      const step = await stepFor(context, action, inBatch);
      if (step === null) continue;
      steps.push(step);
      owners.push(action);
      if ("ref" in step) inBatch.add(step.ref);
    } catch (error) {
      results.set(action, failed(action, error));
    }
  }
  if (steps.length === 0) return;
  let done: ActionResult[];
  try {
    const answers = await context.ports.terminal.perform(steps, { signal: context.signal });
    done = owners.map((action, index) => resultOf(action, answers[index]));
  } catch (error) {
    done = owners.map((action) => failed(action, error));
  }
  for (const result of done) {
    results.set(result.action, await withoutLeftover(context, result));
  }
}

/** A launch that certainly did not happen leaves no launch file, with its secrets, behind. */
async function withoutLeftover(context: ActContext, result: ActionResult): Promise<ActionResult> {
  const { action } = result;
  if (result.ok || result.mayHaveHappened || action.type !== "launch") return result;
  const revoked = await context.ports.runner.revoke(action.token).catch(() => false);
  return revoked ? result : { ...result, mayHaveHappened: true };
}

/**
 * Carries the actions out and says what became of each, in their order. Never rejects. What is not iTerm2's (stop
 * requests, signals, stop commands, notifications) comes first, then all iTerm2 work in one osascript.
 */
export async function act(actions: Action[], context: ActContext): Promise<ActionResult[]> {
  const results = new Map<Action, ActionResult>();
  await actOutside(context, actions, results);
  await actInTerminal(context, actions, results);
  return actions.map((action) => results.get(action) ?? failed(action, notAttempted()));
}
