import { Clipboard, closeMainWindow, PopToRootType, showHUD, showToast, Toast } from "@raycast/api";
import type { ManagedSession } from "../../core/model/session.ts";
import type { Fault } from "../../core/model/fault.ts";
import type { Report, VerbOptions } from "../../core/orchestrator/orchestrator.ts";
import { lastLines } from "../last-lines.ts";
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
  /** Takes a fault that has a screen of its own, with a way to do all of it again; true: it was taken. */
  handle?: (fault: Fault, again: () => Promise<void>) => boolean;
  /** After every end, to show what is so now. */
  after?: () => void;
}

/**
 * One long piece of work behind one toast that is changed in place: progress and Cancel, then Success with Focus, or
 * Failure with Retry and Copy Logs. Never throws.
 */
export async function runWithProgress(verb: LongAction): Promise<void> {
  const again = () => runWithProgress(verb);
  let progress: ProgressToast | undefined;
  let left = false;
  try {
    if (verb.confirm && !(await verb.confirm())) return;
    progress = await showProgress(verb.title);
    const { toast, signal, onProgress } = progress;
    const report = await verb.run({
      signal,
      onProgress: (now) => {
        onProgress(now);
        if (!verb.leaves || left) return;
        left = true;
        void closeMainWindow({ clearRootSearch: true, popToRootType: PopToRootType.Suspended });
      },
    });
    if (signal.aborted || left) await toast.hide();
    if (signal.aborted) return;
    if (left) await endInHud(reportInHud(verb, report));
    else Object.assign(toast, reportToast(verb, report, again));
  } catch (error) {
    const fault = asFault(error);
    const cancelled = progress?.signal.aborted ?? false;
    if (cancelled || left || verb.handle?.(fault, again)) await progress?.toast.hide();
    else if (progress) Object.assign(progress.toast, faultToast(fault, { again }));
    else await showToast(faultToast(fault, { again }));
    if (left && !cancelled) await endInHud(`⚠️ ${faultText(fault)}`);
  } finally {
    verb.after?.();
  }
}

/** A toast that shows how far work has come and can cancel it, with what the work has to be given for that. */
export type ProgressToast = Required<VerbOptions> & { toast: Toast };

export async function showProgress(title: string): Promise<ProgressToast> {
  const stop = new AbortController();
  const toast = await showToast({
    style: Toast.Style.Animated,
    title,
    primaryAction: { title: "Cancel", onAction: () => stop.abort() },
  });
  return {
    toast,
    signal: stop.signal,
    onProgress: (progress) => {
      toast.message = progressText(progress);
    },
  };
}

function endInHud(text: string): Promise<void> {
  return showHUD(text, { clearRootSearch: true, popToRootType: PopToRootType.Immediate });
}

function reportInHud(verb: LongAction, report: Report): string {
  const { ok, title, message } = summarize(verb.done, report);
  return [`${ok ? "✅" : "⚠️"} ${title}`, message].filter(Boolean).join(" · ");
}

function reportToast(verb: LongAction, report: Report, again: () => Promise<void>): Toast.Options {
  const { ok, title, message } = summarize(verb.done, report);
  const first = report.succeeded.find((session) => session.iterm_session_id !== null);
  return {
    style: ok ? Toast.Style.Success : Toast.Style.Failure,
    title,
    message,
    primaryAction: ok ? first && focusAction(first) : retryAction(again),
    secondaryAction: ok ? undefined : copyLogsAction(report),
  };
}

function focusAction(session: ManagedSession): Toast.ActionOptions {
  return { title: "Focus", onAction: () => focusSession(session) };
}

function copyLogsAction(report: Report): Toast.ActionOptions | undefined {
  if (report.failed.length === 0) return undefined;
  const logs = report.failed.map(({ session, why }) => `${session.name}: ${why}\n${lastLines(session).join("\n")}`);
  return { title: "Copy Logs", onAction: () => Clipboard.copy(logs.join("\n\n")) };
}
