import { Clipboard, closeMainWindow, PopToRootType, showHUD, showToast, Toast } from "@raycast/api";
import type { ManagedSession } from "../../core/model/session.ts";
import type { Fault } from "../../core/model/fault.ts";
import type { Report, VerbOptions } from "../../core/orchestrator/orchestrator.ts";
import { asFault, faultText } from "../faults/fault-text.ts";
import { faultToast, retryAction } from "../faults/fault-toast.ts";
import { focusSession } from "./focus-session.ts";
import { progressText, summarize } from "./report-text.ts";

export interface LongAction {
  /** While it goes on: "Opening webapp". */
  title: string;
  /** When it is done: "Opened webapp". */
  done: string;
  /** Asked first; false: nothing is done. May reject with a `Fault`. */
  confirm?: () => Promise<boolean>;
  run: (options: VerbOptions) => Promise<Report>;
  /** The window goes away as soon as the work has been accepted, and a HUD says how it ended. */
  leaves?: boolean;
  /** Takes a fault that has a screen of its own; true: it was taken. */
  handle?: (fault: Fault) => boolean;
  /** After every end, to show what is so now. */
  after?: () => void;
}

/**
 * One long piece of work behind one toast that is changed in place: progress and Cancel, then Success with Focus, or
 * Failure with Retry and Copy Logs. Never throws.
 */
export async function runWithProgress(verb: LongAction): Promise<void> {
  if (!(await confirmed(verb))) return;
  const stop = new AbortController();
  const toast = await showToast({
    style: Toast.Style.Animated,
    title: verb.title,
    primaryAction: { title: "Cancel", onAction: () => stop.abort() },
  });
  let left = false;
  try {
    const report = await verb.run({
      signal: stop.signal,
      onProgress: (progress) => {
        toast.message = progressText(progress);
        if (!verb.leaves || left) return;
        left = true;
        void closeMainWindow({ clearRootSearch: true, popToRootType: PopToRootType.Suspended });
      },
    });
    if (stop.signal.aborted || left) await toast.hide();
    if (stop.signal.aborted) return;
    if (left) await endInHud(reportInHud(verb, report));
    else showReport(toast, verb, report);
  } catch (error) {
    const fault = asFault(error);
    if (left || stop.signal.aborted) await toast.hide();
    if (stop.signal.aborted) return;
    if (left) await endInHud(`⚠️ ${faultText(fault)}`);
    else if (verb.handle?.(fault)) await toast.hide();
    else Object.assign(toast, faultToast(fault, { again: () => runWithProgress(verb) }));
  } finally {
    verb.after?.();
  }
}

async function confirmed(verb: LongAction): Promise<boolean> {
  try {
    return verb.confirm === undefined || (await verb.confirm());
  } catch (error) {
    const fault = asFault(error);
    if (!verb.handle?.(fault)) await showToast(faultToast(fault, { again: () => runWithProgress(verb) }));
    return false;
  }
}

function endInHud(text: string): Promise<void> {
  return showHUD(text, { clearRootSearch: true, popToRootType: PopToRootType.Immediate });
}

function reportInHud(verb: LongAction, report: Report): string {
  const { ok, title, message } = summarize(verb.done, report);
  return [`${ok ? "✅" : "⚠️"} ${title}`, message].filter(Boolean).join(" · ");
}

function showReport(toast: Toast, verb: LongAction, report: Report): void {
  const summary = summarize(verb.done, report);
  toast.style = summary.ok ? Toast.Style.Success : Toast.Style.Failure;
  toast.title = summary.title;
  toast.message = summary.message;
  const first = report.succeeded.find((session) => session.iterm_session_id !== null);
  toast.primaryAction = summary.ok ? first && focusAction(first) : retryAction(() => runWithProgress(verb));
  toast.secondaryAction = summary.ok ? undefined : copyLogsAction(report);
}

function focusAction(session: ManagedSession): Toast.ActionOptions {
  return { title: "Focus", onAction: () => focusSession(session) };
}

function copyLogsAction(report: Report): Toast.ActionOptions | undefined {
  if (report.failed.length === 0) return undefined;
  const logs = report.failed.map(({ session, why }) => `${session.name}: ${why}\n${recentOutput(session)}`);
  return { title: "Copy Logs", onAction: () => Clipboard.copy(logs.join("\n\n")) };
}

/** What a session printed last, as text. */
export function recentOutput(session: ManagedSession): string {
  const history = session.output_history.map((entry) => entry.content).join("\n");
  return history || session.last_output;
}
