import { notificationOf } from "../../decide/notifications.ts";
import type { Action, ActionResult } from "../../model/action.ts";
import { Fault } from "../../model/fault.ts";
import type { ProcessRow } from "../../model/observation.ts";
import { LONGEST_STOP_COMMAND } from "../../model/session-template.ts";
import type { Step, StepResult } from "../../model/ports.ts";
import type { ActContext } from "./act-context.ts";
import { prepareLaunch, templateOf, ttyOf } from "./prepare-launch.ts";
import { allGroups, foregroundGroup, rowsOnTty } from "../../model/process-rows.ts";

type Of<Type extends Action["type"]> = Extract<Action, { type: Type }>;

/** What iTerm2 does: all of a tick in one osascript. */
type TerminalAction = Of<"launch" | "write" | "close_pane" | "focus">;

function isForTerminal(action: Action): action is TerminalAction {
  return ["launch", "write", "close_pane", "focus"].includes(action.type);
}

function failed(action: Action, error: unknown): ActionResult {
  const fault =
    error instanceof Fault ? error : new Fault("failed", String(error), { cause: error, mayHaveHappened: true });
  return { ok: false, action, fault };
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
  const resolved = await context.resolve.template(project, { ...template, command }).catch(stopCommandUnresolved);
  const timeout_ms = Math.min(template.stop_timeout_seconds, LONGEST_STOP_COMMAND) * 1000;
  await context.ports.processes.runStopCommand({ ...resolved, shell: context.settings.default_shell, timeout_ms });
}

function stopCommandUnresolved(cause: unknown): never {
  if (!(cause instanceof Fault)) throw cause;
  throw new Fault(cause.code, `The stop command could not be run. ${cause.message}`, { ...cause, cause });
}

/** What is typed into a pane whose program has ended is dropped by iTerm2 without a word: say so instead. */
function requireListener(context: ActContext, action: Of<"write">): void {
  const tty = ttyOf(context, action.iterm_session_id);
  const rows = context.observation.processes;
  if (tty === null || rows === null || rowsOnTty(rows, tty).length > 0) return;
  throw new Fault("gone", "Nothing runs in the pane any more.", { advice: "Start the session again." });
}

/** Rejects with a `Fault` if the action cannot come to a step. */
async function stepFor(context: ActContext, action: TerminalAction, inBatch: ReadonlySet<string>): Promise<Step> {
  switch (action.type) {
    case "launch":
      return prepareLaunch(context, action, inBatch);
    case "write":
      requireListener(context, action);
      return { do: "write", target: action.iterm_session_id, text: action.text, newline: action.newline };
    case "close_pane":
      return { do: "close_pane", target: action.iterm_session_id };
    case "focus":
      return { do: "focus", target: action.iterm_session_id };
  }
}

/** Calls a launch off. Rejects if a runner has taken it already. */
async function revoke(context: ActContext, token: string): Promise<void> {
  if (await context.ports.runner.revoke(token)) return;
  throw new Fault("failed", "The session has started meanwhile.", { mayHaveHappened: true });
}

/** Nothing is told of the session that its user looks at. */
async function notify({ ports }: ActContext, { notices }: Of<"notify">): Promise<void> {
  const front = await ports.terminal.paneInFront().catch(() => null);
  const [first, ...others] = notices.filter((notice) => front === null || notice.iterm_session_id !== front);
  if (first) await ports.notifier.notify(notificationOf(first, others));
}

/** `listOnce`: the processes, listed once for all actions. */
async function carryOut(
  context: ActContext,
  action: Exclude<Action, TerminalAction>,
  listOnce: () => Promise<ProcessRow[]>,
): Promise<void> {
  const { runner } = context.ports;
  switch (action.type) {
    case "ask_runner_to_stop":
      return runner.requestStop(action.session_id);
    case "revoke_launch":
      return revoke(context, action.token);
    case "signal":
      return signal(context, action, await listOnce());
    case "notify":
      return notify(context, action);
    case "run_stop_command":
      return stopByCommand(context, action);
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
    if (isForTerminal(action)) continue;
    const done = carryOut(context, action, listOnce).then(
      () => void results.set(action, { ok: true, action }),
      (error: unknown) => void results.set(action, failed(action, error)),
    );
    if (action.type === "run_stop_command") stopping.push(done);
    else await done;
  }
  await Promise.all(stopping);
}

function resultOf(action: Action, result: StepResult | undefined): ActionResult {
  if (result?.ok) return { ok: true, action, iterm_session_id: result.session_id, no_room: result.no_room };
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
  const owners: TerminalAction[] = [];
  const inBatch = new Set<string>();
  for (const action of actions.filter(isForTerminal)) {
    try {
      const step = await stepFor(context, action, inBatch);
      steps.push(step);
      owners.push(action);
      if ("ref" in step) inBatch.add(step.ref);
    } catch (error) {
      results.set(action, failed(action, error));
    }
  }
  if (steps.length === 0) return;
  const logged = steps.some((step) => "log" in step && step.log);
  const log_profile = logged ? await context.ports.logProfile.offer() : null;
  const done = await context.ports.terminal.perform(steps, { signal: context.signal, log_profile }).then(
    (answers) => owners.map((action, index) => resultOf(action, answers[index])),
    (error: unknown) => owners.map((action) => failed(action, error)),
  );
  for (const result of done) results.set(result.action, await withoutLeftover(context, result));
}

/** A launch that certainly did not happen leaves no launch file, with its secrets, behind. */
async function withoutLeftover(context: ActContext, result: ActionResult): Promise<ActionResult> {
  const { action } = result;
  if (result.ok || result.fault.mayHaveHappened || action.type !== "launch") return result;
  const revoked = await context.ports.runner.revoke(action.token).catch(() => false);
  const { fault } = result;
  return revoked
    ? result
    : failed(action, new Fault(fault.code, fault.message, { ...fault, cause: fault, mayHaveHappened: true }));
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
