import { Clipboard, Toast } from "@raycast/api";
import type { Fault } from "../../core/model/fault.ts";

/** What Retry does, once the toast is gone. */
interface Retry {
  /** Does what failed once more: not offered where it may have been done. */
  again?: () => unknown;
  /** Changes nothing: always offered. */
  reload?: () => unknown;
}

/** A copied error goes into a report: an unreadable answer may be megabytes. */
const MOST_RAW = 4000;

/** What a toast says about a fault, with Retry and Copy Error. */
export function faultToast(fault: Fault, { again, reload }: Retry = {}): Toast.Options {
  const retry = reload ?? (fault.mayHaveHappened ? undefined : again);
  return {
    style: Toast.Style.Failure,
    title: fault.message,
    message: fault.advice || fault.problems.join(" · "),
    primaryAction: retry && retryAction(retry),
    secondaryAction: { title: "Copy Error", onAction: () => Clipboard.copy(inFull(fault), { concealed: true }) },
  };
}

/** Takes the toast away, then does it again. */
export function retryAction(retry: () => unknown): Toast.ActionOptions {
  return {
    title: "Retry",
    onAction: async (toast) => {
      await toast.hide();
      await retry();
    },
  };
}

/** All that is known: what happened, its code, what to do, each problem, the text behind it. */
function inFull({ message, advice, problems, code, raw = "" }: Fault): string {
  return [`${message} (${code})`, advice, ...problems, raw.slice(0, MOST_RAW)].filter(Boolean).join("\n");
}
